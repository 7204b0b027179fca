import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { request } from "node:https";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { helpText } from "../src/commandLine/helpText.js";
import { fileFlags, optionFlags } from "../src/commandLine/flags.js";
import { greeting } from "../src/commandLine/greeting.js";
import { readCommandLine } from "../src/commandLine/readCommandLine.js";
import { run, type Run } from "./commandLine.js";
import { ownFolder } from "./folders.js";

describe("emulator: command line", () => {
  const folder = ownFolder();
  const runs: Run[] = [];
  const start = (...args: readonly string[]): Run => {
    const started = run(...args);
    runs.push(started);
    return started;
  };
  afterEach(() => Promise.all(runs.splice(0).map((one) => one.kill())));

  it("reads its flags", () => {
    const command = readCommandLine([
      ...["--port", "8443", "--host=127.0.0.2", "--allow-remote"],
      ...["--allow-origin", "http://a", "--allow-origin", "http://b"],
      ...["--hosting", "imds", "--hosting-port", "1", "--subscription", "s", "--tenant", "t"],
      ...["--state", "a b.json", "--latency", "20-80", "--write-duration", "0"],
      ...["--propagation", "7", "--page-size", "5", "--seed", "s.json", "--config=c.json"],
      ...["--throttling", "--unregistered", "--async-writes", "Location"],
    ]);
    expect(command).to.deep.include({
      kind: "start",
      options: {
        port: 8443,
        host: "127.0.0.2",
        allowRemote: true,
        allowedOrigins: ["http://a", "http://b"],
        hosting: "imds",
        hostingPort: 1,
        subscriptionId: "s",
        tenantId: "t",
        stateFile: "a b.json",
        latencyInMs: [20, 80],
        writeDurationInMs: 0,
        propagation: { identityInMs: 7, parentInMs: 7, principalInMs: 7, credentialInMs: 7 },
        pageSize: 5,
        throttling: true,
        registration: { state: "NotRegistered" },
        asyncWrites: { header: "Location" },
      },
      files: { seed: "s.json", config: "c.json" },
    });
    expect(readCommandLine(["--latency", "20"])).to.have.nested.property("options.latencyInMs", 20);
    expect(readCommandLine([])).to.deep.include({ kind: "start", options: {}, files: {} });
    expect(readCommandLine(["--help", "--port", "x"])).to.deep.equal({ kind: "help" });
    expect(readCommandLine(["-h"])).to.deep.equal({ kind: "help" });
    expect(readCommandLine(["--version"])).to.deep.equal({ kind: "version" });
  });

  it("refuses what it does not understand in one line that says what", () => {
    const bad = [
      ["--prot", "1"],
      ["--port"],
      ["--port", "x"],
      ["--port", "-1"],
      ["--port", "1", "--port=2"],
      ["--seed", "a.json", "--seed", "b.json"],
      ["--latency", "5-"],
      ["--allow-remote=yes"],
      ["--state", ""],
      ["--seed="],
      ["more"],
    ];
    for (const args of bad) {
      const command = readCommandLine(args);
      expect(command.kind, args.join(" ")).to.equal("refuse");
      const [flag] = (args[0] ?? "").split("=");
      expect(command)
        .to.have.property("reason")
        .that.includes(flag)
        .and.matches(/^.+[^.]\.$/);
    }
  });

  it("says what is wrong with a value that is missing, or begins with a dash", () => {
    for (const args of [["--port"], ["--port", "-1"], ["--port", "--help"]]) {
      expect(readCommandLine(args), args.join(" ")).to.deep.equal({
        kind: "refuse",
        reason: "--port needs a value, which cannot begin with a dash.",
      });
    }
  });

  it("explains every flag in 80 columns", () => {
    for (const flag of [...Object.keys(optionFlags), ...fileFlags, "help", "version"]) {
      expect(helpText).to.match(new RegExp(`^  --${flag}([ ,]|$)`, "m"));
    }
    const lines = helpText.split("\n");
    expect(lines.filter((line) => line.length > 80)).to.deep.equal([]);
  });

  it("ends with exit code 0 for --help and --version", async () => {
    const help = await start("--help").ended;
    expect(help).to.deep.equal({ code: 0, out: helpText, err: "" });
    const packageFile = new URL("../package.json", import.meta.url);
    const { version } = JSON.parse(await readFile(packageFile, "utf8")) as { version: string };
    const shown = await start("--version").ended;
    expect(shown).to.deep.equal({ code: 0, out: `${version}\n`, err: "" });
  });

  it("ends with exit code 2 for a flag or a value that cannot be, naming the flag", async () => {
    const cases: readonly (readonly [args: readonly string[], message: string])[] = [
      [["--nonsense"], "Unknown option '--nonsense'.\nTry --help.\n"],
      [["--port", "65536"], "--port must be a whole number from 0 to 65535, not 65536.\n"],
      [["--subscription", "x"], '--subscription must be a GUID, not "x".\n'],
      [
        ["--latency", "9-5"],
        "--latency must have the least before the most of it, not 9 before 5.",
      ],
      [["--hosting-port", "5000"], "--hosting-port cannot be given without hosting.\n"],
      [
        ["--hosting", "workloadIdentity", "--hosting-port", "5000"],
        "--hosting-port cannot be given for hosting workloadIdentity, whose token endpoint",
      ],
      [["--hosting", "vm"], "--hosting must be one of imds"],
      [["--propagation", "86400001"], "--propagation must be a whole number from 0 to 86400000"],
      [["--allow-origin", "x"], "--allow-origin must hold origins as browsers write them"],
      [["--async-writes", "x"], "--async-writes must be one of Azure-AsyncOperation"],
      [["--host", "0.0.0.0"], "add --allow-remote"],
    ];
    const endings = await Promise.all(
      cases.map(async ([args, message]) => ({ message, ...(await start(...args).ended) })),
    );
    for (const { message, code, out, err } of endings) {
      expect(err).to.include(message);
      expect({ code, out }).to.deep.equal({ code: 2, out: "" });
    }
  });

  it("ends with exit code 1 when the port is taken, or the certificate cannot be written", async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        resolve(typeof address === "object" ? (address?.port ?? 0) : 0);
      });
    });
    const taken = await start("--port", String(port)).ended;
    server.close();
    expect(taken).to.include({ code: 1, out: "" });
    expect(taken.err).to.include(`could not listen on 127.0.0.1:${port}: the port is taken.`);
    const elsewhere = await start("--host", "host.invalid", "--allow-remote").ended;
    expect(elsewhere).to.include({ code: 1, out: "" });
    expect(elsewhere.err).to.include("host.invalid:0: this machine has no such address.");
    const unwritable = await start("--certificate", join(folder(), "no", "c.pem")).ended;
    expect(unwritable).to.include({ code: 1, out: "" });
    expect(unwritable.err).to.include("c.pem: no such file or folder");
  });

  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    it(`prints how to reach it, and stops on ${signal}, leaving the certificate it was told to write`, async () => {
      const file = join(folder(), "my certificate.pem");
      const emulator = start("--certificate", file, "--hosting", "serviceFabric");
      const variables = await emulator.started();
      expect(variables).to.include({
        NODE_EXTRA_CA_CERTS: file,
        AZURE_SUBSCRIPTION_ID: "00000000-0000-4000-8000-000000000001",
      });
      expect(variables["EMULATOR_ENDPOINT"]).to.match(/^https:\/\/127\.0\.0\.1:\d+$/);
      expect(variables).to.include.keys("EMULATOR_ACCESS_TOKEN", "IDENTITY_SERVER_THUMBPRINT");
      const pem = await readFile(file, "utf8");
      expect(pem.match(/BEGIN CERTIFICATE/g), "its own and the host's").to.have.lengthOf(2);
      expect(pem).not.to.include("PRIVATE");
      emulator.process.kill(signal);
      expect(await emulator.ended).to.include({ code: 0, err: "" });
      expect(existsSync(file)).to.equal(true);
    });
  }

  it("removes the certificate that nobody named when it stops", async () => {
    const emulator = start();
    const { NODE_EXTRA_CA_CERTS: file = "" } = await emulator.started();
    expect(await readFile(file, "utf8")).to.include("BEGIN CERTIFICATE");
    emulator.process.kill("SIGTERM");
    expect((await emulator.ended).code).to.equal(0);
    expect(existsSync(dirname(file))).to.equal(false);
  });

  it("answers only to its own names, and to pages of the origins that were listed", async () => {
    const emulator = start("--allow-origin", "http://localhost:3000");
    const { EMULATOR_ENDPOINT: endpoint = "", NODE_EXTRA_CA_CERTS: file = "" } =
      await emulator.started();
    const ca = await readFile(file, "utf8");
    const ask = (headers: Record<string, string>) =>
      new Promise<{ status: number | undefined; origin: string | undefined }>((resolve, reject) => {
        const asked = request(endpoint, { ca, headers, servername: "localhost" }, (response) => {
          response.resume();
          const origin = response.headers["access-control-allow-origin"];
          resolve({ status: response.statusCode, origin });
        });
        asked.on("error", reject).end();
      });
    expect(await ask({ Host: "rebound.example" })).to.have.property("status", 421);
    const listed = await ask({ Origin: "http://localhost:3000" });
    expect(listed).to.deep.equal({ status: 401, origin: "http://localhost:3000" });
    const other = await ask({ Origin: "http://localhost:3001" });
    expect(other).to.deep.equal({ status: 401, origin: undefined });
  });

  it("says what is on", async () => {
    const emulator = start(
      ...["--host", "0.0.0.0", "--allow-remote", "--allow-origin", "http://localhost:3000"],
      ...["--latency", "1-2", "--write-duration", "0", "--async-writes", "Location"],
      ...["--propagation", "7", "--throttling", "--unregistered", "--page-size", "5"],
      ...["--hosting", "imds"],
    );
    const lines = (await emulator.printed("Ctrl+C")).split("\n");
    expect(lines).to.include.members([
      "Open to:      0.0.0.0: whoever has the token may do everything",
      "Browsers:     pages of http://localhost:3000",
      "Latency:      1-2 ms",
      "Writes:       0 ms, answered 202 with Location",
      "Propagation:  7 ms",
      "Throttling:   on",
      "Registration: NotRegistered",
      "Page size:    5",
      "Hosting:      imds",
    ]);
    const plain = await start().printed("Ctrl+C");
    expect(plain.match(/^\w[\w ]*(?=: )/gm)).to.deep.equal([
      "Endpoint",
      "Certificate",
      "Subscription",
    ]);
  });

  it("quotes what it prints, for sh and for PowerShell", () => {
    const told = {
      emulator: {
        endpoint: "https://127.0.0.1:1",
        subscriptionId: "s",
        tokenEndpoint: undefined,
        env: { PLAIN: "a/b:1", RISKY: "it's $(x) ’" },
      },
      version: "1",
      certificateFile: "C:\\my files\\c.pem",
      isTemporary: false,
      remarks: [],
    };
    const shell = greeting({ ...told, platform: "linux" });
    expect(shell).to.include("  export PLAIN=a/b:1\n  export RISKY='it'\\''s $(x) ’'\n");
    const powerShell = greeting({ ...told, platform: "win32" });
    expect(powerShell).to.include("  $env:PLAIN = 'a/b:1'\n  $env:RISKY = 'it''s $(x) ’’'\n");
    expect(powerShell).to.include("  $env:NODE_EXTRA_CA_CERTS = 'C:\\my files\\c.pem'\n");
  });
});
