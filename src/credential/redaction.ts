// Keeps secrets out of what is said of a failure.

/** Anything that looks like a JSON web token. */
const webToken = /eyJ[\w-]+\.[\w-]*(\.[\w-]*)*/g;
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
  return redacted.replace(webToken, mark);
}

/** One line of at most so many characters. */
export function shorten(text: string, length: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > length ? `${line.slice(0, length)}…` : line;
}
