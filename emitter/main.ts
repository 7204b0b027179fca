/** The AutoRest extension: reads the code model of one API version and writes its client model. */

import { codeModelSchema, type CodeModel } from "@autorest/codemodel";
import {
  AutoRestExtension,
  startSession,
  type AutorestExtensionHost,
} from "@autorest/extension-base";
import { clientModelFile, emitterName, optionsSection, toOptions, type EmitterResult } from "./options.js";
import { Problems } from "./problems.js";
import { toClientModel } from "./transforms/toClientModel.js";

const extension = new AutoRestExtension();
extension.add(emitterName, emit);
await extension.run();

async function emit(host: AutorestExtensionHost): Promise<void> {
  const session = await startSession<CodeModel>(host, codeModelSchema, "code-model-v4");
  const options = toOptions(await host.getValue(optionsSection));
  const problems = new Problems();
  const client = toClientModel(session.model, problems);
  if (problems.messages.length > 0 && options.problems === "fail") {
    throw new Error(`The document cannot be emitted.\n${problems.messages.join("\n")}`);
  }
  const result: EmitterResult =
    problems.messages.length > 0 ? { problems: problems.messages } : { client };
  host.writeFile({
    filename: clientModelFile,
    content: `${JSON.stringify(result, undefined, 2)}\n`,
    artifactType: clientModelFile,
  });
}
