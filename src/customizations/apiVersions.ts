// Which API version a request is sent with, and what that version cannot do.

import { isObject } from "./wire.js";

/** The API versions a client can choose from, as the generated code knows them. */
export interface ApiVersions {
  /** The one a client uses unless told otherwise. */
  readonly default: string;
  /** All of them, oldest first. */
  readonly known: readonly string[];
}

/** The API version of a client. */
export interface ClientApiVersion {
  readonly value: string;
  /** Whether the caller chose it. */
  readonly chosen: boolean;
  /** All versions this package knows. A version that is not among them is sent as given. */
  readonly known: readonly string[];
}

/** What an operation needs of an API version. */
export interface ApiVersionNeeds {
  /** The operation's name, for the error's text. */
  readonly operation: string;
  /** The versions that have the operation. Default: all of them. */
  readonly versions?: readonly string[];
  /** The versions that know a member of the body, by the member's name. Default: all of them. */
  readonly memberVersions?: Readonly<Record<string, readonly string[]>>;
  /** The body under its parameter's name. */
  readonly body?: Readonly<Record<string, unknown>>;
}

/** The code of the error when an API version lacks an operation or a member of a body. */
export const unsupportedByApiVersionCode = "UnsupportedByApiVersion";

/**
 * Says with which API version an operation is sent: the client's; or, if the caller chose none and the
 * default one lacks the operation, the newest that has it.
 *
 * @throws TypeError with code `UnsupportedByApiVersion` if the version lacks the operation, or a member
 * of the body that is set: the service would ignore it without a word.
 */
export function apiVersionFor(client: ClientApiVersion, needs: ApiVersionNeeds): string {
  if (!client.known.includes(client.value)) {
    return client.value;
  }
  const { operation, versions = client.known } = needs;
  const version =
    versions.includes(client.value) || client.chosen
      ? client.value
      : (versions.at(-1) ?? client.value);
  if (!versions.includes(version)) {
    throw unsupported(
      `${operation} is not part of API version ${version}. ${remedy(versions)}, or leave it out.`,
    );
  }
  refuseUnknownMembers(version, needs);
  return version;
}

function refuseUnknownMembers(
  version: string,
  { operation, memberVersions = {}, body = {} }: ApiVersionNeeds,
): void {
  for (const [parameter, value] of Object.entries(body)) {
    for (const [member, versions] of Object.entries(memberVersions)) {
      if (isSet(value, member) && !versions.includes(version)) {
        throw unsupported(
          `${operation}: '${parameter}.${member}' is not known to API version ${version}. ${remedy(versions)}.`,
        );
      }
    }
  }
}

// A caller who writes the shape of the wire has it inside `properties`.
function isSet(value: unknown, member: string): boolean {
  return (
    isObject(value) &&
    (value[member] !== undefined ||
      (isObject(value["properties"]) && value["properties"][member] !== undefined))
  );
}

function remedy(versions: readonly string[]): string {
  return `Set the client's option 'apiVersion' to ${versions.join(" or ")}`;
}

function unsupported(message: string): TypeError {
  return Object.assign(new TypeError(message), { code: unsupportedByApiVersionCode });
}
