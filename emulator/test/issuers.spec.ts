// Issuers outside Azure: what their tokens say, and who signed them.

import { expect } from "chai";
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from "jose";
import { Clock } from "../src/clock.js";
import { startEmulator, type ExternalIssuers, type GitHubTokenRequest } from "../src/index.js";
import { Issuers } from "../src/issuers/issuers.js";

const githubCom = "https://token.actions.githubusercontent.com";
const repository = { owner: "Contoso", repository: "orders" };

describe("emulator: issuers", () => {
  const clock = new Clock();
  clock.freeze();
  const issuers: ExternalIssuers = new Issuers(clock);
  const now = Math.floor(clock.now() / 1_000);

  describe("GitHub", () => {
    const github = issuers.github({ ...repository, ownerId: "12", repositoryId: "34" });
    const immutable = issuers.github({
      ...repository,
      ownerId: "12",
      repositoryId: "34",
      immutable: true,
    });

    const subjects: readonly [request: GitHubTokenRequest, context: string, ref: string][] = [
      [{}, "ref:refs/heads/main", "refs/heads/main"],
      [{ branch: "feature/a b" }, "ref:refs/heads/feature/a b", "refs/heads/feature/a b"],
      [{ tag: "v1.2" }, "ref:refs/tags/v1.2", "refs/tags/v1.2"],
      [{ pullRequest: 7 }, "pull_request", "refs/pull/7/merge"],
      [{ environment: "Production" }, "environment:Production", "refs/heads/main"],
      [{ environment: "a:b c" }, "environment:a%3Ab c", "refs/heads/main"],
      [{ environment: "e", branch: "next" }, "environment:e", "refs/heads/next"],
      [{ environment: "e", tag: "v1" }, "environment:e", "refs/tags/v1"],
      [{ environment: "e", pullRequest: 1 }, "environment:e", "refs/pull/1/merge"],
    ];
    for (const [request, context, ref] of subjects) {
      it(`has the subject of ${JSON.stringify(request)}, in both forms`, async () => {
        for (const [issuer, prefix] of [
          [github, "repo:Contoso/orders"],
          [immutable, "repo:Contoso@12/orders@34"],
        ] as const) {
          const claims = decodeJwt(await issuer.token(request));
          expect(claims).to.include({ sub: `${prefix}:${context}`, ref, iss: githubCom });
          expect(issuer.subject(request)).to.equal(claims.sub);
          expect(claims["environment"]).to.equal(request.environment);
        }
      });
    }

    it("says of a job what GitHub says, in texts", async () => {
      const claims = decodeJwt(await github.token({ tag: "v1" }));
      expect(claims).to.include({
        aud: "api://AzureADTokenExchange",
        repository: "Contoso/orders",
        repository_owner: "Contoso",
        repository_owner_id: "12",
        repository_id: "34",
        ref_type: "tag",
        event_name: "push",
        job_workflow_ref: "Contoso/orders/.github/workflows/deploy.yml@refs/tags/v1",
        runner_environment: "github-hosted",
      });
      expect(claims).to.include({ iat: now, nbf: now - 600, exp: now + 300 });
      expect(claims).to.include.all.keys(
        "actor",
        "workflow",
        "run_id",
        "run_attempt",
        "sha",
        "jti",
      );
      const times = ["iat", "nbf", "exp"];
      const others = Object.entries(claims).filter(([name]) => !times.includes(name));
      expect(others.filter(([, value]) => typeof value !== "string")).to.deep.equal([]);
    });

    it("says of a pull request where it comes from", async () => {
      const claims = decodeJwt(await github.token({ pullRequest: 3 }));
      expect(claims).to.include({
        event_name: "pull_request",
        base_ref: "main",
        head_ref: "change",
      });
    });

    it("takes a subject of one's own, other claims, and none of a name", async () => {
      const claims = {
        job_workflow_ref: "o/r/.github/workflows/w.yml@v1",
        actor: undefined,
        jti: "1",
      };
      const subject = "repo:Contoso/orders:environment:e:job_workflow_ref:x";
      const said = decodeJwt(
        await github.token({ environment: "e", subject, claims, audience: ["a", "b"] }),
      );
      expect(said).to.deep.include({
        sub: subject,
        aud: ["a", "b"],
        job_workflow_ref: "o/r/.github/workflows/w.yml@v1",
        environment: "e",
        jti: "1",
      });
      expect(said).to.not.have.property("actor");
    });

    it("has other addresses, on servers of one's own", async () => {
      const url = "https://github.contoso.example/_services/token";
      const server = issuers.github({ ...repository, url });
      expect(server.issuer).to.equal(url);
      expect(decodeJwt(await server.token({})).iss).to.equal(url);
    });
  });

  it("Kubernetes: says which service account it is, in a list of audiences", async () => {
    const cluster = issuers.kubernetes({ url: "https://aks.example/1/" });
    const account = { namespace: "shop", serviceAccount: "orders" };
    const claims = decodeJwt(await cluster.token(account));
    expect(claims).to.deep.include({
      iss: "https://aks.example/1/",
      sub: "system:serviceaccount:shop:orders",
      aud: ["api://AzureADTokenExchange"],
      nbf: now,
      exp: now + 3_600,
    });
    expect(cluster.subject(account)).to.equal(claims.sub);
    expect(claims["kubernetes.io"]).to.deep.include({ namespace: "shop" });
    expect(issuers.kubernetes().issuer).to.equal("https://cluster.emulator.invalid/");
  });

  it("any other: says what it is told", async () => {
    const gitlab = issuers.any({ issuer: "https://gitlab.com" });
    const subject = "project_path:contoso/orders:ref_type:branch:ref:main";
    const claims = decodeJwt(
      await gitlab.token({ subject, audience: "a", claims: { project_id: "1", nested: { a: 1 } } }),
    );
    expect(claims).to.deep.include({
      iss: "https://gitlab.com",
      sub: subject,
      aud: "a",
      project_id: "1",
      nested: { a: 1 },
      iat: now,
      exp: now + 300,
    });
  });

  it("go by the emulator's clock", async () => {
    const moved = new Clock();
    moved.freeze();
    const issuer = new Issuers(moved).any({ issuer: "https://a" });
    const before = decodeJwt(await issuer.token({ subject: "s", expiresInMs: 90_000 }));
    moved.advance(86_400_000);
    const after = decodeJwt(await issuer.token({ subject: "s", expiresInMs: -1_000 }));
    expect((before.exp ?? 0) - (before.iat ?? 0)).to.equal(90);
    expect((after.iat ?? 0) - (before.iat ?? 0)).to.equal(86_400);
    expect((after.exp ?? 0) - (after.iat ?? 0)).to.equal(-1);
  });

  it("have one key each, however often and as whatever they are named", async () => {
    const first = issuers.github(repository);
    const same = await issuers.any({ issuer: githubCom }).publicKeys();
    expect(same).to.deep.equal(await first.publicKeys());
    expect(same.keys[0]).to.include({ kty: "RSA", alg: "RS256", use: "sig" });
    expect(same.keys[0]).to.not.have.any.keys("d", "p", "q");
    const other = await issuers.any({ issuer: `${githubCom}/` }).publicKeys();
    expect(other.keys[0]?.n).to.not.equal(same.keys[0]?.n);
    const keys = createLocalJWKSet(same);
    await jwtVerify(await first.token({}), keys, { issuer: githubCom, algorithms: ["RS256"] });
  });

  it("can sign as nobody may: each bad signature is what it says", async () => {
    const issuer = issuers.any({ issuer: "https://bad.example" });
    const { keys } = await issuer.publicKeys();
    const headers = await Promise.all(
      (["valid", "unpublishedKey", "wrongKey", "HS256", "none"] as const).map(async (signature) => {
        const token = await issuer.token({ subject: "s", signature });
        const { alg, kid } = decodeProtectedHeader(token);
        const isGood = await jwtVerify(token, createLocalJWKSet({ keys })).then(
          () => true,
          () => false,
        );
        return [signature, alg, kid === keys[0]?.kid, isGood];
      }),
    );
    expect(headers).to.deep.equal([
      ["valid", "RS256", true, true],
      ["unpublishedKey", "RS256", false, false],
      ["wrongKey", "RS256", true, false],
      ["HS256", "HS256", true, false],
      ["none", "none", false, false],
    ]);
  });

  const refused: readonly [what: string, make: () => unknown, message: RegExp][] = [
    ["no owner", () => issuers.github({ owner: "", repository: "r" }), /owner must be a text/],
    ["an owner in the name", () => issuers.github({ owner: "o", repository: "o/r" }), /repository/],
    ["no issuer", () => issuers.any({ issuer: "" }), /issuer must be a text/],
    ["no subject", () => issuers.any({ issuer: "i" }).subject({ subject: "" }), /subject must be/],
    [
      "no namespace",
      () => issuers.kubernetes().subject({ namespace: "", serviceAccount: "a" }),
      /namespace must be/,
    ],
    [
      "branch and tag",
      () =>
        issuers
          .github(repository)
          .subject({ branch: "b", tag: "t" } as GitHubTokenRequest & object),
      /one of branch, tag and pullRequest/,
    ],
    [
      "a pull request without a number",
      () => issuers.github(repository).subject({ pullRequest: 0 }),
      /pullRequest must be a number/,
    ],
  ];
  for (const [what, make, message] of refused) {
    it(`refuse ${what}`, () => {
      expect(make).to.throw(TypeError, message);
    });
  }

  it("refuse a lifetime that is no number, and an unknown signature", async () => {
    const issuer = issuers.any({ issuer: "i" });
    const failure = (options: object) =>
      issuer.token({ subject: "s", ...options }).catch((error: unknown) => error);
    expect(await failure({ expiresInMs: NaN })).to.be.instanceOf(RangeError);
    expect(await failure({ signature: "RS1" })).to.be.instanceOf(TypeError);
  });

  it("belong to one emulator: another one has other keys", async () => {
    const [one, other] = await Promise.all([startEmulator(), startEmulator()]);
    try {
      const keys = await one.issuers.github(repository).publicKeys();
      expect(await other.issuers.github(repository).publicKeys()).to.not.deep.equal(keys);
    } finally {
      await Promise.all([one.stop(), other.stop()]);
    }
  });
});
