// The rooms of this repository and what each may import (see CONTRIBUTING.md, "The rooms"), and no cycles.
// `npm run check:rooms` applies it; test/rooms.spec.ts shows that every rule can fail.

const emulator = require("./emulator/package.json");

const azurePackages = "node_modules/@azure(-rest)?/";
const emulatorPackages = Object.keys(emulator.dependencies).map((name) => `node_modules/${name}/`);
const emitterTests = "^emitter/(scenarios/|.*\\.spec\\.ts$)";

/** `import type …` and `typeof import("…")`. */
const types = ["type-only", "type-import"];

/** A room: whatever its files import must match one of the paths, unless it comes with Node. */
function room(name, comment, from, allowed, options = {}) {
  return {
    name,
    comment,
    severity: "error",
    from: typeof from === "string" ? { path: from } : from,
    to: {
      pathNot: allowed.map((path) => `^${path}`),
      ...(options.nodeModules === true ? { dependencyTypesNot: ["core"] } : {}),
    },
  };
}

/** Some of what a room may import is there for its types only. */
function typesOnly(name, comment, from, path) {
  return {
    name,
    comment,
    severity: "error",
    from: { path: from },
    to: { path: `^${path}`, dependencyTypesNot: types },
  };
}

module.exports = {
  forbidden: [
    room(
      "generated",
      "src/generated imports src/customizations, and types of @azure packages.",
      "^src/generated/",
      ["src/generated/", "src/customizations/", azurePackages],
    ),
    typesOnly(
      "generated-azure-types",
      "src/generated takes nothing but types from @azure packages.",
      "^src/generated/",
      azurePackages,
    ),
    room(
      "customizations",
      "src/customizations lies under the generated code: it imports @azure packages only.",
      "^src/customizations/",
      ["src/customizations/", azurePackages],
    ),
    room(
      "client",
      "src/client.ts imports generated and customizations, and types of @azure packages for its signatures.",
      "^src/client\\.ts$",
      ["src/generated/", "src/customizations/", azurePackages],
    ),
    typesOnly(
      "client-azure-types",
      "src/client.ts takes nothing but types from @azure packages.",
      "^src/client\\.ts$",
      azurePackages,
    ),
    {
      name: "credential",
      comment:
        "src/credential imports itself, what comes with Node and types of @azure packages; packages by import().",
      severity: "error",
      from: { path: "^src/credential/" },
      to: {
        pathNot: ["^src/credential/", `^${azurePackages}`],
        dynamic: false,
        dependencyTypesNot: ["core"],
      },
    },
    {
      name: "credential-azure-types",
      comment: "src/credential loads packages when it needs them, by import().",
      severity: "error",
      from: { path: "^src/credential/" },
      to: { path: `^${azurePackages}`, dynamic: false, dependencyTypesNot: types },
    },
    {
      name: "credential-own-files",
      comment: "src/credential knows nothing of the rest of src, not even by import().",
      severity: "error",
      from: { path: "^src/credential/" },
      to: { path: "^(src|emitter|emulator|scripts|swagger|test)/", pathNot: "^src/credential/" },
    },
    room(
      "federation",
      "src/federation imports customizations, and interfaces and models of generated.",
      "^src/federation/",
      ["src/federation/", "src/customizations/", "src/generated/"],
    ),
    typesOnly(
      "federation-generated-types",
      "src/federation takes nothing but types from generated.",
      "^src/federation/",
      "src/generated/",
    ),
    room("index", "src/index.ts says what is public: it imports src only.", "^src/index\\.ts$", [
      "src/",
    ]),
    room(
      "emitter",
      "emitter imports @autorest packages, what comes with Node, and itself.",
      "^emitter/",
      ["emitter/", "node_modules/@autorest/"],
      { nodeModules: true },
    ),
    room(
      "emulator",
      "emulator/src imports itself, its own dependencies and what comes with Node: nothing of the SDK.",
      "^emulator/src/",
      ["emulator/src/", ...emulatorPackages],
      { nodeModules: true },
    ),
    room(
      "emulator-tests",
      "emulator/test imports the emulator's files, packages and what comes with Node: nothing of the SDK.",
      "^emulator/test/",
      ["emulator/", "node_modules/(?!@azure)"],
      { nodeModules: true },
    ),
    room(
      "users",
      "samples and bench import the packages by name, as a user does.",
      "^(samples|bench)/",
      ["samples/", "bench/", "node_modules/", "dist/", "emulator/dist/"],
      { nodeModules: true },
    ),
    {
      name: "samples-apart",
      comment: "A sample is copied on its own: it does not import bench.",
      severity: "error",
      from: { path: "^samples/" },
      to: { path: "^bench/" },
    },
    room(
      "tests",
      // By path, because this is where the insides of a room are under test: the emitter, the scripts, and
      // the emulator's emitted table of operations, which says which operations there are.
      "test imports the packages by name; by path only emitter, scripts and emulator/src/generated.",
      // Nothing public leads to a poller yet: no operation returns one.
      { path: "^test/", pathNot: "^test/poller\\.spec\\.ts$" },
      [
        "test/",
        "emitter/",
        "scripts/",
        "emulator/src/generated/",
        "node_modules/",
        "dist/",
        "emulator/dist/",
      ],
      { nodeModules: true },
    ),
    room(
      "scripts",
      "scripts imports emitter, packages and what comes with Node.",
      "^scripts/",
      ["scripts/", "emitter/", "node_modules/"],
      { nodeModules: true },
    ),
    {
      name: "no-cycle",
      comment: "Files do not import each other in a circle, not for types either.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-folder-cycle",
      comment: "Folders do not import each other in a circle.",
      severity: "error",
      scope: "folder",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-orphan",
      comment: "A file that imports nothing and that nobody imports is not used.",
      severity: "error",
      from: { orphan: true, pathNot: ["\\.config\\.ts$"] },
      to: {},
    },
    {
      name: "runtime-dependencies",
      comment: "What is published imports what is installed with it: no devDependencies.",
      severity: "error",
      // For the emulator, the rule "emulator" knows its dependencies; here the root's would be mixed in.
      from: { path: "^src/" },
      to: { dependencyTypes: ["npm-dev"] },
    },
    {
      name: "no-unlisted",
      comment: "Every imported package is in package.json.",
      severity: "error",
      from: {},
      to: {
        // The two packages of this repository.
        pathNot: "^(emulator/)?dist/",
        dependencyTypes: ["npm-no-pkg", "npm-unknown", "undetermined"],
      },
    },
    {
      name: "no-deprecated",
      comment: "No deprecated package.",
      severity: "error",
      from: {},
      to: { dependencyTypes: ["deprecated"] },
    },
    {
      name: "no-deprecated-core",
      comment: "No deprecated module of Node.",
      severity: "error",
      from: {},
      to: {
        dependencyTypes: ["core"],
        path: "^(node:)?(async_hooks|constants|domain|punycode|sys|_.*)$",
      },
    },
    {
      name: "no-unresolvable",
      comment: "Every import leads somewhere. For the packages by name, run `npm run build` first.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    // They run the scripts, which import the emitter: between files that is no cycle, between folders it
    // would look like one. eslint.config.js says what they may import.
    exclude: { path: emitterTests },
    tsConfig: { fileName: "tsconfig.json" },
    // The tests of the emulator are listed in the package.json above it.
    combinedDependencies: true,
    doNotFollow: { path: ["node_modules", "^(emulator/)?dist/"] },
    enhancedResolveOptions: {
      conditionNames: ["import", "require", "node", "default", "types"],
      exportsFields: ["exports"],
    },
  },
};
