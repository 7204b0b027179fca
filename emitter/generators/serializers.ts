/** Emits `src/generated/serializers.ts`: straight-line code between the wire and the models. */

import type { ClientModel, Model } from "../clientModel.js";
import { allMembers, isFlattened, type Member } from "../flattening.js";
import { isReservedWord } from "../transforms/naming.js";
import { readExpression, writeExpression } from "./conversions.js";
import { docComment } from "./docComment.js";
import { toFile, type EmittedFile } from "./fileText.js";
import { serializerNeeds, type SerializerNeeds } from "./serializerNeeds.js";
import { entryText } from "./typeText.js";

/** The file of all serializers; nothing when no model needs one. */
export function serializersFile(client: ClientModel): readonly EmittedFile[] {
  const needs = serializerNeeds(client);
  const functions = client.models.flatMap((model) => [
    ...(needs.readers.has(model.name) ? [readerText(client, model, needs)] : []),
    ...(needs.writers.has(model.name) ? [writerText(client, model, needs)] : []),
  ]);
  if (functions.length === 0) {
    return [];
  }
  const imports = [
    {
      from: "../customizations/wire.js",
      values: ["liftProperties", "toDate", "toEnvelope"],
      types: ["WireObject"],
    },
    { from: "./models.js", types: client.models.map((model) => model.name) },
  ];
  return [toFile("src/generated/serializers.ts", imports, functions)];
}

function readerText(client: ClientModel, model: Model, needs: SerializerNeeds): string {
  const copy = localName(model);
  const lifted = isFlattened(client, model) ? "liftProperties(wire)" : "{ ...wire }";
  const members = allMembers(client, model);
  // Without required members the compiler takes the object as it is.
  const assertion = members.some(({ required }) => required) ? ` as unknown as ${model.name}` : "";
  const lines = members.flatMap((member) => readLines(member, copy, needs));
  return (
    docComment(`Reads ${article(model)} {@link ${model.name}} from the body of an answer.`) +
    `export function ${camel(model)}FromWire(wire: WireObject): ${model.name} {\n` +
    (lines.length === 0
      ? `return ${lifted}${assertion};`
      : `const ${copy}: WireObject = ${lifted};\n${lines.join("\n")}\nreturn ${copy}${assertion};`) +
    "\n}"
  );
}

function readLines(member: Member, copy: string, needs: SerializerNeeds): readonly string[] {
  const target = `${copy}.${member.name}`;
  const source =
    member.wireName === member.name ? target : `${copy}[${JSON.stringify(member.wireName)}]`;
  const rename =
    source === target
      ? []
      : [`if (${source} !== undefined) { ${target} = ${source}; delete ${source}; }`];
  const converted = readExpression(member.type, target, needs.readers);
  return converted === undefined
    ? rename
    : [...rename, `if (${target}) { ${target} = ${converted}; }`];
}

function writerText(client: ClientModel, model: Model, needs: SerializerNeeds): string {
  const flat = isFlattened(client, model);
  const parameter = localName(model);
  const rest = flat ? "unknown" : "rest";
  const members = allMembers(client, model);
  const named = flat ? members : members.filter((member) => isWritten(member, needs));
  const local = (member: Member): string =>
    isReservedWord(member.name) || [parameter, rest, ...helperNames].includes(member.name)
      ? `$${member.name}`
      : member.name;
  const pattern = named.map((member) => entryText(member.name, local(member)));
  const entries = (inProperties: boolean): string =>
    named
      .filter((member) => !member.readOnly && member.inProperties === inProperties)
      .map((member) =>
        entryText(
          member.wireName,
          writeExpression(member.type, local(member), needs.writers) ?? local(member),
        ),
      )
      .join(", ");
  const body = flat
    ? `toEnvelope({ ${entries(false)} }, { ${entries(true)} }, unknown)`
    : `{ ...rest, ${entries(false)} }`;
  return (
    docComment(
      `Writes ${article(model)} {@link ${model.name}} as the body of a request` +
        (members.some((member) => member.readOnly)
          ? ", without the members only the service sets."
          : "."),
    ) +
    `export function ${camel(model)}ToWire(${parameter}: ${model.name}): WireObject {\n` +
    `const { ${[...pattern, `...${rest}`].join(", ")} } = ${parameter};\nreturn ${body};\n}`
  );
}

/** Whether a member of a model that is not flattened needs more than to be copied. */
function isWritten(member: Member, needs: SerializerNeeds): boolean {
  return (
    member.readOnly ||
    member.name !== member.wireName ||
    writeExpression(member.type, "value", needs.writers) !== undefined
  );
}

const helperNames = ["liftProperties", "toDate", "toEnvelope"];

function camel(model: Model): string {
  return model.name.charAt(0).toLowerCase() + model.name.slice(1);
}

function localName(model: Model): string {
  return isReservedWord(camel(model)) || camel(model) === "wire"
    ? `$${camel(model)}`
    : camel(model);
}

function article(model: Model): string {
  return /^[AEIOU]/.test(model.name) ? "an" : "a";
}
