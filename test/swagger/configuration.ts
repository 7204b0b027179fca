// Reads swagger/README.md as AutoRest does: fenced yaml blocks, some only for one tag.

import { readFileSync } from "node:fs";
import path from "node:path";

import { specificationFolder } from "./documents.js";

/** One fenced `yaml` block of the README. */
export interface ConfigurationBlock {
  /** The heading it stands under. */
  readonly heading: string;
  /** When AutoRest takes it into account, such as `$(tag) == 'v2024-11-30'`; empty for always. */
  readonly guard: string;
  /** Its lines, without the fences. */
  readonly content: string;
  /** The block as it stands in the README, fences included. */
  readonly text: string;
}

/** The folder `swagger`, as an absolute path. */
export const swaggerFolder: string = path.dirname(specificationFolder);

/** The text of `swagger/README.md`. */
export function readConfiguration(): string {
  return readFileSync(path.join(swaggerFolder, "README.md"), "utf8");
}

/** The blocks of a README, in its order. */
export function configurationBlocks(readme: string): ConfigurationBlock[] {
  let heading = "";
  const blocks: ConfigurationBlock[] = [];
  for (const match of readme.matchAll(headingOrBlock)) {
    const [text, newHeading, guard = "", content = ""] = match;
    if (newHeading !== undefined) heading = newHeading;
    else blocks.push({ heading, guard: guard.trim(), content, text });
  }
  return blocks;
}

/** The tag in a guard, `v2024-11-30` in `$(tag) == 'v2024-11-30'`; nothing when it says something else. */
export function tagOf(guard: string): string | undefined {
  return /^\$\(tag\) == '(\S+)'$/.exec(guard)?.[1];
}

const headingOrBlock = /^#+ (.+)$|^```yaml(.*)\n([\s\S]*?)^```$/gm;
