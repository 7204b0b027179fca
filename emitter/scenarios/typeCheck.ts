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
      // A folder of its own beside `generated`, so that `../customizations` is the real one.
      virtual.set(join(root, path.replace("/generated/", `/scenario-${name}/`)), text);
    }
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
