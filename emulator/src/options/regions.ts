// Where identities can be created, and where they can have federated credentials.

import { normalizeLocation } from "../bodies.js";
import { knownRegions } from "../regions.js";
import { members, texts } from "./checks.js";

/** Regions by name, in any letter case and with or without blanks: "West Europe" is "westeurope". */
export interface RegionOptions {
  /** Where identities can be created. Default: every region of Azure that we know, those of its other clouds too. */
  readonly available?: readonly string[];
  /** Where identities have no federated credentials. Default: Malaysia South and New Zealand North. */
  readonly withoutFederatedCredentials?: readonly string[];
}

/**
 * Applies the defaults.
 *
 * @throws TypeError for a member that does not exist, or is not an array of texts.
 */
export function readRegions(options: RegionOptions = {}): Required<RegionOptions> {
  const { available, withoutFederatedCredentials } = members("regions", options, [
    "available",
    "withoutFederatedCredentials",
  ]);
  return {
    available: names("available", available ?? knownRegions),
    withoutFederatedCredentials: names(
      "withoutFederatedCredentials",
      withoutFederatedCredentials ?? ["malaysiasouth", "newzealandnorth"],
    ),
  };
}

function names(member: string, values: readonly string[]): readonly string[] {
  return texts(`regions.${member}`, values).map(normalizeLocation);
}
