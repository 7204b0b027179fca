// The challenge of Azure Arc's agent: a file is read only where the agent keeps its keys, and the identity asked for
// must be the one that comes back.

import {
  ManagedIdentityCredential,
  type AuthenticationError,
} from "arm-managed-identity/credential";
import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { failureOf } from "../support/failure.js";
import type { Reply } from "../support/testServer.js";
import {
  restoreAfterEach,
  setEnvironment,
  setPlatform,
  temporaryFolder,
} from "./support/environment.js";
import { arcFolder } from "./support/arcFolder.js";
import { scope, startAzureArc, type Host } from "./support/hosts.js";
import { token } from "./support/tokenServer.js";

const unexpected = "AuthenticationError";
const unavailable = "CredentialUnavailableError";

interface Row {
  readonly what: string;
  readonly challenge: string | undefined;
  readonly platform?: NodeJS.Platform;
  readonly name: string;
  readonly code: string;
}

const formats: readonly Row[] = [
  {
    what: "no header",
    challenge: undefined,
    name: unexpected,
    code: "www_authenticate_header_missing",
  },
  ...["Bearer realm=/x.key", `basic realm=${arcFolder}/x.key`, "Basic  realm=/x.key"].map(
    (challenge) => ({
      what: challenge,
      challenge,
      name: unexpected,
      code: "www_authenticate_header_unsupported_format",
    }),
  ),
  {
    what: "another platform",
    challenge: `Basic realm=${arcFolder}/x.key`,
    platform: "darwin",
    name: unavailable,
    code: "platform_not_supported",
  },
  ...[`${arcFolder}/x.txt`, `"${arcFolder}/x.key"`, arcFolder, `${arcFolder}/x.key, charset=x`].map(
    (path) => ({
      what: path,
      challenge: `Basic realm=${path}`,
      name: unexpected,
      code: "invalid_file_extension",
    }),
  ),
  ...[
    "/etc/x.key",
    "x.key",
    `${arcFolder}/../x.key`,
    `${arcFolder}/sub/x.key`,
    `${arcFolder}//x.key`,
    `${arcFolder}/./x.key`,
    "/VAR/opt/azcmagent/tokens/x.key",
    "C:\\ProgramData\\AzureConnectedMachineAgent\\Tokens\\x.key",
  ].map((path) => ({
    what: path,
    challenge: `Basic realm=${path}`,
    name: unexpected,
    code: "invalid_file_path",
  })),
  ...[
    "C:\\x.key",
    "C:\\ProgramData\\AzureConnectedMachineAgent\\Tokens\\..\\x.key",
    "C:\\ProgramData\\AzureConnectedMachineAgent\\Tokens\\sub\\x.key",
    "D:\\ProgramData\\AzureConnectedMachineAgent\\Tokens\\x.key",
    `${arcFolder}/x.key`,
  ].map((path) => ({
    what: `${path} on Windows`,
    challenge: `Basic realm=${path}`,
    platform: "win32" as const,
    name: unexpected,
    code: "invalid_file_path",
  })),
  {
    what: "a file that is not there",
    challenge: `Basic realm=${arcFolder}/missing.key`,
    name: unavailable,
    code: "unable_to_read_secret_file",
  },
];

describe("Azure Arc's challenge", () => {
  restoreAfterEach();
  const folder = temporaryFolder();
  let host: Host;
  const key = `${arcFolder}/test-${process.pid}.key`;

  beforeEach(async () => {
    host = await startAzureArc();
    setEnvironment({ ...host.variables, ProgramData: "C:\\ProgramData" });
    await rm(key, { recursive: true, force: true });
  });
  afterEach(async () => {
    // Not started where the folder cannot be written to.
    await (host as Host | undefined)?.stop();
    await rm(key, { recursive: true, force: true });
  });

  const challengeWith = (challenge: string | undefined): void => {
    host.server.reply = ({ headers }): Reply =>
      headers.authorization === undefined
        ? {
            status: 401,
            json: { error: "unauthorized" },
            headers: challenge === undefined ? {} : { "www-authenticate": challenge },
          }
        : token({ sent: headers.authorization });
  };
  const failure = (): Promise<AuthenticationError> =>
    failureOf<AuthenticationError>(new ManagedIdentityCredential().getToken(scope));

  for (const { what, challenge, platform, name, code } of formats) {
    it(`with ${what} ends in ${code}`, async () => {
      challengeWith(challenge);
      if (platform !== undefined) {
        setPlatform(platform);
      }
      const error = await failure();
      expect(error.name).to.equal(name);
      expect(error.cause).to.have.property("code", code);
      if (name === unexpected) {
        expect(error).to.have.property("statusCode", 401);
        expect(error.errorResponse.error).to.equal(code);
      }
      expect(host.server.requests, "no second request").to.have.length(1);
    });
  }

  const contents: readonly [what: string, content: string | Buffer, sent: string | undefined][] = [
    ["a line", "key-1\r\n", "Basic key-1"],
    ["4,096 bytes", "k".repeat(4_096), `Basic ${"k".repeat(4_096)}`],
    ["4,097 bytes", "k".repeat(4_097), undefined],
    ["nothing", "", undefined],
    ["white space", " \n", undefined],
    ["two lines", "key\nX-Header: injected", undefined],
    ["bytes that are no text", Buffer.from([0xff, 0x00, 0x01]), undefined],
  ];
  for (const [what, content, sent] of contents) {
    it(`that names a key of ${what} ${sent === undefined ? "ends in invalid_secret" : "is answered"}`, async () => {
      await writeFile(key, content);
      challengeWith(`Basic realm=${key}`);
      if (sent === undefined) {
        const error = await failure();
        expect(error).to.include({ name: unexpected, statusCode: 401 });
        expect(error.errorResponse.error).to.equal("invalid_secret");
        expect(host.server.requests).to.have.length(1);
      } else {
        await new ManagedIdentityCredential().getToken(scope);
        expect(host.server.requests[1]?.headers.authorization).to.equal(sent);
      }
    });
  }

  const notFiles: readonly [what: string, make: () => Promise<unknown>][] = [
    [
      "a symbolic link",
      async () => {
        await writeFile(folder.file("secret"), "key-1");
        await symlink(folder.file("secret"), key);
      },
    ],
    ["a folder", () => mkdir(key)],
    ["a pipe that nobody writes to", () => Promise.resolve(execFileSync("mkfifo", [key]))],
  ];
  for (const [what, make] of notFiles) {
    it(`that names ${what} ends in unable_to_read_secret_file`, async () => {
      await make();
      challengeWith(`Basic realm=${key}`);
      const error = await failure();
      expect(error.name).to.equal(unavailable);
      expect(error.cause).to.have.property("code", "unable_to_read_secret_file");
      expect(error.message).to.contain("himds");
      expect(host.server.requests).to.have.length(1);
    });
  }

  it("that never ends is answered once in each try", async () => {
    await writeFile(key, "key-1");
    host.server.reply = () => ({
      status: 401,
      json: { error: "wrong_key" },
      headers: { "www-authenticate": `Basic realm=${key}` },
    });
    expect(await failure()).to.include({ name: unexpected, statusCode: 401 });
    expect(host.server.requests).to.have.length(2);
  });

  it("is answered anew in each try, since the agent changes its keys", async () => {
    await writeFile(key, "key-1");
    const sent: (string | undefined)[] = [];
    host.server.reply = async ({ headers }): Promise<Reply> => {
      if (headers.authorization === undefined) {
        return { status: 401, headers: { "www-authenticate": `Basic realm=${key}` } };
      }
      sent.push(headers.authorization);
      await writeFile(key, "key-2");
      return headers.authorization === "Basic key-2" ? token() : { status: 503, text: "" };
    };
    await new ManagedIdentityCredential({ retryOptions: { retryDelayInMs: 1 } }).getToken(scope);
    expect(sent).to.deep.equal(["Basic key-1", "Basic key-2"]);
  });

  it("may be left out by the agent", async () => {
    host.server.reply = () => token();
    expect((await new ManagedIdentityCredential().getToken(scope)).token).to.equal("token-1");
    expect(host.server.requests).to.have.length(1);
  });

  it("comes from 127.0.0.1 where the variable says localhost", async () => {
    const port = new URL(host.server.origin).port;
    setEnvironment({
      IDENTITY_ENDPOINT: `http://LOCALHOST:${port}/localhost/token`,
      IMDS_ENDPOINT: "x",
    });
    await new ManagedIdentityCredential().getToken(scope);
    const [request] = host.server.requests;
    expect(request?.headers.host).to.equal(`127.0.0.1:${port}`);
    expect(request?.target).to.match(/^\/localhost\/token\?/);
  });
});

describe("Azure Arc's token for a user-assigned identity", () => {
  restoreAfterEach();
  let host: Host;

  beforeEach(async () => {
    host = await startAzureArc();
    setEnvironment(host.variables);
  });
  afterEach(() => (host as Host | undefined)?.stop());

  const echoes: readonly [options: object, echo: Record<string, unknown>, confirmed: boolean][] = [
    [{ clientId: "abc" }, { client_id: "ABC" }, true],
    [{ clientId: "abc" }, {}, false],
    [{ clientId: "abc" }, { client_id: "other" }, false],
    [{ clientId: "abc" }, { client_id: 1 }, false],
    [{ clientId: "abc" }, { object_id: "abc" }, false],
    [{ objectId: "abc" }, { object_id: "abc" }, true],
    [{ objectId: "abc" }, { client_id: "abc" }, false],
    [{ resourceId: "/a/B" }, { msi_res_id: "/A/b" }, true],
    [{ resourceId: "/a/B" }, { mi_res_id: "/a/B" }, true],
    [{ resourceId: "/a/B" }, { mi_res_id: "/a/C" }, false],
    [{}, { client_id: "the machine's" }, true],
  ];
  for (const [options, echo, confirmed] of echoes) {
    const what = `${JSON.stringify(options)} answered with ${JSON.stringify(echo)}`;
    it(`${what} is ${confirmed ? "given out" : "refused"}`, async () => {
      host.server.reply = () => token(echo);
      const call = new ManagedIdentityCredential(options).getToken(scope);
      if (confirmed) {
        expect((await call).token).to.equal("token-1");
        return;
      }
      const error = await failureOf<AuthenticationError>(call);
      expect(error).to.include({ name: unexpected, statusCode: 200 });
      expect(error.errorResponse.error).to.equal("user_assigned_managed_identity_not_confirmed");
    });
  }
});
