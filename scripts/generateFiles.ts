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
  // One process for all versions, as the configuration's batch lists them: much faster than one for each.
  const tags = generatedVersions.map(({ tag }) => tag);
  const results = await runAutoRest({ readme, args: ["--all-versions"], tags });
  const clients = results.map((result, index) => {
    const { version, tag } = generatedVersions[index] ?? { version: "", tag: "" };
    if (!("client" in result)) {
      throw new Error(`AutoRest wrote no client model for ${tag}.`);
    }
    if (result.client.apiVersions[0] !== version) {
      throw new Error(
        `The document of ${tag} has the API version ${result.client.apiVersions[0]}.`,
      );
    }
    return result.client;
  });
  const problems = new Problems();
  const client = mergeVersions(clients, problems);
  if (problems.messages.length > 0) {
    throw new Error(`The API versions cannot be merged:\n${problems.messages.join("\n")}`);
  }
  const files = allFiles(client, defaultVersion);
  return writeFiles(files, output, emittedFolders, formatTypeScript);
}
