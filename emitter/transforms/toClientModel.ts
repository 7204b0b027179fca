/** From AutoRest's code model of one API version to a client model. */

import type { CodeModel } from "@autorest/codemodel";
import type { ClientModel } from "../clientModel.js";
import type { Problems } from "../problems.js";
import { checkFlattening } from "./checkFlattening.js";
import { toEnums } from "./enums.js";
import { checkExamples } from "./examples.js";
import { httpOf, type HttpRequest } from "./http.js";
import { toModels } from "./models.js";
import { checkName, checkUnique } from "./naming.js";
import { toGroups } from "./operations.js";

/**
 * Translates a code model. What cannot be translated is recorded in `problems`; the result is then not to be used.
 * @param code - The code model, neither flattened nor renamed by modelerfour.
 */
export function toClientModel(code: CodeModel, problems: Problems): ClientModel {
  const version = versionOf(code, problems);
  const client: ClientModel = {
    title: code.info.title,
    provider: providerOf(code, problems),
    apiVersions: [version],
    groups: toGroups(code, version, problems),
    models: toModels(code, version, problems),
    enums: toEnums(code, problems),
  };
  checkTypeNames(client, problems);
  checkFlattening(client, problems);
  if (problems.messages.length === 0) {
    checkExamples(client, problems);
  }
  return client;
}

function versionOf(code: CodeModel, problems: Problems): string {
  const versions = new Set(
    code.operationGroups
      .flatMap((group) => group.operations)
      .flatMap((operation) => operation.apiVersions ?? [])
      .map((apiVersion) => apiVersion.version),
  );
  const [version] = versions;
  if (version === undefined || versions.size > 1) {
    problems.add(code.info.title, `operations of one API version expected, found ${versions.size}`);
  }
  return version ?? "";
}

function providerOf(code: CodeModel, problems: Problems): string {
  const providers = new Set(
    code.operationGroups
      .flatMap((group) => group.operations)
      .flatMap((operation) => operation.requests ?? [])
      .map((request) => httpOf<HttpRequest>(request).path)
      .map((path) => /.*\/providers\/([^/{}]+)\//.exec(path)?.[1])
      .filter((name) => name !== undefined),
  );
  const [provider] = providers;
  if (provider === undefined || providers.size > 1) {
    problems.add(
      code.info.title,
      `paths of one resource provider expected, found ${providers.size}`,
    );
  }
  return provider ?? "";
}

function checkTypeNames(client: ClientModel, problems: Problems): void {
  const operations = client.groups.flatMap((group) => group.operations);
  const declared = [
    ...client.models.map((model) => model.name),
    ...client.enums.flatMap((one) =>
      one.extensible ? [one.name, `Known${one.name}`] : [one.name],
    ),
  ];
  for (const name of declared) {
    checkName(name, "type", name, problems);
  }
  checkUnique(
    [
      ...declared,
      ...client.groups.flatMap((group) => [group.typeName, `${group.typeName}Handlers`]),
      ...operations.flatMap((operation) =>
        ["OptionalParams", "Request", "Response"].map((suffix) => operation.typeName + suffix),
      ),
    ],
    (name) => name,
    problems,
  );
}
