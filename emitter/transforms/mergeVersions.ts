/** Merges the client models of several API versions into one. */

import type { ClientModel, Enum, Model, OperationGroup, Property } from "../clientModel.js";
import type { Problems } from "../problems.js";
import { checkFlattening } from "./checkFlattening.js";
import { checkLimits } from "./checkLimits.js";
import { checkWritability } from "./checkWritability.js";
import { merge, newestOf, type Versions } from "./mergeLists.js";
import { mergeOperations } from "./mergeOperations.js";
import { byName } from "./ordering.js";

/**
 * One client model for all API versions: the newest document wins for name and text; a property is required only if
 * every version that has it requires it; operations and properties know the versions that have them. In everything
 * else the versions must agree.
 * @param clients - One model for each version, oldest first.
 * @param problems - Gets everything the versions contradict each other in; the result is then not to be used.
 * @throws Error when there is no model.
 */
export function mergeVersions(clients: readonly ClientModel[], problems: Problems): ClientModel {
  const newest = clients.at(-1);
  if (newest === undefined) {
    throw new Error("No API version to generate.");
  }
  const before = problems.messages.length;
  for (const { title, provider, apiVersions } of clients) {
    if (title !== newest.title || provider !== newest.provider) {
      problems.add(apiVersions.join(", "), `another service (${title}, ${provider})`);
    }
  }
  const merged = mergeClients(clients, newest, problems);
  if (problems.messages.length === before) {
    // Each version may be in order on its own, and all of them together not.
    checkFlattening(merged, problems);
    checkWritability(clients, merged, problems);
    checkLimits(merged, problems);
  }
  return merged;
}

function mergeClients(
  clients: readonly ClientModel[],
  newest: ClientModel,
  problems: Problems,
): ClientModel {
  return {
    title: newest.title,
    provider: newest.provider,
    apiVersions: clients.flatMap(({ apiVersions }) => apiVersions),
    groups: merge(
      clients.map(({ groups }) => groups),
      ({ name }) => name,
      (groups) => mergeGroup(groups, problems),
    ),
    models: merge(
      clients.map(({ models }) => models),
      ({ name }) => name,
      (models) => mergeModel(models, problems),
    ).toSorted(byName),
    enums: merge(
      clients.map(({ enums }) => enums),
      ({ name }) => name,
      (enums) => mergeEnum(enums, problems),
    ).toSorted(byName),
  };
}

function mergeGroup(groups: Versions<OperationGroup>, problems: Problems): OperationGroup {
  return {
    ...newestOf(groups),
    operations: merge(
      groups.map(({ operations }) => operations),
      ({ id }) => id,
      (operations) => mergeOperations(operations, problems),
    ),
  };
}

function mergeModel(models: Versions<Model>, problems: Problems): Model {
  const newest = newestOf(models);
  for (const { parents } of models) {
    if (parents.join() !== newest.parents.join()) {
      problems.add(newest.name, "API versions differ in what it inherits from");
    }
  }
  return {
    ...newest,
    properties: merge(
      models.map(({ properties }) => properties),
      ({ wireName }) => wireName,
      (properties) => mergeProperty(properties, newest.name, problems),
    ),
  };
}

function mergeProperty(
  properties: Versions<Property>,
  model: string,
  problems: Problems,
): Property {
  const newest = newestOf(properties);
  const place = `${model}.${newest.wireName}`;
  for (const { flatten, type, versions } of properties) {
    if (flatten !== newest.flatten) {
      problems.add(place, "API versions differ in x-ms-client-flatten");
    }
    if (JSON.stringify(type) !== JSON.stringify(newest.type)) {
      const both = [...versions, ...newest.versions].join(" and ");
      problems.add(place, `${both} differ in its type`);
    }
  }
  return {
    ...newest,
    required: properties.every(({ required }) => required),
    versions: properties.flatMap(({ versions }) => versions),
  };
}

function mergeEnum(enums: Versions<Enum>, problems: Problems): Enum {
  const newest = newestOf(enums);
  if (enums.some(({ extensible }) => extensible !== newest.extensible)) {
    problems.add(newest.name, "API versions differ in x-ms-enum.modelAsString");
  }
  const values = merge(
    enums.map((one) => one.values),
    ({ value }) => value,
    newestOf,
  );
  return { ...newest, values };
}
