/** From names in a document to names in TypeScript. */

import type { Problems } from "../problems.js";

/** `UserAssignedIdentities` → `userAssignedIdentities`, `$top` → `top`, `retry-after` → `retryAfter`. */
export function camelCase(name: string): string {
  const joined = joinWords(name);
  return joined.charAt(0).toLowerCase() + joined.slice(1);
}

/** `isolationScope` → `IsolationScope`, `Microsoft.Storage` → `MicrosoftStorage`. */
export function pascalCase(name: string): string {
  const joined = joinWords(name);
  return joined.charAt(0).toUpperCase() + joined.slice(1);
}

/** Whether a function or a local variable cannot have the name. */
export function isReservedWord(name: string): boolean {
  return reservedWords.has(name);
}

/** Whether an emitted file of operations already has the name for something else. */
export function isImportedFunction(name: string): boolean {
  return importedFunctions.has(name);
}

/** Records a problem when a name cannot be used as an identifier or hides one the emitted code needs. */
export function checkName(
  name: string,
  kind: keyof typeof takenNames,
  place: string,
  problems: Problems,
): void {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    problems.add(place, `'${name}' is not a valid identifier; give it an x-ms-client-name`);
  } else if (takenNames[kind].has(name)) {
    problems.add(place, `'${name}' has a meaning of its own in the emitted code`);
  }
}

/** Records a problem for every name that occurs twice. */
export function checkUnique(
  names: readonly string[],
  place: (name: string) => string,
  problems: Problems,
): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) {
      problems.add(place(name), `two members end up with the name '${name}'`);
    }
    seen.add(name);
  }
}

const reservedWords = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export " +
    "extends false finally for function if implements import in instanceof interface let new null package " +
    "private protected public return static super switch this throw true try typeof var void while with yield"
  ).split(" "),
);

const importedFunctions = new Set("armScope paged path poller send".split(" "));

const takenNames = {
  member: new Set(["__proto__", "constructor", "unknown"]),
  enumValue: new Set(["__proto__"]),
  argument: new Set([...reservedWords, ...importedFunctions, "context", "options"]),
  option: new Set("__proto__ abortSignal onResponse requestOptions tracingOptions".split(" ")),
  type: new Set(
    (
      "Array Boolean Date Error Function Handlers MaybePromise Number Object OperationOptions OperationState " +
      "PagedAsyncIterableIterator PollerLike Promise Readonly Record ResponseHeaders Route RouteSegment String " +
      "Symbol Untrusted WireObject KnownVersions"
    ).split(" "),
  ),
};

function joinWords(name: string): string {
  return name
    .split(/[^\p{L}\p{N}_]+/u)
    .filter((word) => word !== "")
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join("");
}
