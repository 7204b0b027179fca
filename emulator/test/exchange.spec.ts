// The exchange of an outside issuer's token: which credential trusts it, and what is said where none does.

import { expect } from "chai";
import { exchange } from "../src/authority/exchange.js";
import { Clock } from "../src/clock.js";
import type { ExternalIssuer, GitHubTokenRequest, TokenSignature } from "../src/index.js";
import { Issuers } from "../src/issuers/issuers.js";
import { readPropagation } from "../src/options/propagation.js";
import { Store, type StoredGroup, type StoredIdentity } from "../src/store.js";
import { AccessTokens } from "../src/tokens/accessTokens.js";
import { Revocations } from "../src/tokens/revocations.js";
import { Refusal } from "../src/tokens/tokenResponder.js";
import { send } from "./hostings/support.js";
import {
  at,
  credentialPath,
  groupPath,
  identityPath,
  openLaboratory,
  type Laboratory,
  type Reply,
} from "./support.js";

const audiences = ["api://AzureADTokenExchange"];
const flexible = "2025-05-31-preview";

describe("emulator: the exchange", () => {
  let lab: Laboratory;
  let github: ExternalIssuer<GitHubTokenRequest>;
  let clientId: string;

  before(async () => {
    lab = await openLaboratory({ propagation: { credentialInMs: 60_000 } });
    lab.emulator.clock.freeze();
    github = lab.emulator.issuers.github({ owner: "contoso", repository: "orders" });
    await lab.put(groupPath(lab), { location: "westeurope" });
    const { json } = await lab.put(identityPath(lab, "id1"), { location: "westeurope" });
    clientId = json["properties"]?.["clientId"] ?? "";
  });
  after(() => lab.close());

  afterEach(async () => {
    const { json } = await lab.ask("GET", credentialPath(lab));
    for (const { name } of json["value"] ?? []) {
      await lab.ask("DELETE", credentialPath(lab, name));
    }
  });

  async function trust(values: object, name = "fic"): Promise<Reply> {
    const properties = { issuer: github.issuer, audiences, ...values };
    return lab.ask("PUT", at(credentialPath(lab, name), flexible), { body: { properties } });
  }

  /** Trusts, and waits until everybody knows. */
  async function trustAndWait(values: object, name?: string): Promise<void> {
    expect((await trust(values, name)).status).to.be.oneOf([200, 201]);
    lab.emulator.clock.advance(60_000);
  }

  const byExpression = (value: string) => ({
    claimsMatchingExpression: { value, languageVersion: 1 },
  });

  function exchange(assertion: string, more: object = {}): Promise<Reply> {
    return send(
      `${lab.emulator.endpoint}/${lab.emulator.env["AZURE_TENANT_ID"]}/oauth2/v2.0/token`,
      {
        method: "POST",
        ca: lab.emulator.certificate,
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({
          grant_type: "client_credentials",
          client_id: clientId,
          scope: "https://management.azure.com/.default",
          client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
          client_assertion: assertion,
          ...more,
        }).toString(),
      },
    );
  }

  async function codeOf(request: GitHubTokenRequest): Promise<number | "a token"> {
    const assertion = await github.token(request);
    const { status, json, text } = await exchange(assertion);
    expect(text).to.not.include(assertion.split(".")[1]);
    return status === 200 ? "a token" : (json["error_codes"] as unknown as number[])[0]!;
  }

  it("gives a token that ARM takes, with a claims parameter as without", async () => {
    await trustAndWait({ subject: github.subject({ environment: "production" }) });
    for (const more of [{}, { claims: '{"access_token":{"nbf":{"essential":true}}}' }]) {
      const { json } = await exchange(await github.token({ environment: "production" }), more);
      const Authorization = `Bearer ${json["access_token"] as string}`;
      const { status } = await lab.ask("GET", identityPath(lab), { headers: { Authorization } });
      expect(status).to.equal(200);
    }
  });

  it("compares the subject exactly: AADSTS700213, or 7002138 for its letter case", async () => {
    await trustAndWait({ subject: "repo:contoso/orders:ref:refs/heads/main" });
    expect(await codeOf({})).to.equal("a token");
    expect(await codeOf({ branch: "Main" })).to.equal(7002138);
    expect(await codeOf({ branch: "mai" })).to.equal(700213);
    await trustAndWait({ subject: "repo:contoso/orders:ref:refs/heads/*" });
    expect(await codeOf({})).to.equal(700213);
  });

  it("says when a time is, however far away: AADSTS700024", async () => {
    await trustAndWait({ subject: github.subject({}) });
    expect(await codeOf({ claims: { nbf: 1e15 } })).to.equal(700024);
    expect(await codeOf({ claims: { exp: -1e15 } })).to.equal(700024);
  });

  it("goes by the expression of a flexible credential", async () => {
    await trustAndWait(
      byExpression(
        "claims['sub'] matches 'repo:contoso/*:ref:refs/tags/v?.?' and claims['repository_owner'] eq 'contoso'",
      ),
    );
    expect(await codeOf({ tag: "v1.2" })).to.equal("a token");
    expect(await codeOf({ tag: "v1.23" })).to.equal(700213);
    expect(await codeOf({ tag: "V1.2" })).to.equal(700213);
    expect(await codeOf({ tag: "v1.2", claims: { repository_owner: "Contoso" } })).to.equal(700213);
    expect(await codeOf({ tag: "v1.2", claims: { repository_owner: undefined } })).to.equal(700213);
    expect(await codeOf({ tag: "v1.2", claims: { repository_owner: ["contoso"] } })).to.equal(
      700213,
    );
  });

  it("says which condition of which credential is not met, and no claim but the subject", async () => {
    await trustAndWait(
      byExpression("claims['sub'] matches 'repo:contoso/*' and claims['actor'] eq 'mona'"),
    );
    await trustAndWait(byExpression("claims['sub'] eq 'x'"), "other");
    const { json, text } = await exchange(
      await github.token({ claims: { actor: "a-private-name" } }),
    );
    expect(json["error_description"]).to.match(
      /^AADSTS700213: No matching federated identity record found for presented assertion subject 'repo:contoso\/orders:ref:refs\/heads\/main'\. /,
    );
    expect(json["error_description"]).to.include(
      "The assertion does not meet claims['actor'] eq 'mona' of the credential 'fic'. The assertion does not meet claims['sub'] eq 'x' of the credential 'other'.",
    );
    expect(text).to.not.include("a-private-name");
  });

  it("looks at credentials with a subject and those with an expression alike", async () => {
    await trustAndWait(byExpression("claims['sub'] matches '*:environment:*'"), "flexible");
    await trustAndWait({ subject: "repo:contoso/orders:pull_request" }, "plain");
    expect(await codeOf({ environment: "e" })).to.equal("a token");
    expect(await codeOf({ pullRequest: 5 })).to.equal("a token");
    expect(await codeOf({})).to.equal(700213);
    expect(await codeOf({ subject: "repo:contoso/orders:Pull_Request" })).to.equal(7002138);
  });

  it("takes the first that applies: signature, time, issuer, audience, subject", async () => {
    await trustAndWait(byExpression("claims['sub'] eq 's'"));
    const wrong: [change: object, code: number][] = [
      [{ subject: "other" }, 700213],
      [{ audience: "api://other" }, 700212],
      [{ expiresInMs: 0 }, 700024],
      [{ signature: "wrongKey" }, 700027],
    ];
    let request: GitHubTokenRequest = { subject: "s" };
    expect(await codeOf(request)).to.equal("a token");
    for (const [change, code] of wrong) {
      request = { ...request, ...change };
      expect(await codeOf(request)).to.equal(code);
    }
    await lab.ask("DELETE", credentialPath(lab, "fic"));
    expect(await codeOf({ subject: "s", audience: "api://other" })).to.equal(700211);
  });

  const bad: readonly TokenSignature[] = ["unpublishedKey", "wrongKey", "HS256", "none"];
  for (const signature of bad) {
    it(`believes no token whose signature is ${signature}: AADSTS700027`, async () => {
      await trustAndWait({ subject: github.subject({}) });
      expect(await codeOf({ signature })).to.equal(700027);
      expect(await codeOf({})).to.equal("a token");
    });
  }

  it("does not know a new or changed credential for a while: AADSTS70021", async () => {
    const { clock } = lab.emulator;
    await trust({ subject: github.subject({}) });
    expect(await codeOf({})).to.equal(70021);
    expect(await codeOf({ branch: "other" })).to.equal(700213);
    clock.advance(59_999);
    expect(await codeOf({})).to.equal(70021);
    clock.advance(1);
    expect(await codeOf({})).to.equal("a token");

    await trust({ subject: github.subject({ branch: "next" }) });
    expect(await codeOf({ branch: "next" })).to.equal(70021);
    expect(await codeOf({})).to.equal(700213);
    clock.advance(60_000);
    expect(await codeOf({ branch: "next" })).to.equal("a token");
  });

  it("needs only one credential that is old enough", async () => {
    await trustAndWait({ subject: github.subject({}) }, "old");
    await trust(byExpression("claims['sub'] matches '*'"), "new");
    expect(await codeOf({})).to.equal("a token");
    expect(await codeOf({ tag: "v1" })).to.equal(70021);
  });

  it("refuses to store an expression that cannot be read, and names the place", async () => {
    const refused = await trust(byExpression("claims['sub'] like 'repo:*'"));
    expect([refused.status, refused.json.error?.code]).to.deep.equal([400, "BadRequest"]);
    expect(refused.json.error?.message).to.equal(
      `The claimsMatchingExpression of a Federated Identity Credential cannot be understood: "eq" or "matches" is expected at character 15, where "like 'repo:*'" stands.`,
    );
    const long = await trust(byExpression(`claims['sub'] eq '${"x".repeat(4_096)}'`));
    expect([long.status, long.json.error?.message]).to.deep.equal([
      400,
      "The claimsMatchingExpression of a Federated Identity Credential must not be longer than 4096 characters.",
    ]);
    expect((await lab.ask("GET", credentialPath(lab))).text).to.equal('{"value":[]}');
  });
});

describe("emulator: an exchange during which something is deleted", () => {
  const clock = new Clock();
  const given = { tags: {}, isolationScope: "None", assignmentProviders: [], createdAt: 0 };

  async function exchangeWhile(
    change: (store: Store, group: StoredGroup, identity: StoredIdentity) => void,
  ): Promise<unknown> {
    const store = new Store("00000000-0000-4000-8000-000000000001");
    const issuers = new Issuers(clock);
    const accessTokens = new AccessTokens(clock, "https://a", "tenant", new Revocations(clock));
    const group = store.addGroup("rg1", "westeurope", undefined);
    const identity = store.addIdentity(group, {
      resourceGroupName: "rg1",
      name: "id1",
      location: "westeurope",
      ...given,
    });
    const issuer = issuers.any({ issuer: "https://issuer.example" });
    store.addCredential(identity, {
      name: "fic",
      issuer: issuer.issuer,
      subject: "me",
      audiences,
      claimsMatchingExpression: undefined,
      changedAt: 0,
    });
    const form = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: identity.clientId,
      scope: "https://management.azure.com/.default",
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: await issuer.token({ subject: "me" }),
    });
    const settings = { propagation: readPropagation() };
    const exchanged = exchange({ clock, store, issuers, accessTokens, settings }, form).catch(
      (error: unknown) => (error instanceof Refusal ? error.answer : error),
    );
    change(store, group, identity);
    return exchanged;
  }

  it("gives a token when it is nothing of the identity's", async () => {
    expect(await exchangeWhile(() => undefined)).to.include({ status: 200 });
  });

  it("gives none for an identity that is gone: AADSTS700016", async () => {
    const answer = await exchangeWhile((store, group, one) => store.removeIdentity(group, one));
    expect(answer).to.have.nested.property("body.error_codes[0]", 700016);
  });

  it("nor by a credential that is gone: AADSTS700211", async () => {
    const answer = await exchangeWhile((store, _, identity) => {
      store.removeCredential(identity, store.credential(identity, "fic")!);
    });
    expect(answer).to.have.nested.property("body.error_codes[0]", 700211);
  });
});
