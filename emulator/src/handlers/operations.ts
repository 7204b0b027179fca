// The operations that the provider declares, for roles and audit logs.

import type { OperationsHandlers } from "../generated/handlers.js";
import type { Operation } from "../generated/wireTypes.js";
import { providerNamespace } from "../resourceIds.js";

/** What can be done, on what, and how it is described. */
type Row = readonly [name: string, resource: string, operation: string, description: string];

const identity = "User-assigned identity";
const credential = "Federated identity credential";

const rows: readonly Row[] = [
  ["register/action", "Subscription", "Register", "Makes the provider usable in a subscription"],
  ["operations/read", "Operation", "List", "Lists what the provider can do"],
  ["identities/read", "System-assigned identity", "Get", "Reads the identity of a resource"],
  ["userAssignedIdentities/read", identity, "Get", "Reads or lists identities"],
  ["userAssignedIdentities/write", identity, "Create or update", "Creates or changes an identity"],
  ["userAssignedIdentities/delete", identity, "Delete", "Deletes an identity"],
  ["userAssignedIdentities/assign/action", identity, "Assign", "Gives an identity to a resource"],
  [
    "userAssignedIdentities/listAssociatedResources/action",
    identity,
    "List associated resources",
    "Lists the resources that have an identity",
  ],
  [
    "userAssignedIdentities/revokeTokens/action",
    identity,
    "Revoke tokens",
    "Makes the tokens of an identity invalid",
  ],
  [
    "userAssignedIdentities/federatedIdentityCredentials/read",
    credential,
    "Get",
    "Reads or lists the credentials of an identity",
  ],
  [
    "userAssignedIdentities/federatedIdentityCredentials/write",
    credential,
    "Create or update",
    "Creates or changes a credential of an identity",
  ],
  [
    "userAssignedIdentities/federatedIdentityCredentials/delete",
    credential,
    "Delete",
    "Deletes a credential of an identity",
  ],
];

/** Answers the list of the provider's operations, always in one page. */
export function operations(): OperationsHandlers {
  return { list: () => ({ status: 200, body: { value: rows.map(operationToWire) } }) };
}

function operationToWire([name, resource, operation, description]: Row): Operation {
  return {
    name: `${providerNamespace}/${name}`,
    display: { provider: "Microsoft Managed Identity", resource, operation, description },
  };
}
