/** From the documents to the emitted files, below any root. */

import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { Problems } from "../emitter/problems.js";
import { mergeVersions } from "../emitter/transforms/mergeVersions.js";
import { allFiles, emittedFolders } from "../emitter/generators/allFiles.js";
import { writeFiles, type WrittenFiles } from "../emitter/writeFiles.js";
import { defaultVersion, generatedVersions } from "./apiVersions.js";
import { formatTypeScript } from "./formatTypeScript.js";
import { javascriptFolder, javascriptSamples } from "./javascriptSamples.js";
import { runAutoRest } from "./runAutoRest.js";

/** Folders that hold nothing but generated files. */
export const generatedFolders: readonly string[] = [...emittedFolders, javascriptFolder];

/**
 * Runs AutoRest for every API version, merges the client models and writes the files.
 * @param readme - Path of the literate configuration of the documents.
 * @param output - The folder the {@link generatedFolders} lie in.
 * @param only - One API version, to try something out quickly; by default all of them.
 * @throws Error when a document cannot be read or emitted; nothing is written then.
 */
export async function generateFiles(
  readme: string,
  output: string,
  only?: string,
): Promise<WrittenFiles> {
  const wanted = generatedVersions.filter(({ version }) => only === undefined || only === version);
  if (wanted.length === 0) {
    throw new Error(`There is no API version ${only ?? ""} in scripts/apiVersions.ts.`);
  }
  const tags = wanted.map(({ tag }) => tag);
  // One process for all versions, as the configuration's batch lists them: much faster than one for each.
  const args = only === undefined ? ["--all-versions"] : tags.map((tag) => `--tag=${tag}`);
  const results = await runAutoRest({ readme, args, tags });
  const clients = results.map((result, index) => {
    const { version, tag } = wanted[index] ?? { version: "", tag: "" };
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
  const emitted = allFiles(client, only ?? defaultVersion);
  const files = [...emitted, ...(await javascriptSamples(projectRoot, emitted))];
  return writeFiles(files, output, generatedFolders, formatTypeScript);
}

const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));
