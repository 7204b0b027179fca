// Where a text stops being JSON. `JSON.parse` does not always say, and what it says repeats the text, secrets included.

const space = /[ \t\r\n]*/y;
const plain = String.raw`[ !#-[\]-\uffff]*`;
const string = new RegExp(
  String.raw`"${plain}(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})${plain})*"`,
  "y",
);
const literal = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/** What may come next: a value, a member's name, a colon, what follows a value; or a value or name, or the end at once. */
type Wanted = "value" | "valueOrEnd" | "name" | "nameOrEnd" | "colon" | "after";

/** The offset of the first token that cannot stand where it stands; the text's length when its end is missing. */
export function jsonErrorOffset(text: string): number {
  const open: string[] = [];
  let wanted: Wanted = "value";
  let at = 0;
  for (;;) {
    at += lengthOf(space, text, at);
    const mark = text[at] ?? "";
    const scalarLength = lengthOf(string, text, at) || lengthOf(literal, text, at);
    const next = follow(wanted, mark, scalarLength > 0, open);
    if (next === undefined || mark === "") {
      return at;
    }
    wanted = next;
    at += scalarLength || 1;
  }
}

function lengthOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

/** What may come after a token, or undefined when the token may not come. Keeps account of what is open. */
function follow(
  wanted: Wanted,
  mark: string,
  isScalar: boolean,
  open: string[],
): Wanted | undefined {
  const closing = open.at(-1) === "{" ? "}" : "]";
  switch (wanted) {
    case "name":
    case "nameOrEnd":
      if (isScalar && mark === '"') return "colon";
      break;
    case "colon":
      return mark === ":" ? "value" : undefined;
    case "after":
      if (open.length > 0 && mark === ",") return closing === "}" ? "name" : "value";
      break;
    default:
      if (isScalar) return "after";
      if (mark === "{" || mark === "[") {
        open.push(mark);
        return mark === "{" ? "nameOrEnd" : "valueOrEnd";
      }
  }
  const mayEnd = wanted === "after" || wanted === "nameOrEnd" || wanted === "valueOrEnd";
  if (mayEnd && open.length > 0 && mark === closing) {
    open.pop();
    return "after";
  }
  return undefined;
}
