// Looks for what must not be in a recording: anything that could be a secret, or say whose recording it is.

import { isSanitizedId } from "./sanitizer.js";

/** Something that looks like a secret, and where. */
export interface Finding {
  readonly kind: string;
  readonly line: number;
  /** Its first characters: the finding itself goes to logs. */
  readonly beginning: string;
}

interface Rule {
  readonly kind: string;
  readonly pattern: RegExp;
  /** Whether a match is harmless. */
  readonly isFine?: (match: string) => boolean;
}

/** Texts in recordings that look random and are not. */
const knownTexts = [
  "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
  "ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity",
];

const rules: readonly Rule[] = [
  { kind: "JSON Web Token", pattern: /\beyJ[\w-]{5,}(?:\.[\w-]*){0,2}/g },
  {
    kind: "bearer token",
    pattern: /\b(?:bearer|basic|sharedaccesssignature)\s+[\w.~+/=-]{8,}/gi,
    // A challenge names its scheme and goes on with parameters.
    isFine: (match) => /\s(?:authorization_uri|realm|error)=/i.test(match),
  },
  { kind: "private key", pattern: /-----BEGIN [A-Z ]+-----/g },
  {
    kind: "secret member",
    pattern:
      /"(?:[\w-]*(?:secret|password|token|assertion|authorization|cookie|api-?key|account-?key))"\s*:\s*"[^"]+"/gi,
    isFine: (match) => match.endsWith('"sanitized"'),
  },
  { kind: "signature in an address", pattern: /[?&](?:sig|signature|code|key)=[^&"\s]+/gi },
  { kind: "user in an address", pattern: /\b[a-z][a-z+.-]*:\/\/[^/\s"@]+@/gi },
  {
    kind: "id",
    pattern: /\b[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\b/gi,
    isFine: isSanitizedId,
  },
  {
    kind: "e-mail address",
    pattern: /\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/g,
    isFine: (match) => match.endsWith(".invalid"),
  },
  {
    kind: "address of a machine",
    pattern: /\b(?:localhost|127\.0\.0\.1|\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?\b/g,
    // Link-local: the metadata service of every machine, and the token endpoint of every app.
    isFine: (match) => match.startsWith("169.254."),
  },
  { kind: "random text", pattern: /[\w+/=-]{20,}/g, isFine: (match) => !isRandom(match) },
];

/**
 * Finds what looks like a secret in a text. It would rather find too much: what is harmless is named here, by a rule.
 */
export function findSecrets(text: string): Finding[] {
  return text
    .split("\n")
    .flatMap((content, index) =>
      rules.flatMap(({ kind, pattern, isFine }) =>
        [...withoutKnown(content).matchAll(pattern)]
          .filter(([match]) => isFine?.(match) !== true)
          .map(([match]) => ({ kind, line: index + 1, beginning: `${match.slice(0, 12)}…` })),
      ),
    );
}

/** Findings as one line each. */
export function formatFindings(file: string, findings: readonly Finding[]): string {
  return findings
    .map(({ kind, line, beginning }) => `${file}:${line}: ${kind} (${beginning})`)
    .join("\n");
}

function withoutKnown(line: string): string {
  return knownTexts.reduce((rest, known) => rest.replaceAll(known, ""), line);
}

/**
 * Whether a text looks drawn by lot rather than written: many letters of many kinds in no order that words have. Words
 * are taken out first, so that names, however long, remain below.
 */
function isRandom(text: string): boolean {
  if (isSanitizedId(text)) {
    return false;
  }
  // A word: letters in one case, or with one capital before them, with a vowel among them.
  const rest = text.replace(/[A-Z]?[a-z]{3,}|[A-Z]{3,}/g, (word) =>
    /[aeiouy]/i.test(word) && !/[^aeiouy]{6,}/i.test(word) ? "" : word,
  );
  return rest.replace(/[/=_-]/g, "").length >= 12 && entropy(rest) >= 2.8;
}

/** Shannon's, in bits for each character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) {
    counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return [...counts.values()]
    .map((count) => count / text.length)
    .reduce((sum, share) => sum - share * Math.log2(share), 0);
}
