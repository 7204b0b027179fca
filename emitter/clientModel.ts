/**
 * The client model: what the generators know about a service. It is the seam of the emitter:
 * `transforms/` fills it from AutoRest's code model, and another front end could fill it as well.
 * It is plain readonly JSON, so one run of AutoRest can hand it to the next step as a file.
 */

/** A service in one or several API versions, ready to be turned into text. */
export interface ClientModel {
  /** Title of the document, the name of the client class: `ManagedServiceIdentityClient`. */
  readonly title: string;
  /** Namespace of the resource provider: `Microsoft.ManagedIdentity`. */
  readonly provider: string;
  /** API versions that went into the model, oldest first. */
  readonly apiVersions: readonly string[];
  /** Operation groups in document order. */
  readonly groups: readonly OperationGroup[];
  /** Objects as they are on the wire, ordered by name; `flattening.ts` gives the caller's view. */
  readonly models: readonly Model[];
  /** String enumerations, ordered by name. */
  readonly enums: readonly Enum[];
}

/** Operations that share the part of their operation id before the underscore. */
export interface OperationGroup {
  /** Name of the group on the client and of its file: `userAssignedIdentities`. */
  readonly name: string;
  /** Name of the group's interface, and prefix of its types: `UserAssignedIdentities`. */
  readonly typeName: string;
  /** Operations in document order. */
  readonly operations: readonly Operation[];
}

/** One request a caller can make. */
export interface Operation {
  /** Operation id of the document: `UserAssignedIdentities_Get`. */
  readonly id: string;
  /** Method name without prefix: `get`, or `createOrUpdate` for what a caller sees as `beginCreateOrUpdate`. */
  readonly name: string;
  /** Prefix of the operation's types: `UserAssignedIdentitiesGet`. */
  readonly typeName: string;
  /** Text of the document; may be empty. */
  readonly description: string;
  /** HTTP method. */
  readonly verb: Verb;
  /** Path in order, one entry per segment. */
  readonly segments: readonly PathSegment[];
  /** Path and query parameters in document order, without `api-version`. */
  readonly parameters: readonly Parameter[];
  /** JSON body, always required. */
  readonly body?: Body;
  /** Success answers in ascending order of status. */
  readonly responses: readonly Response[];
  /** Present on a list that comes in pages. */
  readonly paging?: Paging;
  /** Present on an operation marked `x-ms-long-running-operation`. */
  readonly longRunning?: LongRunning;
  /** API versions that have the operation, oldest first. */
  readonly versions: readonly string[];
  /** Requests the documents show (`x-ms-examples`), those of the oldest version first. */
  readonly examples: readonly Example[];
}

/** A request as a document shows it. */
export interface Example {
  /** API version of the document. */
  readonly version: string;
  /** Title of the example, or its name in the document when it has none. */
  readonly title: string;
  /** JSON values of the path, the query and the body, by the names the document has for the parameters. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** HTTP methods the emitter handles. */
export type Verb = "GET" | "PUT" | "PATCH" | "POST" | "DELETE";

/** A literal segment of a path, or the parameter that fills it. */
export type PathSegment = string | { readonly parameter: string };

/** A value in the path or the query. */
export interface Parameter {
  /** Name in TypeScript: `top`. */
  readonly name: string;
  /** Name on the wire: `$top`. */
  readonly wireName: string;
  /** Text of the document; may be empty. */
  readonly description: string;
  /** Where the value goes. */
  readonly in: "path" | "query";
  /** A path parameter is always a string. */
  readonly type: TypeReference;
  /** Whether the request cannot be made without it. */
  readonly required: boolean;
  /** Who gives the value: the client's construction or each call. */
  readonly source: "client" | "call";
  /** Whether the value is an ARM id that keeps its slashes (`x-ms-skip-url-encoding`). */
  readonly scope: boolean;
}

/** The JSON body of a request. */
export interface Body {
  /** Name of the argument: `parameters`. */
  readonly name: string;
  /** Text of the document; may be empty. */
  readonly description: string;
  /** Name of the model. */
  readonly model: string;
}

/** One success answer. */
export interface Response {
  /** HTTP status. */
  readonly status: number;
  /** Name of the model of the body; absent when the answer has no body. */
  readonly model?: string;
}

/** How a list comes in pages. */
export interface Paging {
  /** Member of the page that holds its items, on the wire. */
  readonly itemsName: string;
  /** Member of the page that holds the address of the next one; absent when all comes at once. */
  readonly nextLinkName?: string;
  /** Name of the model of an item. */
  readonly itemModel: string;
}

/** How an operation marked long-running ends. */
export interface LongRunning {
  /** Where the result is found; absent when the document leaves it to the defaults of ARM. */
  readonly finalStateVia?: "azure-async-operation" | "location" | "original-uri";
}

/** An object as it is on the wire. */
export interface Model {
  /** Name in TypeScript. */
  readonly name: string;
  /** Text of the document; may be empty. */
  readonly description: string;
  /** Names of the models it inherits from (`allOf`). */
  readonly parents: readonly string[];
  /** Own properties in document order, without the inherited ones. */
  readonly properties: readonly Property[];
}

/** A member of a {@link Model}. */
export interface Property {
  /** Name in TypeScript. */
  readonly name: string;
  /** Name on the wire. */
  readonly wireName: string;
  /** Text of the document; may be empty. */
  readonly description: string;
  /** Type of the value. */
  readonly type: TypeReference;
  /** Whether it must be there in every version that has it. */
  readonly required: boolean;
  /** Whether only the service sets it (`readOnly`, or `x-ms-mutability` with nothing but `read`). */
  readonly readOnly: boolean;
  /** When it can be read and set (`x-ms-mutability`); absent when the document does not say. */
  readonly mutability?: readonly Mutability[];
  /** Whether a caller sees the members of this object one level up (`x-ms-client-flatten`). */
  readonly flatten: boolean;
  /** API versions that have the property, oldest first. */
  readonly versions: readonly string[];
}

/** Values of `x-ms-mutability`. */
export type Mutability = "read" | "create" | "update";

/** A set of named strings. */
export interface Enum {
  /** Name in TypeScript. */
  readonly name: string;
  /** Text of the document; may be empty. */
  readonly description: string;
  /** Whether a newer service may send other values (`modelAsString`). */
  readonly extensible: boolean;
  /** Values in document order. */
  readonly values: readonly EnumValue[];
}

/** One value of an {@link Enum}. */
export interface EnumValue {
  /** Member name in TypeScript. */
  readonly name: string;
  /** Text on the wire. */
  readonly value: string;
  /** Text of the document; may be empty. */
  readonly description: string;
}

/** The type of a value; models and enums are referred to by name. */
export type TypeReference =
  | { readonly kind: "string" | "number" | "boolean" | "date-time" | "object" }
  | { readonly kind: "model" | "enum"; readonly name: string }
  | { readonly kind: "array"; readonly item: TypeReference }
  | { readonly kind: "dictionary"; readonly value: TypeReference };
