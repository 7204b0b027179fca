// How the path of an operation's URL is built: nothing a caller passes can leave its place in it.

/** A parameter of a path, under the name the caller knows it by: `{ resourceName: "…" }`. */
export type PathParameter = Readonly<Record<string, string | undefined>> | ScopeParameter;

/** A parameter that is itself a path: the id of any Azure resource. Made by {@link armScope}. */
export interface ScopeParameter {
  readonly [scopeMark]: Readonly<Record<string, string | undefined>>;
}

/** The path of an operation before its parameters are checked. Made by {@link path}. */
export interface PathTemplate {
  readonly literals: readonly string[];
  readonly parameters: readonly PathParameter[];
}

const scopeMark = Symbol("scope");

/**
 * Tags the template of an operation's path; each parameter carries its name, so that an error can say
 * which one is wrong: `` path`/subscriptions/${{ subscriptionId }}/providers` ``.
 */
export function path(
  literals: TemplateStringsArray,
  ...parameters: readonly PathParameter[]
): PathTemplate {
  return { literals, parameters };
}

/** Marks a parameter of a path that is a whole resource id, with or without a leading slash. */
export function armScope(parameter: Readonly<Record<string, string | undefined>>): ScopeParameter {
  return { [scopeMark]: parameter };
}

/**
 * Checks the parameters and builds the path: every parameter percent-encoded, a scope segment by segment.
 *
 * @param operation - The operation, for the error's text.
 * @param template - The path with its parameters.
 * @throws TypeError if a parameter is missing, not a string, empty, `.` or `..`, or if a scope is not
 * the id of an Azure resource.
 */
export function buildPath(operation: string, template: PathTemplate): string {
  let result = template.literals[0] ?? "";
  template.parameters.forEach((parameter, index) => {
    result +=
      scopeMark in parameter
        ? encodeScope(operation, ...only(parameter[scopeMark]))
        : encodeSegment(operation, ...only(parameter));
    result += template.literals[index + 1] ?? "";
  });
  return result;
}

type PlainParameter = Readonly<Record<string, string | undefined>>;

function only(parameter: PlainParameter): [name: string, value: unknown] {
  const [entry] = Object.entries(parameter);
  if (entry === undefined) {
    throw new TypeError("A path parameter has no name.");
  }
  return entry;
}

function encodeSegment(operation: string, name: string, value: unknown): string {
  if (name === "subscriptionId" && value === undefined) {
    throw new TypeError(
      `${operation} needs a subscription: pass its id as the second argument of the client's constructor.`,
    );
  }
  const text = requireText(operation, name, value);
  return encode(operation, name, text);
}

function encodeScope(operation: string, name: string, value: unknown): string {
  const text = requireText(operation, name, value);
  const segments = (text.startsWith("/") ? text.slice(1) : text).split("/");
  const root = segments[0]?.toLowerCase();
  if ((root !== "subscriptions" && root !== "providers") || segments.length < 2) {
    throw new TypeError(
      `${operation}: '${name}' must be the id of an Azure resource, such as ` +
        `/subscriptions/{id}/resourceGroups/{group}/providers/{namespace}/{type}/{name}; got ${quote(text)}.`,
    );
  }
  return segments.map((segment) => encode(operation, name, segment)).join("/");
}

function requireText(operation: string, name: string, value: unknown): string {
  if (typeof value !== "string") {
    throw new TypeError(
      `${operation}: '${name}' must be a string; got ${value === null ? "null" : typeof value}.`,
    );
  }
  return value;
}

function encode(operation: string, name: string, segment: string): string {
  // A dot segment survives percent-encoding and would be resolved away with the one before it.
  if (segment === "" || segment === "." || segment === "..") {
    throw new TypeError(
      segment === ""
        ? `${operation}: '${name}' must not be empty or hold an empty segment.`
        : `${operation}: '${name}' must not be or hold the segment '${segment}', which would name another resource.`,
    );
  }
  try {
    return encodeURIComponent(segment);
  } catch (cause) {
    throw new TypeError(
      `${operation}: '${name}' holds half of a surrogate pair, which is not text; got ${quote(segment)}.`,
      { cause },
    );
  }
}

function quote(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}
