// The regions of Azure, by the names that people read.

import { normalizeLocation } from "./bodies.js";

const publicRegions = [
  "Australia Central",
  "Australia Central 2",
  "Australia East",
  "Australia Southeast",
  "Austria East",
  "Belgium Central",
  "Brazil South",
  "Brazil Southeast",
  "Canada Central",
  "Canada East",
  "Central India",
  "Central US",
  "Central US EUAP",
  "Chile Central",
  "Denmark East",
  "East Asia",
  "East US",
  "East US 2",
  "East US 2 EUAP",
  "France Central",
  "France South",
  "Germany North",
  "Germany West Central",
  "Indonesia Central",
  "Israel Central",
  "Italy North",
  "Japan East",
  "Japan West",
  "Jio India Central",
  "Jio India West",
  "Korea Central",
  "Korea South",
  "Malaysia South",
  "Malaysia West",
  "Mexico Central",
  "New Zealand North",
  "North Central US",
  "North Europe",
  "Norway East",
  "Norway West",
  "Poland Central",
  "Qatar Central",
  "South Africa North",
  "South Africa West",
  "South Central US",
  "South India",
  "Southeast Asia",
  "Spain Central",
  "Sweden Central",
  "Sweden South",
  "Switzerland North",
  "Switzerland West",
  "UAE Central",
  "UAE North",
  "UK South",
  "UK West",
  "West Central US",
  "West Europe",
  "West India",
  "West US",
  "West US 2",
  "West US 3",
];

const governmentRegions = [
  "USDoD Central",
  "USDoD East",
  "USGov Arizona",
  "USGov Texas",
  "USGov Virginia",
];

const chineseRegions = [
  "China East",
  "China East 2",
  "China East 3",
  "China North",
  "China North 2",
  "China North 3",
];

const displayNames = new Map(
  [...publicRegions, ...governmentRegions, ...chineseRegions].map((name) => [
    normalizeLocation(name),
    name,
  ]),
);

/** Every region that we know, by the name that ARM answers: those of the public cloud, the US government's, China's. */
export const knownRegions: readonly string[] = [...displayNames.keys()];

/** The name of a region that people read; the name itself where we do not know it. */
export function displayName(region: string): string {
  return displayNames.get(region) ?? region;
}
