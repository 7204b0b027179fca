// `@azure/arm-msi` with the credentials of `@azure/identity`, both unmodified, and this package with its own, manage
// identities of the emulator from the first to the last day, with nothing but the emulator's own tokens. What an outside issuer's
// token is good for is decided by the credentials that are stored meanwhile.

import { ManagedServiceIdentityClient as PeerClient } from "@azure/arm-msi";
import type { TokenCredential } from "@azure/core-auth";
import { ClientAssertionCredential, WorkloadIdentityCredential } from "@azure/identity";
import { ManagedIdentityCredential, ManagedServiceIdentityClient } from "arm-managed-identity";
import { startEmulator, type Emulator, type EmulatorOptions } from "arm-managed-identity-emulator";
import { expect } from "chai";
import { rm, writeFile } from "node:fs/promises";
import {
  restoreAfterEach,
  setEnvironment,
  temporaryFolder,
} from "../credential/support/environment.js";
import { failureOf } from "../support/failure.js";
import { startPeerCredential, type PeerCredential } from "../support/peerCredential.js";

const group = "rg";
const name = "deploy-bot";
const audiences = ["api://AzureADTokenExchange"];

describe("the emulator with unmodified clients", () => {
  restoreAfterEach();
  const folder = temporaryFolder();
  const started: (Emulator | PeerCredential)[] = [];
  afterEach(async () => {
    await Promise.all(started.splice(0).map((one) => one.stop()));
  });

  /** Starts an emulator, and has this process be on its host. */
  async function start(options: EmulatorOptions = {}): Promise<Emulator> {
    const emulator = await startEmulator({ resourceGroups: { [group]: "westeurope" }, ...options });
    started.push(emulator);
    setEnvironment(emulator.env);
    return emulator;
  }

  const trusting = ({ endpoint, certificate }: Emulator) => ({
    endpoint,
    tlsOptions: { ca: certificate },
  });
  /** Options with which `@azure/identity` asks the emulator and not Microsoft. */
  const authority = ({ endpoint, certificate }: Emulator) => ({
    authorityHost: endpoint,
    disableInstanceDiscovery: true,
    tlsOptions: { ca: certificate },
  });

  async function peerOn(emulator: Emulator, options: object = {}): Promise<TokenCredential> {
    const credential = await startPeerCredential(emulator.env, options);
    started.push(credential);
    return credential;
  }

  const credentials: readonly [
    what: string,
    hosting: NonNullable<EmulatorOptions["hosting"]>,
    make: (emulator: Emulator) => TokenCredential | Promise<TokenCredential>,
  ][] = [
    ["ManagedIdentityCredential", "imds", (emulator) => peerOn(emulator)],
    [
      "WorkloadIdentityCredential",
      "workloadIdentity",
      (emulator) => new WorkloadIdentityCredential(authority(emulator)),
    ],
  ];
  for (const [what, hosting, make] of credentials) {
    it(`@azure/arm-msi with ${what}: the whole life of an identity and of its credentials`, async () => {
      const emulator = await start({ hosting });
      const { userAssignedIdentities, federatedIdentityCredentials } = new PeerClient(
        await make(emulator),
        emulator.subscriptionId,
        trusting(emulator),
      );
      const github = emulator.issuers.github({ owner: "contoso", repository: "orders" });
      const trusted = github.subject({ environment: "production" });

      const created = await userAssignedIdentities.createOrUpdate(group, name, {
        location: "westeurope",
      });
      const bot = new ClientAssertionCredential(
        created.tenantId ?? "",
        created.clientId ?? "",
        () => github.token({ environment: "production" }),
        authority(emulator),
      );
      const get = () => bot.getToken("https://management.azure.com/.default");
      expect((await failureOf(get())).message).to.include("AADSTS700211");

      const fic = { issuer: github.issuer, subject: trusted, audiences };
      await federatedIdentityCredentials.createOrUpdate(group, name, "github", fic);
      const { tags } = await userAssignedIdentities.update(group, name, { tags: { team: "a" } });
      expect(tags).to.deep.equal({ team: "a" });
      expect(await federatedIdentityCredentials.get(group, name, "github")).to.deep.include(fic);
      const listed = [];
      for await (const one of federatedIdentityCredentials.list(group, name)) {
        listed.push(one.name);
      }
      expect(listed).to.deep.equal(["github"]);

      const asBot = new PeerClient(bot, emulator.subscriptionId, trusting(emulator));
      const found = [];
      for await (const one of asBot.userAssignedIdentities.listByResourceGroup(group)) {
        found.push([one.name, one.clientId]);
      }
      expect(found).to.deep.equal([[name, created.clientId]]);

      await federatedIdentityCredentials.delete(group, name, "github");
      await userAssignedIdentities.delete(group, name);
      const gone = await failureOf(userAssignedIdentities.get(group, name));
      expect(gone).to.include({ statusCode: 404, code: "ResourceNotFound" });
      expect((await failureOf(get())).message).to.include("AADSTS700016");
    });
  }

  describe("from a token of GitHub to a call of Resource Manager", () => {
    const subject = "repo:contoso/orders:environment:Production";
    let emulator: Emulator;
    let client: ManagedServiceIdentityClient;
    let ids: { readonly tenantId: string; readonly clientId: string };
    const put = (changes: object = {}) =>
      client.federatedIdentityCredentials.createOrUpdate(group, name, "github", {
        issuer: "https://token.actions.githubusercontent.com",
        subject,
        audiences,
        ...changes,
      });

    beforeEach(async () => {
      emulator = await start();
      const { credential, subscriptionId } = emulator;
      client = new ManagedServiceIdentityClient(credential, subscriptionId, trusting(emulator));
      const { tenantId = "", clientId = "" } = await client.userAssignedIdentities.createOrUpdate(
        group,
        name,
        { location: "westeurope" },
      );
      ids = { tenantId, clientId };
      await put();
    });

    /** Our credential, with a token of GitHub in a file, as a job writes it. */
    async function ours(): Promise<TokenCredential> {
      const github = emulator.issuers.github({ owner: "contoso", repository: "orders" });
      const file = folder.file("github-token");
      await rm(file, { force: true });
      await writeFile(file, await github.token({ environment: "Production" }), { mode: 0o600 });
      setEnvironment({
        AZURE_AUTHORITY_HOST: emulator.endpoint,
        AZURE_TENANT_ID: ids.tenantId,
        AZURE_CLIENT_ID: ids.clientId,
        AZURE_FEDERATED_TOKEN_FILE: file,
      });
      return new ManagedIdentityCredential({ tlsOptions: { ca: emulator.certificate } });
    }

    function theirs(): Promise<TokenCredential> {
      const github = emulator.issuers.github({ owner: "contoso", repository: "orders" });
      const assertion = () => github.token({ environment: "Production" });
      return Promise.resolve(
        new ClientAssertionCredential(ids.tenantId, ids.clientId, assertion, authority(emulator)),
      );
    }

    for (const [what, make] of [
      ["our credential", ours],
      ["that of @azure/identity", theirs],
    ] as const) {
      const call = async (): Promise<string | undefined> => {
        const asBot = new ManagedServiceIdentityClient(await make(), emulator.subscriptionId, {
          ...trusting(emulator),
          retryOptions: { maxRetries: 0 },
        });
        return (await asBot.userAssignedIdentities.get(group, name)).clientId;
      };
      const codeOfCall = async () => /AADSTS\d+/.exec((await failureOf(call())).message)?.[0];

      it(`works with ${what}, as long as the credential says exactly the subject`, async () => {
        expect(await call()).to.equal(ids.clientId);
        await put({ subject: subject.replace("orders", "order5") });
        expect(await codeOfCall()).to.equal("AADSTS700213");
        await put({ subject: subject.replace("Production", "production") });
        expect(await codeOfCall()).to.equal("AADSTS7002138");
        await put();
        expect(await call()).to.equal(ids.clientId);
        await client.federatedIdentityCredentials.delete(group, name, "github");
        expect(await codeOfCall()).to.equal("AADSTS700211");
      });
    }

    it("works by an expression, too", async () => {
      const { credential, subscriptionId } = emulator;
      const preview = new ManagedServiceIdentityClient(credential, subscriptionId, {
        ...trusting(emulator),
        apiVersion: "2025-05-31-preview",
      });
      const by = (value: string) =>
        preview.federatedIdentityCredentials.createOrUpdate(group, name, "github", {
          issuer: "https://token.actions.githubusercontent.com",
          audiences,
          claimsMatchingExpression: { value, languageVersion: 1 },
        });
      const get = async () => (await theirs()).getToken("https://management.azure.com/.default");
      await by("claims['sub'] matches 'repo:contoso/*:environment:Production'");
      expect((await get())?.token).to.be.a("string");
      await by("claims['sub'] matches 'repo:contoso/*:environment:Staging'");
      expect((await failureOf(get())).message).to.include("AADSTS700213");
      const refused = await failureOf(by("claims['sub'] like 'repo:*'"));
      expect(refused).to.include({ statusCode: 400, code: "BadRequest" });
    });
  });

  describe("after the tokens of its identity have been revoked", () => {
    /** An identity that has a token, which is then revoked; gives what becomes of the next call, and its tokens. */
    async function callsAround(
      emulator: Emulator,
      credential: TokenCredential,
      identity: readonly [group: string, name: string],
    ): Promise<{ readonly tokens: readonly string[]; readonly next: Promise<unknown> }> {
      const tokens: string[] = [];
      const watched: TokenCredential = {
        async getToken(...asked) {
          const found = await credential.getToken(...asked);
          tokens.push(found?.token ?? "");
          return found;
        },
      };
      const client = new PeerClient(watched, emulator.subscriptionId, {
        ...trusting(emulator),
        retryOptions: { maxRetries: 0 },
      });
      await client.userAssignedIdentities.get(...identity);
      const owner = new ManagedServiceIdentityClient(
        emulator.credential,
        emulator.subscriptionId,
        trusting(emulator),
      );
      await owner.userAssignedIdentities.revokeTokens(...identity);
      const next = client.userAssignedIdentities.get(...identity);
      await next.catch(() => undefined);
      return { tokens, next };
    }

    async function startWithBot(): Promise<{ emulator: Emulator; clientId: string }> {
      const emulator = await start({ hosting: "imds" });
      const client = new ManagedServiceIdentityClient(
        emulator.credential,
        emulator.subscriptionId,
        trusting(emulator),
      );
      const { clientId = "" } = await client.userAssignedIdentities.createOrUpdate(group, name, {
        location: "westeurope",
      });
      return { emulator, clientId };
    }

    it("a client with our credential goes on by itself, with a new token", async () => {
      const { emulator, clientId } = await startWithBot();
      const credential = new ManagedIdentityCredential({ clientId });
      const { tokens, next } = await callsAround(emulator, credential, [group, name]);
      expect(await next).to.include({ clientId });
      expect(tokens).to.have.lengthOf(2);
      expect(tokens[0]).to.not.equal(tokens[1]);
    });

    it("so does one with our credential on a cluster", async () => {
      const emulator = await start({ hosting: "workloadIdentity" });
      const credential = new ManagedIdentityCredential({
        tlsOptions: { ca: emulator.certificate },
      });
      const bot = ["emulator", "workload-identity"] as const;
      const { tokens, next } = await callsAround(emulator, credential, bot);
      expect(await next).to.include({ name: "workload-identity" });
      expect(new Set(tokens).size).to.equal(2);
    });

    it("so does one with WorkloadIdentityCredential of @azure/identity", async () => {
      const emulator = await start({ hosting: "workloadIdentity" });
      const credential = new WorkloadIdentityCredential(authority(emulator));
      const bot = ["emulator", "workload-identity"] as const;
      const { tokens, next } = await callsAround(emulator, credential, bot);
      expect(await next).to.include({ name: "workload-identity" });
      expect(new Set(tokens).size).to.equal(2);
    });

    it("one with ManagedIdentityCredential of @azure/identity fails: that gives the same token again", async () => {
      const { emulator, clientId } = await startWithBot();
      const credential = await peerOn(emulator, { clientId });
      const { tokens, next } = await callsAround(emulator, credential, [group, name]);
      expect(await failureOf(next)).to.include({ statusCode: 401, code: "AuthenticationFailed" });
      expect(tokens).to.have.lengthOf(2);
      expect(tokens[0]).to.equal(tokens[1]);
    });
  });
});
