// Keeps secrets out of what is said of a failure.

/** The letters of a JSON web token; "eyJ" is how each begins. */
const run = /[\w.-]+/g;
const mark = "[redacted]";

/** Members of a JSON object that hold a secret. */
const secretName = /(?:token|assertion|secret)$/i;
/** The name of a token, also percent-encoded or escaped, or in words. */
const tokenName = String.raw`(?:(?:access|refresh|(?<![a-z])id)(?:\\u005f|%5f|[\W_]){0,3}token|assertion)`;
const mention = new RegExp(tokenName, "i");
const assignment = new RegExp(String.raw`${tokenName}(?:["'\\\s]|%2[02])*(?:[:=]|%3[ad])`, "i");
/** How deep secrets are looked for in a JSON object, and how many. */
const deepest = 8;
const most = 50;

/** Replaces secrets in a text, also where they are percent-encoded or escaped for JSON. */
export function redact(text: string, secrets: Iterable<string>): string {
  let redacted = text;
  // One secret may be the beginning of another.
  for (const secret of [...secrets].sort((one, other) => other.length - one.length)) {
    const forms = new Set([
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
    ]);
    for (const form of forms) {
      redacted = form === "" ? redacted : redacted.replaceAll(form, mark);
    }
  }
  return redacted.replace(run, withoutWebToken);
}

/** No pattern finds it in one pass over a text that was made to be hard on patterns. */
function withoutWebToken(letters: string): string {
  const start = letters.indexOf("eyJ");
  return start >= 0 && letters.includes(".", start) ? letters.slice(0, start) + mark : letters;
}

/**
 * Finds the secrets in a JSON value, by the names of its members.
 *
 * @returns `undefined` if there is more to it than is looked at.
 */
export function secretsIn(value: unknown): ReadonlySet<string> | undefined {
  const found = new Set<string>();
  return collect(value, false, deepest, found) ? found : undefined;
}

function collect(value: unknown, secret: boolean, depth: number, found: Set<string>): boolean {
  if (typeof value === "string") {
    if (secret) {
      found.add(value);
    }
    return found.size <= most;
  }
  if (typeof value !== "object" || value === null) {
    return true;
  }
  return (
    depth > 0 &&
    Object.entries(value).every(([name, member]) =>
      collect(member, secret || secretName.test(name), depth - 1, found),
    )
  );
}

/** Whether a text names a token, so that it may hold one in a form we do not know. */
export function mentionsToken(text: string): boolean {
  return mention.test(text);
}

/** Whether a text names a token and gives a value to it. */
export function assignsToken(text: string): boolean {
  return assignment.test(text);
}

/** One line of at most so many characters. */
export function shorten(text: string, length: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > length ? `${line.slice(0, length)}…` : line;
}
