// Keeps secrets out of what is said of a failure.

/** The letters of a JSON web token; "eyJ" is how each begins. */
const run = /[\w.-]+/g;
const mark = "[redacted]";

/** Replaces secrets in a text, also where they are percent-encoded or escaped for JSON. */
export function redact(text: string, secrets: Iterable<string>): string {
  let redacted = text;
  for (const secret of secrets) {
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

/** One line of at most so many characters. */
export function shorten(text: string, length: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > length ? `${line.slice(0, length)}…` : line;
}
