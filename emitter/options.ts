/** What the emitter reads from the configuration, and what it hands back. */

import type { ClientModel } from "./clientModel.js";

/** Name of the extension in the pipeline of AutoRest. */
export const emitterName = "client-model-emitter";

/** Name of the extension's section in a configuration. */
export const optionsSection = "client-model";

/** Kind of artifact the emitter hands to AutoRest. */
export const clientModelArtifact = "client-model.json";

/** Name of the file in the output folder: one for each tag, so that a batch can share the folder. */
export function clientModelFile(tag: string): string {
  return `${tag}.client-model.json`;
}

/** Settings of the section `client-model`. */
export interface EmitterOptions {
  /**
   * What to do with a document that cannot be emitted: `fail` ends the run with an error, `collect` writes the
   * problems instead of the model, so that a batch of documents goes on. Default `fail`.
   */
  readonly problems: "fail" | "collect";
}

/** Content of the file: the client model of one API version, or what stands in its way. */
export type EmitterResult =
  { readonly client: ClientModel } | { readonly problems: readonly string[] };

/**
 * Reads the settings.
 * @throws TypeError when a setting is not known.
 */
export function toOptions(section: unknown): EmitterOptions {
  const { problems = "fail", ...others } = (section ?? {}) as Record<string, unknown>;
  const [unknownName] = Object.keys(others);
  if (unknownName !== undefined) {
    throw new TypeError(`${optionsSection}: unknown setting '${unknownName}'`);
  }
  if (problems !== "fail" && problems !== "collect") {
    throw new TypeError(`${optionsSection}.problems: 'fail' or 'collect' expected`);
  }
  return { problems };
}
