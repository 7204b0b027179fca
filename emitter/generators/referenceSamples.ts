/** Emits `samples/reference/<group>/<operation>.ts`: each operation as its example in the document calls it. */

import type { ClientModel, Example, Operation, OperationGroup, Parameter } from "../clientModel.js";
import { lineComment } from "./docComment.js";
import { toFile, type EmittedFile } from "./fileText.js";
import { literalText } from "./literalText.js";
import { callerName, resultModel } from "./models.js";
import { entryText } from "./typeText.js";

/**
 * One file for each operation that has an example. Of several examples it is the first, by name, of the API version a
 * client uses for the operation.
 * @param defaultVersion - The API version a client uses unless told otherwise.
 */
export function referenceSamples(
  client: ClientModel,
  defaultVersion: string,
): readonly EmittedFile[] {
  return client.groups.flatMap((group) =>
    group.operations.flatMap((operation) => {
      const { versions, examples } = operation;
      const version = versions.includes(defaultVersion) ? defaultVersion : versions.at(-1);
      const example = examples.find((candidate) => candidate.version === version);
      return example === undefined
        ? []
        : [sampleFile(client, group, operation, example, version === defaultVersion)];
    }),
  );
}

function sampleFile(
  client: ClientModel,
  group: OperationGroup,
  operation: Operation,
  example: Example,
  isDefaultVersion: boolean,
): EmittedFile {
  const method = `${group.name}.${callerName(operation)}`;
  const purpose = [
    operation.description,
    `Example of \`${method}\`: ${example.title}.`,
    isDefaultVersion
      ? ""
      : `The client sends it with API version ${example.version}, the newest that has the operation.`,
  ];
  return toFile(
    `samples/reference/${group.name}/${callerName(operation)}.ts`,
    [
      { from: "@azure/identity", values: ["DefaultAzureCredential"] },
      {
        from: "arm-managed-identity",
        values: [client.title],
        types: operation.body === undefined ? [] : [operation.body.model],
      },
    ],
    [
      variablesText(operation, example),
      bodyText(client, operation, example),
      clientText(client, operation),
      callText(client, operation, example, method),
      operation.parameters.some(isVariable) ? requiredFunction : "",
    ].filter((part) => part !== ""),
    lineComment(purpose.join("\n\n")),
  );
}

function variablesText({ parameters }: Operation, { values }: Example): string {
  return parameters
    .filter(isVariable)
    .map((parameter) => {
      const line = `const ${localName(parameter)} = required("${variableName(parameter)}");`;
      if (parameter.source === "client") {
        return line;
      }
      const hint = `// Such as ${String(values[parameter.wireName])}`;
      return line.length + hint.length < 100 ? `${line} ${hint}` : `${hint}\n${line}`;
    })
    .join("\n");
}

function bodyText(client: ClientModel, { body }: Operation, { values }: Example): string {
  if (body === undefined) {
    return "";
  }
  const literal = literalText(client, { kind: "model", name: body.model }, values[body.name]);
  // A line break behind the brace keeps the formatter from putting all of it on one line.
  return `const ${camel(body.model)}: ${body.model} = ${literal.replace("{", "{\n")};`;
}

function clientText({ title }: ClientModel, { parameters }: Operation): string {
  const clientArguments = [
    "new DefaultAzureCredential()",
    ...parameters.filter(({ source }) => source === "client").map(localName),
  ];
  return `const client = new ${title}(${clientArguments.join(", ")}, {
  // Not set, it is that of Azure's public cloud.
  endpoint: process.env["AZURE_RESOURCE_MANAGER_ENDPOINT"],
});`;
}

function callText(
  client: ClientModel,
  operation: Operation,
  { values }: Example,
  method: string,
): string {
  const { parameters, body, paging } = operation;
  const literal = ({ type, wireName }: Parameter): string =>
    literalText(client, type, values[wireName]);
  const options = parameters
    .filter(({ required, wireName }) => !required && values[wireName] !== undefined)
    .map((parameter) => entryText(parameter.name, literal(parameter)));
  const callArguments = [
    ...parameters
      .filter(({ required, source }) => required && source === "call")
      .map((one) => (isVariable(one) ? localName(one) : literal(one))),
    ...(body === undefined ? [] : [camel(body.model)]),
    ...(options.length === 0 ? [] : [`{ ${options.join(", ")} }`]),
  ];
  const call = `client.${method}(${callArguments.join(", ")})`;
  if (paging !== undefined) {
    return `for await (const item of ${call}) {\nconsole.log(item);\n}`;
  }
  return resultModel(operation) === undefined
    ? `await ${call};\nconsole.log("Done: ${method}");`
    : `const result = await ${call};\nconsole.log(result);`;
}

const requiredFunction = `function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(\`Set the environment variable \${name}.\`);
  }
  return value;
}`;

/** What a parameter of a path is called in samples, where its name in the document says too little. */
const localNames: Readonly<Record<string, string>> = {
  resourceName: "identityName",
  federatedIdentityCredentialResourceName: "credentialName",
  scope: "resourceId",
};

/** Variables that other tools know. */
const commonVariables: Readonly<Record<string, string>> = {
  subscriptionId: "AZURE_SUBSCRIPTION_ID",
  resourceGroupName: "AZURE_RESOURCE_GROUP",
};

/** Values of a path come from the environment: what they name exists in nobody else's subscription. */
function isVariable(parameter: Parameter): boolean {
  return parameter.in === "path";
}

function localName({ name }: Parameter): string {
  return localNames[name] ?? name;
}

function variableName(parameter: Parameter): string {
  return (
    commonVariables[parameter.name] ??
    localName(parameter)
      .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
      .toUpperCase()
  );
}

function camel(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
