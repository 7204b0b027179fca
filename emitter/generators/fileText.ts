/** What every emitted file has in common: the path, the header, the imports. */

/** An emitted file before formatting. */
export interface EmittedFile {
  /** Path from the repository's root, with `/`. */
  readonly path: string;
  /** TypeScript, not yet formatted. */
  readonly text: string;
}

/** Names to import from one module. */
export interface Import {
  /** Module specifier. */
  readonly from: string;
  /** Names imported as values. */
  readonly values?: readonly string[];
  /** Names imported as types. */
  readonly types?: readonly string[];
}

/**
 * Puts header, imports and declarations together; names that are imported but not used are left out.
 * @param purpose - A comment for readers, between the header and the imports.
 */
export function toFile(
  path: string,
  imports: readonly Import[],
  declarations: readonly string[],
  purpose = "",
): EmittedFile {
  const body = declarations.join("\n\n");
  const words = new Set(codeOnly(body).match(/[\w$]+/g));
  const used = (name: string): boolean => words.has(name);
  const importLines = imports.flatMap(({ from, values = [], types = [] }) => {
    const names = [
      ...values.filter(used).sort(),
      ...types
        .filter(used)
        .sort()
        .map((name) => `type ${name}`),
    ];
    if (names.length === 0) {
      return [];
    }
    return names.every((name) => name.startsWith("type "))
      ? [
          `import type { ${names.map((name) => name.slice("type ".length)).join(", ")} } from "${from}";`,
        ]
      : [`import { ${names.join(", ")} } from "${from}";`];
  });
  const parts = [header, purpose, importLines.join("\n"), body].filter((part) => part !== "");
  return { path, text: `${parts.join("\n\n")}\n` };
}

/** The code without its comments and texts, which may mention a name without using it. */
function codeOnly(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/"(?:[^"\\\n]|\\.)*"/g, '""')
    .replace(
      /`[^`]*`/g,
      (template) => template.match(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g)?.join(" ") ?? "",
    );
}

const header =
  "// Generated from swagger/ by emitter/. Do not edit: change the document, a directive or the emitter, " +
  "then run `npm run generate`.";
