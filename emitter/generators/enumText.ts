/** Emits an enum: for a caller with its known values, for the wire as a plain type. */

import type { Enum } from "../clientModel.js";
import { asSentence, docComment, escapeDoc } from "./docComment.js";

/** A closed enum is a union of its values; an open one is a string with a `Known…` enum beside it. */
export function enumText(one: Enum): string {
  const description = asSentence(escapeDoc(one.description));
  if (!one.extensible) {
    return `${docComment(description === "" ? `Values of \`${one.name}\`.` : description)}${unionText(one)}`;
  }
  const members = one.values.map(
    ({ name, value, description: text }) =>
      `${docComment(escapeDoc(text === "" ? value : text), 2)}${name} = ${JSON.stringify(value)},\n`,
  );
  const open =
    `{@link Known${one.name}} lists the values known to this version; ` +
    "a newer service may send others.";
  return (
    docComment(`Known values of {@link ${one.name}} that the service accepts.`) +
    `export enum Known${one.name} {\n${members.join("")}}\n\n` +
    docComment(`${description} ${open}`.trim()) +
    `export type ${one.name} = string;`
  );
}

/** The enum as it is on the wire. */
export function wireEnumText(one: Enum): string {
  const description = asSentence(escapeDoc(one.description));
  const known = `Known values: ${one.values.map(({ value }) => `\`${value}\``).join(", ")}.`;
  return `${docComment(`${description} ${known}`.trim())}${one.extensible ? `export type ${one.name} = string;` : unionText(one)}`;
}

function unionText(one: Enum): string {
  return `export type ${one.name} = ${one.values.map(({ value }) => JSON.stringify(value)).join(" | ")};`;
}
