/** The project's layout of TypeScript, for emitted files. */

import { format } from "prettier";

/** Formats TypeScript as the rest of the project: 100 columns, otherwise prettier's defaults. */
export function formatTypeScript(text: string): Promise<string> {
  return format(text, { parser: "typescript", printWidth: 100 });
}
