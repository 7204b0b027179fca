/** From a client model to all emitted files. */

import type { ClientModel } from "../clientModel.js";
import { emulatorHandlersFile } from "./emulatorHandlers.js";
import { emulatorRoutesFile } from "./emulatorRoutes.js";
import { emulatorWireTypesFile } from "./emulatorWireTypes.js";
import type { EmittedFile } from "./fileText.js";
import { modelsFile } from "./models.js";
import { operationsFiles } from "./operations.js";
import { referenceSamples } from "./referenceSamples.js";
import { serializersFile } from "./serializers.js";
import { versionsFile } from "./versions.js";

/** Folders that hold nothing but emitted files. */
export const emittedFolders: readonly string[] = [
  "src/generated",
  "emulator/src/generated",
  "samples/reference",
];

/**
 * Emits everything.
 * @param defaultVersion - The API version a client uses unless told otherwise.
 */
export function allFiles(client: ClientModel, defaultVersion: string): readonly EmittedFile[] {
  return [
    modelsFile(client),
    ...serializersFile(client),
    ...operationsFiles(client),
    versionsFile(client, defaultVersion),
    emulatorWireTypesFile(client),
    emulatorHandlersFile(client),
    emulatorRoutesFile(client),
    ...referenceSamples(client, defaultVersion),
  ];
}
