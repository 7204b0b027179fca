// A program written for @azure/identity compiles with another import.

import type {
  ManagedIdentityCredential as PeerCredential,
  ManagedIdentityCredentialClientIdOptions as PeerClientIdOptions,
  ManagedIdentityCredentialObjectIdOptions as PeerObjectIdOptions,
  ManagedIdentityCredentialResourceIdOptions as PeerResourceIdOptions,
  TokenCredentialOptions as PeerOptions,
} from "@azure/identity";
import type { TokenCredential } from "@azure/core-auth";
import {
  ManagedIdentityCredential,
  type AuthenticationError,
  type ErrorResponse,
  type ManagedIdentityCredentialClientIdOptions,
  type ManagedIdentityCredentialObjectIdOptions,
  type ManagedIdentityCredentialResourceIdOptions,
  type TokenCredentialOptions,
} from "arm-managed-identity/credential";
import type {
  AuthenticationError as PeerError,
  ErrorResponse as PeerErrorResponse,
} from "@azure/identity";
import { expect } from "chai";
import { restoreAfterEach, setEnvironment } from "./support/environment.js";

/** Whether a value of one type can be given where the other is wanted. */
type Fits<From, To> = From extends To ? true : false;

// The options that only one of the two has are optional, so that they fit both ways.
export type Checks = [
  Require<Fits<PeerOptions, TokenCredentialOptions>>,
  Require<Fits<TokenCredentialOptions, PeerOptions>>,
  Require<Fits<PeerClientIdOptions, ManagedIdentityCredentialClientIdOptions>>,
  Require<Fits<ManagedIdentityCredentialClientIdOptions, PeerClientIdOptions>>,
  Require<Fits<PeerResourceIdOptions, ManagedIdentityCredentialResourceIdOptions>>,
  Require<Fits<ManagedIdentityCredentialResourceIdOptions, PeerResourceIdOptions>>,
  Require<Fits<PeerObjectIdOptions, ManagedIdentityCredentialObjectIdOptions>>,
  Require<Fits<ManagedIdentityCredentialObjectIdOptions, PeerObjectIdOptions>>,
  Require<Fits<AuthenticationError, Pick<PeerError, keyof AuthenticationError>>>,
  Require<Fits<PeerErrorResponse, ErrorResponse>>,
  Require<Fits<ErrorResponse, PeerErrorResponse>>,
  Require<Fits<ManagedIdentityCredential, TokenCredential>>,
  Require<Fits<ManagedIdentityCredential, Pick<PeerCredential, "getToken">>>,
];
type Require<T extends true> = T;

describe("a program", () => {
  restoreAfterEach();

  it("can make credentials in four ways, and with one id only", () => {
    setEnvironment({});
    const makers: readonly (() => TokenCredential)[] = [
      () => new ManagedIdentityCredential(),
      () => new ManagedIdentityCredential({ clientId: "c", authorityHost: "https://x" }),
      () => new ManagedIdentityCredential({ resourceId: "r" }),
      () => new ManagedIdentityCredential({ objectId: "o" }),
      () => new ManagedIdentityCredential("c", { retryOptions: { maxRetries: 1 } }),
    ];
    for (const make of makers) {
      expect(make()).to.be.instanceOf(ManagedIdentityCredential);
    }
    // @ts-expect-error -- Two ids are one too many.
    expect(() => new ManagedIdentityCredential({ resourceId: "r", objectId: "o" })).to.throw();
    // @ts-expect-error -- An option that does not exist.
    expect(() => new ManagedIdentityCredential({ unknown: 1 })).to.not.throw();
  });
});
