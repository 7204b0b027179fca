// What a caller can set: on the client, and on a single call.

import type { ClientOptions } from "@azure-rest/core-client";
import type { AbortSignalLike } from "@azure/abort-controller";
import type {
  PipelineResponse,
  RawHttpHeaders,
  RawHttpHeadersInput,
} from "@azure/core-rest-pipeline";
import type { OperationTracingOptions } from "@azure/core-tracing";
import type { AzureCloud } from "./clouds.js";

/**
 * Options of the client. Those of `@azure-rest/core-client` (retries, proxy, TLS, redirects, logging,
 * telemetry, user agent, `httpClient`, `additionalPolicies`, `pipeline`) and the ones below.
 */
export interface ManagedServiceIdentityClientOptionalParams extends Omit<
  ClientOptions,
  "allowInsecureConnection" | "apiVersion" | "baseUrl" | "credentials" | "endpoint"
> {
  /**
   * The API version of Microsoft.ManagedIdentity to speak, such as `2024-11-30`. Default: the newest
   * version every released Azure SDK uses. A version this package does not know is sent as given.
   */
  apiVersion?: string | undefined;
  /**
   * Where Azure Resource Manager is, for a cloud this package does not know by name, a private link or
   * an emulator. Must be https. Default: the endpoint of `cloud`.
   */
  endpoint?: string | undefined;
  /** The Azure cloud to work in. Default: the public cloud. An `endpoint` goes before it. */
  cloud?: AzureCloud | undefined;
  /** How a token is asked for. */
  credentials?: {
    /**
     * The scopes a token is asked for. Default: the origin of `endpoint` with `/.default` if an endpoint
     * is given, else the scope of the cloud.
     */
    scopes?: string[] | undefined;
  };
}

/** Options of a single call, the last argument of every operation. */
export interface OperationOptions {
  /** Ends the call early: it rejects with an error named `AbortError`. */
  abortSignal?: AbortSignalLike | undefined;
  /** What goes into the HTTP requests of this call. */
  requestOptions?: OperationRequestOptions | undefined;
  /** The tracing context whose child the span of this call becomes. */
  tracingOptions?: OperationTracingOptions | undefined;
  /**
   * Called with every answer that counts: once for a plain call, once for each page of a list, and once for each
   * question whether a write that takes longer is done. Answers that are tried again are not shown.
   */
  onResponse?: RawResponseCallback | undefined;
}

/** What goes into the HTTP requests of a call. */
export interface OperationRequestOptions {
  /**
   * How long one try may take, in milliseconds, from connecting to the last byte of the body. When it
   * is over the call rejects with a `RestError` whose code is `REQUEST_TIMEOUT`. Default: no limit.
   */
  timeout?: number | undefined;
  /** Headers to send along. The `Authorization` header is always the client's own. */
  headers?: RawHttpHeadersInput | undefined;
  /** The same as `headers`, under the name `@azure/core-client` has for it. */
  customHeaders?: { [name: string]: string } | undefined;
}

/**
 * Called with an answer of the service.
 *
 * @param rawResponse - The HTTP response. The access token has been removed from its request.
 * @param flatResponse - What the call resolves to; for an error, the body of the answer.
 * @param error - The error the call will reject with, if it does.
 */
export type RawResponseCallback = (
  rawResponse: FullOperationResponse,
  flatResponse: unknown,
  error?: unknown,
) => void;

/** The HTTP response as a callback sees it. */
export interface FullOperationResponse extends PipelineResponse {
  /** The headers as a plain object, names in lower case. */
  rawHeaders?: RawHttpHeaders;
  /**
   * What the call resolves to, as in `@azure/core-client`; for an error or an operation without a result, the
   * body as JSON, or its text if it is not JSON. `bodyAsText` is the body as it arrived.
   */
  // Callers written for @azure/core-client read members of it without a cast: it is `any` there.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  parsedBody?: any;
}
