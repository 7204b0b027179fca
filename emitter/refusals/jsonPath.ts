/** Finds what the `where` of a directive points at: the part of JSONPath that directives use. */

/**
 * Whether the path points at anything in a value.
 * @param path - `$` followed by `.name`, `..name`, `.*`, `[*]`, `[0]`, `["name"]` or `[?(@.name == "value")]`.
 * @returns Nothing when the path has another form.
 */
export function matchesAnything(path: string, value: unknown): boolean | undefined {
  const steps = toSteps(path);
  if (steps === undefined) {
    return undefined;
  }
  let found: readonly unknown[] = [value];
  for (const step of steps) {
    found = found.flatMap(step);
  }
  return found.length > 0;
}

type Step = (value: unknown) => readonly unknown[];

function toSteps(path: string): readonly Step[] | undefined {
  if (!path.startsWith("$")) {
    return undefined;
  }
  const steps: Step[] = [];
  let rest = path.slice(1);
  while (rest !== "") {
    const form = forms.find(([pattern]) => pattern.test(rest));
    const match = form?.[0].exec(rest);
    if (form === undefined || match === null || match === undefined) {
      return undefined;
    }
    steps.push(form[1](match[1] ?? "", match[2] ?? ""));
    rest = rest.slice(match[0].length);
  }
  return steps;
}

const forms: readonly [RegExp, (first: string, second: string) => Step][] = [
  [/^\.\.([\w$-]+)/, (name) => (value) => descendants(value).flatMap(member(name))],
  [/^\.\.\*/, () => (value) => descendants(value).slice(1)],
  [/^\.\*|^\[\*\]/, () => children],
  [/^\.([\w$-]+)/, (name) => member(name)],
  [/^\[(\d+)\]/, (index) => member(index)],
  [/^\["([^"]*)"\]/, (name) => member(name)],
  [/^\['([^']*)'\]/, (name) => member(name)],
  [/^\[\?\(\s*@\.([\w$-]+)\s*={2,3}\s*["']([^"']*)["']\s*\)\]/, filter],
  [/^\[\?\(\s*@\["([^"]+)"\]\s*={2,3}\s*["']([^"']*)["']\s*\)\]/, filter],
];

function filter(name: string, expected: string): Step {
  return (value) =>
    children(value).filter((child) => member(name)(child).some((actual) => actual === expected));
}

function member(name: string): Step {
  return (value) =>
    typeof value === "object" && value !== null && Object.hasOwn(value, name)
      ? [(value as Record<string, unknown>)[name]]
      : [];
}

function children(value: unknown): readonly unknown[] {
  return typeof value === "object" && value !== null ? (Object.values(value) as unknown[]) : [];
}

function descendants(value: unknown): readonly unknown[] {
  return [value, ...children(value).flatMap(descendants)];
}
