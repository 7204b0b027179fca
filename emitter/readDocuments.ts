/** Reads the documents of a run, as they were and as directives left them. */

import { readFile } from "node:fs/promises";
import type { AutorestExtensionHost } from "@autorest/extension-base";
import type { Problems } from "./problems.js";
import { checkDirectives, parseObject } from "./refusals/checkDirectives.js";
import { SwaggerDocuments } from "./refusals/swaggerDocuments.js";

/** Reads all documents; records a problem for directives without effect. */
export async function readDocuments(
  host: AutorestExtensionHost,
  problems: Problems,
): Promise<SwaggerDocuments> {
  const documents = new SwaggerDocuments();
  const directed = [];
  const names = await host.listInputs("swagger-document");
  if (names.filter(isDirected).length > 1) {
    problems.add("directives", "only one document can be changed by directives");
    return documents;
  }
  for (const name of names) {
    const text = await host.readFile(name);
    const uri = isDirected(name) ? await inputFile(host) : name;
    documents.add(uri, text);
    directed.push({
      before: parseObject(await readFile(new URL(uri), "utf8")),
      after: parseObject(text),
    });
  }
  checkDirectives(await host.getValue("directive"), directed, problems);
  return documents;
}

/** A document that a directive has changed has lost its address: AutoRest calls it `manipulated`. */
function isDirected(name: string): boolean {
  return !name.startsWith("file:");
}

/** Address of the configuration's input file. */
async function inputFile(host: AutorestExtensionHost): Promise<string> {
  const [file, ...others] = (await host.getValue<readonly string[]>("input-file")) ?? [];
  const [configuration] = (await host.getValue<readonly string[]>("configurationFiles")) ?? [];
  if (file === undefined || others.length > 0 || configuration === undefined) {
    throw new Error("Directives need a configuration with exactly one input-file.");
  }
  return new URL(file, configuration).href;
}
