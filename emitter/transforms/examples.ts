/** From the examples of an operation to those of the client model. */

import type { Operation as CodeOperation } from "@autorest/codemodel";
import type { ClientModel, Example, Operation } from "../clientModel.js";
import { allMembers, envelopeName, findModel, isFlattened } from "../flattening.js";
import type { Problems } from "../problems.js";

/** The requests of an operation's `x-ms-examples`. */
export function toExamples(
  operation: CodeOperation,
  id: string,
  version: string,
  problems: Problems,
): readonly Example[] {
  const examples = (operation.extensions?.["x-ms-examples"] ?? {}) as Record<string, CodeExample>;
  return Object.entries(examples).flatMap(([name, { $ref, title = name, parameters = {} }]) => {
    // AutoRest is silent about an example file that is not there and leaves the reference where its content would be.
    if ($ref !== undefined) {
      problems.add(`${id}: example '${name}'`, `there is no file '${$ref}'`);
      return [];
    }
    const values = Object.entries(parameters).filter(([parameter]) => parameter !== "api-version");
    return [{ version, title, values: Object.fromEntries(values) }];
  });
}

/** Records a problem for every example that does not fit its operation: a sample made of it would leave something out. */
export function checkExamples(client: ClientModel, problems: Problems): void {
  for (const operation of client.groups.flatMap(({ operations }) => operations)) {
    for (const { title, values } of operation.examples) {
      const place = `${operation.id}: example '${title}'`;
      checkParameters(operation, values, place, problems);
      if (operation.body !== undefined) {
        const { name, model } = operation.body;
        checkMembers(client, model, values[name], `${place}: ${name}`, problems);
      }
    }
  }
}

interface CodeExample {
  readonly $ref?: string;
  readonly title?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

function checkParameters(
  { parameters, body }: Operation,
  values: Example["values"],
  place: string,
  problems: Problems,
): void {
  const known = [
    ...parameters.map(({ wireName, required }) => ({ wireName, required })),
    ...(body === undefined ? [] : [{ wireName: body.name, required: true }]),
  ];
  for (const name of Object.keys(values)) {
    if (!known.some(({ wireName }) => wireName === name)) {
      problems.add(place, `the operation has no parameter '${name}'`);
    }
  }
  for (const { wireName, required } of known) {
    if (required && values[wireName] === undefined) {
      problems.add(place, `it has no value for '${wireName}'`);
    }
  }
}

function checkMembers(
  client: ClientModel,
  modelName: string,
  value: unknown,
  place: string,
  problems: Problems,
): void {
  const model = findModel(client, modelName);
  const members = allMembers(client, model);
  const check = (object: unknown, inProperties: boolean): void => {
    for (const [name, inner] of Object.entries(object ?? {}) as [string, unknown][]) {
      if (!inProperties && name === envelopeName && isFlattened(client, model)) {
        check(inner, true);
        continue;
      }
      const member = members.find(
        (one) => one.wireName === name && one.inProperties === inProperties,
      );
      if (member === undefined) {
        problems.add(place, `'${modelName}' has no member '${name}'`);
      } else if (member.type.kind === "model") {
        checkMembers(client, member.type.name, inner, `${place}.${name}`, problems);
      }
    }
  };
  check(value, false);
}
