/** From the documents to the emitted files, below any root. */

import { Problems } from "../emitter/problems.js";
import { mergeVersions } from "../emitter/transforms/mergeVersions.js";
import { allFiles, emittedFolders } from "../emitter/generators/allFiles.js";
import { writeFiles, type WrittenFiles } from "../emitter/writeFiles.js";
import { defaultVersion, generatedVersions } from "./apiVersions.js";
import { formatTypeScript } from "./formatTypeScript.js";
import { runAutoRest } from "./runAutoRest.js";

/**
 * Runs AutoRest for every API version, merges the client models and writes the files.
 * @param readme - Path of the literate configuration of the documents.
 * @param output - The folder `src/generated` and `emulator/src/generated` lie in.
 * @throws Error when a document cannot be read or emitted; nothing is written then.
 */
export async function generateFiles(readme: string, output: string): Promise<WrittenFiles> {
  const clients = [];
  for (const { version, tag } of generatedVersions) {
    const [result] = await runAutoRest({ readme, args: [`--tag=${tag}`], tags: [tag] });
    if (result === undefined || !("client" in result)) {
      throw new Error(`AutoRest wrote no client model for ${tag}.`);
    }
    if (result.client.apiVersions[0] !== version) {
      throw new Error(
        `The document of ${tag} has the API version ${result.client.apiVersions[0]}.`,
      );
    }
    clients.push(result.client);
  }
  const problems = new Problems();
  const client = mergeVersions(clients, problems);
  if (problems.messages.length > 0) {
    throw new Error(`The API versions cannot be merged:\n${problems.messages.join("\n")}`);
  }
  const files = allFiles(client, defaultVersion);
  return writeFiles(files, output, emittedFolders, formatTypeScript);
}
