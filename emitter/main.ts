/** The AutoRest extension: reads the code model of one API version and writes its client model. */

import { codeModelSchema, type CodeModel } from "@autorest/codemodel";
import {
  AutoRestExtension,
  startSession,
  type AutorestExtensionHost,
} from "@autorest/extension-base";
import {
  clientModelArtifact,
  clientModelFile,
  emitterName,
  optionsSection,
  toOptions,
  type EmitterResult,
} from "./options.js";
import { Problems } from "./problems.js";
import { readDocuments } from "./readDocuments.js";
import { checkDocuments } from "./refusals/checkDocuments.js";
import { toClientModel } from "./transforms/toClientModel.js";

const extension = new AutoRestExtension();
extension.add(emitterName, emit);
await extension.run();

async function emit(host: AutorestExtensionHost): Promise<void> {
  const session = await startSession<CodeModel>(host, codeModelSchema, "code-model-v4");
  const options = toOptions(await host.getValue(optionsSection));
  const problems = new Problems();
  const documents = await readDocuments(host, problems);
  checkDocuments(documents, problems);
  const client =
    problems.messages.length === 0 ? toClientModel(session.model, problems) : undefined;
  if (problems.messages.length > 0 && options.problems === "fail") {
    const files = documents.services.map(({ uri }) => uri).join(", ");
    throw new Error(`${files} cannot be emitted:\n${problems.messages.join("\n")}`);
  }
  const result: EmitterResult =
    client === undefined || problems.messages.length > 0
      ? { problems: problems.messages }
      : { client };
  host.writeFile({
    filename: clientModelFile((await host.getValue<string>("tag")) ?? "no-tag"),
    content: `${JSON.stringify(result, undefined, 2)}\n`,
    artifactType: clientModelArtifact,
  });
}
