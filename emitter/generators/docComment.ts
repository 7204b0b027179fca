/** From a description in the document to a doc comment. */

/** A tag of a doc comment, such as `@param top - …`. */
export interface DocTag {
  /** `param`, `returns`, … */
  readonly tag: string;
  /** Name of the parameter, if the tag has one. */
  readonly name?: string;
  /** Text after it; may be empty. */
  readonly text: string;
}

/**
 * A doc comment with wrapped lines, ending in a line break; nothing when there is no text at all.
 * @param text - Our own words or {@link escapeDoc escaped} ones.
 * @param indent - Columns the comment is going to stand in.
 */
export function docComment(text: string, indent = 0, tags: readonly DocTag[] = []): string {
  const width = lineWidth - indent - " * ".length;
  const lines = [
    ...paragraphs(text).flatMap((paragraph, index) => [
      ...(index > 0 ? [""] : []),
      ...wrap(paragraph, width),
    ]),
    ...tags.flatMap(({ tag, name, text: tagText }) =>
      wrap(`@${tag}${name === undefined ? "" : ` ${name} -`} ${tagText}`.trim(), width),
    ),
  ];
  const [first] = lines;
  if (first === undefined) {
    return "";
  }
  if (lines.length === 1 && indent + first.length + "/**  */".length <= lineWidth) {
    return `/** ${first} */\n`;
  }
  return `/**\n${lines.map((line) => (line === "" ? " *" : ` * ${line}`)).join("\n")}\n */\n`;
}

/** A comment of lines that begin with `//`, without a line break at its end. */
export function lineComment(text: string): string {
  return paragraphs(text)
    .map((paragraph) => wrap(paragraph, lineWidth - "// ".length))
    .map((lines) => lines.map((line) => `// ${line}`).join("\n"))
    .join("\n//\n");
}

/** The document's text made safe for a doc comment: no end of comment, no tag, no stray brace; code stays as it is. */
export function escapeDoc(description: string): string {
  return description
    .split(/(`[^`]*`|\{@[^{}]*\})/)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replace(/[@{}<>]/g, (character) => `\\${character}`),
    )
    .join("")
    .replaceAll("*/", "*\\/");
}

/** The document's text as a sentence of its own, so that another one can follow. */
export function asSentence(description: string): string {
  const text = description.trim();
  return text === "" || /[.!?:)]$/.test(text) ? text : `${text}.`;
}

/** What the operations of a group work on: `UserAssignedIdentities` → `user assigned identities`. */
export function groupWords({ typeName }: { readonly typeName: string }): string {
  // Every resource provider has a group of this name.
  return typeName === "Operations"
    ? "the resource provider itself"
    : typeName.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
}

const lineWidth = 100;

function paragraphs(text: string): readonly string[] {
  return text
    .split(/\r?\n\s*\r?\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, " ").trim())
    .filter((paragraph) => paragraph !== "");
}

function wrap(paragraph: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  // A link or a piece of code is one word: a line break inside it would show.
  for (const word of paragraph.match(/(?:`[^`]*`|\{@[^{}]*\}|\S)+/g) ?? []) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return line === "" ? lines : [...lines, line];
}
