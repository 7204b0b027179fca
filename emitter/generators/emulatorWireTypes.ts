/** Emits `emulator/src/generated/wireTypes.ts`: the definitions as they are on the wire. */

import type { ClientModel, Model, Property } from "../clientModel.js";
import { docComment, escapeDoc } from "./docComment.js";
import { wireEnumText } from "./enumText.js";
import { toFile, type EmittedFile } from "./fileText.js";
import { keyText, typeText } from "./typeText.js";

/** The file of wire types. */
export function emulatorWireTypesFile(client: ClientModel): EmittedFile {
  return toFile(
    "emulator/src/generated/wireTypes.ts",
    [],
    [
      docComment("A body as it arrived: the members a document names, of any type.") +
        "export type Untrusted<T> = { [K in keyof T]?: unknown };",
      ...client.models.map((model) => modelText(model)),
      ...client.enums.map((one) => wireEnumText(one)),
    ],
  );
}

function modelText(model: Model): string {
  const parents = model.parents.length === 0 ? "" : ` extends ${model.parents.join(", ")}`;
  const description =
    model.description === "" ? `A \`${model.name}\` on the wire.` : escapeDoc(model.description);
  const members = model.properties.map((property) => memberText(property));
  return `${docComment(description)}export interface ${model.name}${parents} {\n${members.join("\n")}}`;
}

function memberText({ wireName, description, required, type }: Property): string {
  const doc = docComment(escapeDoc(description), 2);
  return `${doc}${keyText(wireName)}${required ? "" : "?"}: ${typeText(type, "wire")};\n`;
}
