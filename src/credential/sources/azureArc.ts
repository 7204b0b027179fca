// Servers outside Azure that Azure Arc manages: an agent on the machine, which proves who may ask by a file.

import { accessSync, constants } from "node:fs";
import { SourceFailure } from "../failure.js";
import type { Identity } from "../identity.js";
import { platform, readVariable, requireEndpoint } from "../variables.js";
import { idParameter, withQuery, type TokenSource } from "./source.js";

const defaultEndpoint = "http://127.0.0.1:40342/metadata/identity/oauth2/token";

/** Whether the agent announces itself by variables, or is installed where agents are. */
export function isArcPresent(): boolean {
  return announced() || agentInstalled();
}

/** Azure Arc. */
export const azureArc: TokenSource = {
  name: "Azure Arc",
  takes: ["clientId", "resourceId", "objectId"],
  aboutIds: "",
  advice:
    "Connect the machine to Azure Arc, and run as a member of the group himds (Linux), or of the local administrators or the Hybrid Agent Extension Applications (Windows).",
  place: (identity) => ({ endpoint: endpoint(), identity }),
  request: ({ endpoint: url, identity }, { target }) => ({
    method: "GET",
    url: withQuery(url, {
      "api-version": "2020-06-01",
      resource: target,
      ...idParameter(identity, {
        clientId: "client_id",
        resourceId: "msi_res_id",
        objectId: "object_id",
      }),
    }),
    headers: { Metadata: "true" },
    secrets: [],
  }),
  // Needed in one of Azure's hosts only.
  answerChallenge: async (request, answer) =>
    (await import("./azureArcChallenge.js")).answerArcChallenge(request, answer),
  confirm,
};

function announced(): boolean {
  return (
    readVariable("IDENTITY_ENDPOINT") !== undefined && readVariable("IMDS_ENDPOINT") !== undefined
  );
}

function agentInstalled(): boolean {
  const path =
    platform() === "win32"
      ? `${readVariable("ProgramFiles") ?? ""}\\AzureConnectedMachineAgent\\himds.exe`
      : platform() === "linux"
        ? "/opt/azcmagent/bin/himds"
        : undefined;
  try {
    if (path !== undefined) {
      accessSync(path, constants.F_OK | constants.R_OK);
    }
    return path !== undefined;
  } catch {
    return false;
  }
}

function endpoint(): string {
  if (!announced()) {
    return defaultEndpoint;
  }
  const url = requireEndpoint("IDENTITY_ENDPOINT");
  // The agent listens on IPv4 only.
  return url.replace(/^(https?:\/\/)localhost(?=[:/?]|$)/i, "$1127.0.0.1");
}

/** Agents that know no user-assigned identities give out the machine's token instead of refusing. */
function confirm(
  { kind, id }: Identity,
  body: Readonly<Record<string, unknown>>,
  status: number,
): void {
  const echoed = {
    system: id,
    clientId: body["client_id"],
    resourceId: body["msi_res_id"] ?? body["mi_res_id"],
    objectId: body["object_id"],
  }[kind];
  if (typeof echoed !== "string" || echoed.toLowerCase() !== id.toLowerCase()) {
    throw new SourceFailure(
      "unexpected",
      "user_assigned_managed_identity_not_confirmed",
      "The agent did not confirm that the token is for the identity asked for, so it is not used. Update the agent, or leave the id out for the identity of the machine.",
      status,
    );
  }
}
