// How the code is checked: strict typed rules everywhere, generated code included, and our own rules as
// restrictions. Formatting is prettier's.

import { defineConfig, globalIgnores } from "eslint/config";
import js from "@eslint/js";
import prettier from "eslint-config-prettier";
import { builtinModules } from "node:module";
import ts from "typescript-eslint";

/** Switching certificate checks off makes a test or a sample pass for the wrong reason; users copy it. */
const uncheckedCertificates = [
  {
    selector:
      "Property[key.name='rejectUnauthorized'] > Literal[value=false], Property[key.value='rejectUnauthorized'] > Literal[value=false]",
    message: "Never switch certificate checks off: trust the server's certificate with `ca`.",
  },
  {
    selector:
      "AssignmentExpression[left.property.name='rejectUnauthorized'] > Literal[value=false]",
    message: "Never switch certificate checks off: trust the server's certificate with `ca`.",
  },
  {
    selector: "Property[key.name='ignoreHTTPSErrors'] > Literal[value=true]",
    message: "Never switch certificate checks off: trust one certificate by its key.",
  },
  {
    // The only place that may name this variable: here it is forbidden, in whatever form it is written.
    selector:
      "Identifier[name='NODE_TLS_REJECT_UNAUTHORIZED'], Literal[value=/NODE_TLS_REJECT_UNAUTHORIZED/], TemplateElement[value.raw=/NODE_TLS_REJECT_UNAUTHORIZED/]",
    message: "Never switch certificate checks off: use NODE_EXTRA_CA_CERTS or `ca`.",
  },
];

/** What is built is imported as its users do. */
const builtFiles = {
  group: ["./**/dist/**", "../**/dist/**"],
  message: "Import the package by its name.",
};

const defaultExports = [
  {
    selector: "ExportDefaultDeclaration, ExportSpecifier[exported.name='default']",
    message: "Exports have names.",
  },
];

/** A test left alone hides the others; a test left out hides itself. */
const narrowedTests = [
  {
    selector:
      "MemberExpression[object.name=/^(describe|context|suite|it|specify|test|before|after)$/][property.name=/^(only|skip)$/]",
    message: "Run every test: no `.only`, no `.skip`.",
  },
  {
    selector: "CallExpression[callee.name=/^(xdescribe|xcontext|xit|xspecify)$/]",
    message: "Run every test.",
  },
  {
    selector: "CallExpression[callee.object.type='ThisExpression'][callee.property.name='skip']",
    message: "Run every test: one that cannot run here must fail and say what is missing.",
  },
];

export default defineConfig(
  globalIgnores(["**/dist/", "**/coverage/", "**/.temp/"]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [ts.configs.recommendedTypeChecked, ts.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // `typeof import("…")` is the type of what `import("…")` will give.
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      // A resource type that adds nothing to its parent is still a type of its own.
      "@typescript-eslint/no-empty-object-type": [
        "error",
        { allowInterfaces: "with-single-extends" },
      ],
      // A member is left out of a copy by naming it beside `...rest`.
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      // `{ [propertyName: string]: string }` says what its keys are; `Record` cannot.
      "@typescript-eslint/consistent-indexed-object-style": "off",
      // Headers and wire members are read as `object["name"]`, because they are names of the wire.
      "@typescript-eslint/dot-notation": "off",
    },
  },
  {
    rules: {
      eqeqeq: "error",
      "no-warning-comments": ["error", { terms: ["todo", "fixme", "xxx"], location: "anywhere" }],
      "no-restricted-syntax": ["error", ...uncheckedCertificates],
      "no-restricted-imports": ["error", { patterns: [builtFiles] }],
    },
  },
  {
    files: ["src/**/*.ts"],
    rules: {
      "no-console": "error",
      "no-restricted-syntax": ["error", ...uncheckedCertificates, ...defaultExports],
    },
  },
  {
    // The package runs in browsers; where tokens come from the machine it runs on, that machine runs Node.
    files: ["src/**/*.ts"],
    ignores: ["src/credential/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        { paths: [...builtinModules], patterns: [{ group: ["node:*"] }, builtFiles] },
      ],
      "no-restricted-globals": ["error", "Buffer", "process", "global", "__dirname", "__filename"],
    },
  },
  {
    files: ["**/generated/**/*.ts"],
    rules: {
      // Emitted code has one form for one thing, also where this one time a shorter one would do: a response
      // that is a union of one, a model whose members are all optional.
      "@typescript-eslint/consistent-type-definitions": "off",
      "@typescript-eslint/no-unnecessary-type-assertion": "off",
    },
  },
  {
    files: ["samples/**/*.ts"],
    rules: {
      // Node's test runner keeps its tests and waits for them by itself: nobody awaits `test`.
      "@typescript-eslint/no-floating-promises": [
        "error",
        { allowForKnownSafeCalls: [{ from: "package", name: ["test"], package: "node:test" }] },
      ],
    },
  },
  {
    files: ["samples/**/*.js"],
    languageOptions: {
      globals: {
        AbortSignal: "readonly",
        URL: "readonly",
        console: "readonly",
        performance: "readonly",
        process: "readonly",
      },
    },
  },
  {
    files: ["emitter/**/*.ts"],
    rules: {
      // The extension talks to AutoRest over its standard output.
      "no-console": "error",
    },
  },
  {
    // The emitter's tests are not among the rooms of .dependency-cruiser.cjs: the reason is there.
    files: ["emitter/scenarios/**/*.ts", "emitter/**/*.spec.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ group: ["**/src/**", "**/test/**", "@azure/*", "arm-managed-identity*"] }] },
      ],
    },
  },
  {
    files: ["**/*.spec.ts", "test/**/*.ts", "emulator/test/**/*.ts"],
    rules: {
      "no-restricted-syntax": ["error", ...uncheckedCertificates, ...narrowedTests],
      // `expect(value).to.be.true` is an assertion.
      "@typescript-eslint/no-unused-expressions": "off",
    },
  },
  {
    // It names what it forbids.
    files: ["eslint.config.js"],
    rules: { "no-restricted-syntax": "off" },
  },
  {
    files: ["**/*.cjs"],
    languageOptions: {
      sourceType: "commonjs",
      globals: {
        __dirname: "readonly",
        __filename: "readonly",
        module: "writable",
        process: "readonly",
        require: "readonly",
      },
    },
  },
  prettier,
);
