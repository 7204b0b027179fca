/** Compiles emitted files in memory, against the real customizations. */

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** The files of one scenario. */
export interface EmittedScenario {
  readonly name: string;
  readonly files: ReadonlyMap<string, string>;
}

/** The compiler's errors in the emitted files, under the settings of the project. */
export function typeErrors(scenarios: readonly EmittedScenario[]): readonly string[] {
  const virtual = new Map<string, string>();
  for (const { name, files } of scenarios) {
    for (const [path, text] of files) {
      if (path.startsWith("samples/")) {
        virtual.set(
          join(root, path.replace("/reference/", `/scenario-${name}/`)),
          sampleText(text, name),
        );
      } else {
        // A folder of its own beside `generated`, so that `../customizations` is the real one.
        virtual.set(join(root, path.replace("/generated/", `/scenario-${name}/`)), text);
      }
    }
    virtual.set(join(root, `src/scenario-${name}/index.ts`), packageText(files));
  }
  const options = projectOptions();
  const host = ts.createCompilerHost(options);
  const real = ts.createCompilerHost(options);
  const folders = new Set([...virtual.keys()].map((path) => dirname(path)));
  host.directoryExists = (path) => folders.has(path) || real.directoryExists?.(path) === true;
  host.fileExists = (path) => virtual.has(path) || real.fileExists(path);
  host.readFile = (path) => virtual.get(path) ?? real.readFile(path);
  host.getSourceFile = (path, languageVersion, ...rest) => {
    const text = virtual.get(path);
    return text === undefined
      ? real.getSourceFile(path, languageVersion, ...rest)
      : ts.createSourceFile(path, text, languageVersion);
  };
  const program = ts.createProgram([...virtual.keys()], options, host);
  return [...virtual.keys()].flatMap((path) => {
    const source = program.getSourceFile(path);
    return source === undefined
      ? [`${path} was not compiled`]
      : [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
          (diagnostic) => describe(diagnostic, path),
        );
  });
}

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A sample that imports the scenario's own package. */
function sampleText(text: string, scenario: string): string {
  return text.replace('"arm-managed-identity"', `"../../../src/scenario-${scenario}/index.js"`);
}

/** What the package of a scenario would offer: its models, and a client with its groups. */
function packageText(files: ReadonlyMap<string, string>): string {
  const groups = [...files.keys()].flatMap((path) => {
    const name = /^src\/generated\/operations\/(\w+)\.ts$/.exec(path)?.[1];
    return name === undefined
      ? []
      : [{ name, typeName: name.charAt(0).toUpperCase() + name.slice(1) }];
  });
  return [
    'import type { TokenCredential } from "@azure/core-auth";',
    'import type { ManagedServiceIdentityClientOptionalParams as Options } from "../customizations/options.js";',
    'export type * from "./models.js";',
    ...groups.map(
      ({ name, typeName }) => `import type { ${typeName} } from "./operations/${name}.js";`,
    ),
    "export declare class ManagedServiceIdentityClient {",
    "  constructor(credential: TokenCredential, subscriptionId: string, options?: Options);",
    "  constructor(credential: TokenCredential, options?: Options);",
    ...groups.map(({ name, typeName }) => `  readonly ${name}: ${typeName};`),
    "}",
  ].join("\n");
}

function projectOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (path) =>
    ts.sys.readFile(path),
  ) as { config: object };
  return ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, root).options;
}

function describe(diagnostic: ts.Diagnostic, path: string): string {
  const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
  const line = diagnostic.file?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? 0;
  return `${path.slice(root.length + 1)}:${line + 1}: ${text}`;
}
