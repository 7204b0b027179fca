// What the token endpoints of apps and of machine learning have in common: a GET with a version and a resource.

import { Refusal, type TokenRequest } from "../tokens/tokenResponder.js";

/**
 * Checks a request for a token.
 *
 * @param version - The one api-version of the endpoint.
 * @param refuse - Makes the endpoint's own error, status 400, of a text.
 * @returns The resource the token is for.
 * @throws Refusal if it is not such a request.
 */
export function readResource(
  { verb, query }: TokenRequest,
  version: string,
  refuse: (text: string) => Refusal,
): string {
  if (verb !== "GET") {
    throw new Refusal({ status: 405, headers: { Allow: "GET" } });
  }
  if (query.get("api-version") !== version) {
    throw refuse(`The api-version must be ${version}.`);
  }
  const resource = query.get("resource");
  if (!resource) {
    throw refuse("The parameter resource is missing.");
  }
  return resource;
}
