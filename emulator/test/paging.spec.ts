import { expect } from "chai";
import {
  credentialBody,
  credentialPath,
  groupPath,
  identityPath,
  openLaboratory,
} from "./support.js";
import type { Laboratory, Reply } from "./support.js";

describe("emulator: paging", () => {
  let lab: Laboratory;
  let all: string;

  beforeEach(async () => {
    lab = await openLaboratory({ pageSize: 3 });
    all = `/subscriptions/${lab.emulator.subscriptionId}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
    await lab.put(groupPath(lab), { location: "westeurope" });
  });
  afterEach(() => lab.close());

  const names = (reply: Reply) => reply.json.value!.map((item) => String(item.name));
  const next = ({ json }: Reply) => String(json.nextLink).slice(lab.emulator.endpoint.length);

  async function createIdentities(count: number): Promise<void> {
    for (let number = 1; number <= count; number++) {
      const location = number % 2 === 0 ? "northeurope" : "westeurope";
      await lab.put(identityPath(lab, `id-${number}`), { location });
    }
  }

  async function walk(path: string): Promise<string[][]> {
    const pages: string[][] = [];
    let reply = await lab.ask("GET", path);
    pages.push(names(reply));
    while ("nextLink" in reply.json) {
      reply = await lab.ask("GET", next(reply));
      expect(reply.status).to.equal(200);
      pages.push(names(reply));
    }
    return pages;
  }

  it("links to the next page on its own endpoint and the path as asked", async () => {
    await createIdentities(4);
    const asked = identityPath(lab).replace("resourceGroups/rg1", "RESOURCEgroups/r%67%31");
    const reply = await lab.ask("GET", `${asked}?extra=%20&API-Version=2024-11-30`);
    const link = new URL(reply.json.nextLink!);
    expect(String(reply.json.nextLink).startsWith(`${lab.emulator.endpoint}${asked}?`)).to.equal(
      true,
    );
    expect(link.search).to.match(/^\?extra=%20&API-Version=2024-11-30&\$skiptoken=[\w-]+$/);
    const second = await lab.ask("GET", next(reply));
    expect(names(second)).to.deep.equal(["id-4"]);
    expect(Object.keys(second.json)).to.deep.equal(["value"]);
  });

  it("walks a group's identities without loss or repetition", async () => {
    await createIdentities(7);
    expect(await walk(identityPath(lab))).to.deep.equal([
      ["id-1", "id-2", "id-3"],
      ["id-4", "id-5", "id-6"],
      ["id-7"],
    ]);
  });

  it("replaces the token that came with the request, however it is spelled", async () => {
    await createIdentities(7);
    const first = await lab.ask("GET", identityPath(lab));
    const second = await lab.ask("GET", next(first).replace("$skiptoken", "%24SkipToken"));
    expect(names(second)).to.deep.equal(["id-4", "id-5", "id-6"]);
    expect([...new URL(second.json.nextLink!).searchParams.keys()]).to.deep.equal([
      "api-version",
      "$skiptoken",
    ]);
  });

  it("has no empty page at the end of a list that fills its pages", async () => {
    await createIdentities(6);
    expect((await walk(identityPath(lab))).map((page) => page.length)).to.deep.equal([3, 3]);
    expect((await walk(all)).map((page) => page.length)).to.deep.equal([3, 3]);
  });

  it("walks a subscription over its locations", async () => {
    await createIdentities(7);
    expect(await walk(all)).to.deep.equal([
      ["id-1", "id-3", "id-5"],
      ["id-7", "id-2", "id-4"],
      ["id-6"],
    ]);
  });

  it("keeps its place when identities come and go between pages", async () => {
    await createIdentities(6);
    const first = await lab.ask("GET", identityPath(lab));
    for (const gone of ["id-1", "id-3", "id-5"]) {
      await lab.ask("DELETE", identityPath(lab, gone));
    }
    await lab.put(identityPath(lab, "id-7"), { location: "westeurope" });
    expect(names(await lab.ask("GET", next(first)))).to.deep.equal(["id-4", "id-6", "id-7"]);
  });

  it("takes $top on the credential list, up to the page size, and keeps it in the link", async () => {
    await lab.put(identityPath(lab, "id1"), { location: "westeurope" });
    for (let number = 1; number <= 5; number++) {
      await lab.put(credentialPath(lab, `fic-${number}`), credentialBody(`s${number}`));
    }
    const list = `${credentialPath(lab)}?api-version=2024-11-30`;
    expect(await walk(`${list}&$top=2`)).to.deep.equal([
      ["fic-1", "fic-2"],
      ["fic-3", "fic-4"],
      ["fic-5"],
    ]);
    expect((await walk(`${list}&%24TOP=4`)).map((page) => page.length)).to.deep.equal([3, 2]);
  });

  it("links to the name that the caller used", async () => {
    await createIdentities(4);
    const { port } = new URL(lab.emulator.endpoint);
    const origin = async (host: string) =>
      new URL((await lab.ask("GET", all, { headers: { Host: host } })).json.nextLink!).origin;
    expect(await origin(`localhost:${port}`)).to.equal(`https://localhost:${port}`);
  });
});
