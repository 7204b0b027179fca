// Which managed identities a host has, and which of them a request means.

import { nameKey } from "../resourceIds.js";
import type { StoredIdentity } from "../store.js";
import { systemAssigned, userAssigned, type Principal } from "../tokens/principal.js";
import { hostResourceId, type HostContext } from "./host.js";

/** The kinds of id that name an identity. */
export type IdKind = "clientId" | "resourceId" | "objectId";

/** An id in a request. */
export interface Selector {
  readonly kind: IdKind;
  readonly id: string;
}

/**
 * Reads which identity a query asks for.
 *
 * @param names - The parameters that a host knows, and the kinds of id they hold.
 * @returns all ids that are given; an empty one counts as none.
 */
export function readSelectors(
  query: URLSearchParams,
  names: Readonly<Record<string, IdKind>>,
): readonly Selector[] {
  return Object.entries(names).flatMap(([name, kind]) =>
    query
      .getAll(name)
      .filter((id) => id !== "")
      .map((id) => ({ kind, id })),
  );
}

/** The managed identities of one host, looked up for each request: what ARM creates or deletes counts at once. */
export class AssignedIdentities {
  /** The host's own identity; undefined where it has none. */
  readonly systemAssigned: Principal | undefined;
  readonly #context: HostContext;
  /** Names and ids of the user-assigned ones; undefined means all. */
  readonly #assigned: ReadonlySet<string> | undefined;

  /** @param hostType - The type of resource that the host is. */
  constructor(context: HostContext, hostType: string) {
    const { settings } = context;
    this.#context = context;
    this.systemAssigned = settings.identities.systemAssigned
      ? systemAssigned(settings.tenantId, hostResourceId(settings, hostType))
      : undefined;
    const { userAssigned } = settings.identities;
    this.#assigned = userAssigned && new Set(userAssigned.map(idKey));
  }

  /** The identity with an id; undefined where there is none or the host does not have it. */
  find({ kind, id }: Selector): Principal | undefined {
    const wanted = idKey(id);
    if (this.systemAssigned !== undefined && idKey(this.systemAssigned[kind]) === wanted) {
      // The id of the host itself is not that of an identity.
      return kind === "resourceId" ? undefined : this.systemAssigned;
    }
    const found = this.#context.store.findIdentity(
      (identity) => idKey(userAssigned(identity)[kind]) === wanted && this.#has(identity),
    );
    return found && userAssigned(found);
  }

  /** The only user-assigned identity, "several", or undefined where there is none. */
  single(): Principal | "several" | undefined {
    const first = this.#context.store.findIdentity((identity) => this.#has(identity));
    if (first === undefined) {
      return undefined;
    }
    const second = this.#context.store.findIdentity(
      (identity) => identity !== first && this.#has(identity),
    );
    return second === undefined ? userAssigned(first) : "several";
  }

  #has({ id, name }: StoredIdentity): boolean {
    return (
      this.#assigned === undefined ||
      this.#assigned.has(idKey(name)) ||
      this.#assigned.has(idKey(id))
    );
  }
}

/** ARM ids are the same in any letter case, with or without the first slash. */
function idKey(id: string): string {
  return nameKey(id.replace(/^\//, ""));
}
