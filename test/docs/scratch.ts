import { ManagedServiceIdentityClient as Peer, getContinuationToken as peerToken } from "@azure/arm-msi";
import { ManagedServiceIdentityClient as Ours, getContinuationToken as ourToken } from "arm-managed-identity";
import { startTestServer, type Reply } from "../support/testServer.js";
import { testCredential, subscriptionId } from "../support/clients.js";

const server = await startTestServer();
const other = await startTestServer(() => ({ status: 200, json: { value: [{ name: "stolen" }] } }));
const opt = (o: object = {}) => ({ endpoint: server.endpoint, retryOptions: { maxRetries: 0 }, tlsOptions: { ca: server.tls.ca }, ...o }) as never;
const clients = (o: object = {}) => [["peer", new Peer(testCredential(), subscriptionId, opt(o))], ["ours", new Ours(testCredential(), subscriptionId, opt(o))]] as const;
const show = (v: unknown): string => { const s = typeof v === "object" ? JSON.stringify(v) : String(v); return (s ?? "undefined").slice(0, 300); };
async function both(title: string, f: (c: any, which: string) => unknown, o: object = {}) {
  console.log("##", title);
  for (const which of ["peer", "ours"]) {
    server.requests.length = 0; other.requests.length = 0;
    let out: string;
    try {
      const C: any = which === "peer" ? Peer : Ours;
      const c = new C(testCredential(), subscriptionId, opt(o));
      let phase = "sync";
      try { const p = f(c, which); phase = "async"; out = "=> " + show(await p); }
      catch (e: any) { out = `!! ${phase} ${e.constructor?.name}/${e.name} code=${e.code} status=${e.statusCode} details=${show(e.details)} msg=${e.message?.slice(0, 250)} authInReq=${e.request?.headers?.has?.("authorization")}`; }
    } catch (e: any) { out = `!! constructor ${e.name} ${e.message}`; }
    console.log("  ", which, out, "\n        sent:", server.requests.map((r) => `${r.method} ${r.target}`).join(" | "), other.requests.length ? `FOREIGN auth=${other.requests[0]!.headers.authorization?.slice(0, 12)}` : "");
  }
}
const reply = (r: Reply | ((i: number, t: string) => Reply)) => { server.reply = (req, i) => (typeof r === "function" && r.length <= 2 && (r as any).mine ? (r as any)(i, req.target) : (r as Reply)); };
const by = (f: (i: number, t: string) => Reply) => Object.assign(f, { mine: true });

reply({ status: 200, json: { value: [{ name: "a", location: "x", properties: { clientId: "c", future: 1 } }] } });
await both("maxPageSize sub", async (c) => { for await (const p of c.userAssignedIdentities.listBySubscription().byPage({ maxPageSize: 5 })) return p; });
await both("maxPageSize fic", async (c) => { for await (const p of c.federatedIdentityCredentials.list("g", "n").byPage({ maxPageSize: 5 })) return p; });
await both("fic top", async (c) => { for await (const p of c.federatedIdentityCredentials.list("g", "n", { top: 3 }).byPage()) return p; });
await both("empty name", (c) => c.userAssignedIdentities.get("g", ""));
await both("dotdot", (c) => c.userAssignedIdentities.get("g", ".."));
await both("undefined name", (c) => c.userAssignedIdentities.get("g", undefined));
await both("undefined name list", (c) => c.federatedIdentityCredentials.list("g", undefined));
await both("undefined name list next", (c) => c.federatedIdentityCredentials.list("g", undefined).next());
await both("undefined body", (c) => c.userAssignedIdentities.createOrUpdate("g", "n", undefined));
await both("body without location", (c) => c.userAssignedIdentities.createOrUpdate("g", "n", {}));
await both("slash scope", (c) => c.systemAssignedIdentities.getByScope("/subscriptions/x/resourceGroups/g"));
await both("bad scope", (c) => c.systemAssignedIdentities.getByScope("what"));
reply(by((i) => ({ status: 200, json: { value: [{ name: "a" }], ...(i === 0 ? { nextLink: `${other.endpoint}/x?api-version=1` } : {}) } })));
await both("foreign link", async (c) => { const r = []; for await (const p of c.userAssignedIdentities.listBySubscription()) r.push(p.name); return r; }, { tlsOptions: { ca: [server.tls.ca, other.tls.ca] as never } });
reply(by((i, t) => ({ status: 200, json: { value: [{ name: "a" }], ...(i === 0 ? { nextLink: `${server.endpoint}${t.split("?")[0]}?api-version=2018-11-30&$skiptoken=2` } : {}) } })));
await both("api-version in link, chosen 2024-11-30", async (c) => { const r = []; for await (const p of c.userAssignedIdentities.listBySubscription()) r.push(p.name); return r; }, { apiVersion: "2024-11-30" });
await both("api-version in link, default", async (c) => { const r = []; for await (const p of c.userAssignedIdentities.listBySubscription()) r.push(p.name); return r; });
reply(by((i, t) => ({ status: 200, json: { value: [{ name: "a" }], ...(i === 0 ? { nextLink: `${server.endpoint}${t.split("?")[0]}?$skiptoken=2` } : {}) } })));
await both("no api-version in link", async (c) => { const r = []; for await (const p of c.userAssignedIdentities.listBySubscription()) r.push(p.name); return r; }, { apiVersion: "2024-11-30" });
reply(by((i, t) => ({ status: 200, json: { value: [{ name: "a" }], nextLink: `${server.endpoint}${t}` } })));
await both("loop", async (c) => { let n = 0; for await (const p of c.userAssignedIdentities.listBySubscription()) { if (++n > 4) return "endless"; } return n; });
reply(by((i, t) => ({ status: 200, json: { value: [{ name: "a" }], ...(i === 0 ? { nextLink: `${server.endpoint}${t}&page=2` } : {}) } })));
await both("page link", async (c, w) => { for await (const p of c.userAssignedIdentities.listBySubscription().byPage()) return (w === "peer" ? peerToken : ourToken)(p); });
await both("foreign continuation", async (c) => { for await (const p of c.userAssignedIdentities.listBySubscription().byPage({ continuationToken: `${other.endpoint}/x` })) return p; }, { tlsOptions: { ca: [server.tls.ca, other.tls.ca] as never } });
reply({ status: 200, json: {} });
await both("page without value", async (c) => { for await (const p of c.userAssignedIdentities.listBySubscription().byPage()) return p; });
await both("empty object get", (c) => c.userAssignedIdentities.get("g", "n"));
reply({ status: 200, text: "" });
await both("empty body get", (c) => c.userAssignedIdentities.get("g", "n"));
await both("delete", (c) => c.userAssignedIdentities.delete("g", "n"));
reply({ status: 200, text: "<html>" });
await both("html get", (c) => c.userAssignedIdentities.get("g", "n"));
reply({ status: 502, text: "<html>bad gateway</html>" });
await both("html 502", (c) => c.userAssignedIdentities.get("g", "n"));
reply({ status: 500, text: "" });
await both("empty 500", (c) => c.userAssignedIdentities.get("g", "n"));
reply({ status: 404, json: { error: { code: "ResourceNotFound", message: "It is not there." } }, headers: { "x-ms-request-id": "r1" } });
await both("404", (c) => c.userAssignedIdentities.get("g", "n"));
await both("404 onResponse", async (c) => { let seen: any[] = []; try { await c.userAssignedIdentities.get("g", "n", { onResponse: (...a: any[]) => { seen = a; } }); } catch {} return [Object.keys(seen[0]), seen[0].parsedBody, seen[1], String(seen[2])]; });
reply({ status: 200, json: { name: "a", location: "x", properties: { clientId: "c", future: 1 }, kind: "k" }, headers: { "x-ms-request-id": "r1", "X-Big": "1" } });
await both("get onResponse", async (c) => { let seen: any[] = []; const got = await c.userAssignedIdentities.get("g", "n", { onResponse: (...a: any[]) => { seen = a; } }); return [Object.keys(seen[0]), seen[0].parsedBody, seen[0].parsedHeaders, seen[0].rawHeaders, seen[1], seen[1] === got, typeof seen[0].request.operationSpec, seen[0].request.headers.has("authorization"), Object.keys(seen[0].request)]; });
await both("get onResponse2", async (c) => { let seen: any[] = []; const got = await c.userAssignedIdentities.get("g", "n", { onResponse: (...a: any[]) => { seen = a; } }); return [seen[0].parsedHeaders, seen[1] === got, typeof seen[0].request.operationSpec, seen[0].request.headers.has("authorization"), seen[0].rawHeaders]; });
await both("shouldDeserialize", async (c) => { let seen: any[] = []; const got = await c.userAssignedIdentities.get("g", "n", { requestOptions: { shouldDeserialize: false }, onResponse: (...a: any[]) => { seen = a; } }); return [got, seen[0].parsedBody, typeof seen[0].bodyAsText]; });
await both("serializerOptions", async (c) => c.userAssignedIdentities.get("g", "n", { serializerOptions: { ignoreUnknownProperties: true, xml: {} } }));
await both("customHeaders", async (c) => { await c.userAssignedIdentities.get("g", "n", { requestOptions: { customHeaders: { "x-my": "1", authorization: "Bearer mine" } } }); return [server.requests[0]!.headers["x-my"], server.requests[0]!.headers.authorization?.slice(0, 20), server.requests[0]!.headers["user-agent"], server.requests[0]!.headers["content-type"], server.requests[0]!.headers.accept]; });
await both("put unknown", async (c) => { await c.userAssignedIdentities.createOrUpdate("g", "n", { location: "x", kind: "k", future: 1, clientId: "c", id: "i" }); return [server.requests[0]!.body, server.requests[0]!.headers["content-type"]]; });
await both("put list body", async (c) => { await c.federatedIdentityCredentials.createOrUpdate("g", "n", "f", { issuer: "x", subject: null, audiences: undefined }); return server.requests[0]!.body; });
await both("assign apiVersion", async (c) => { c.apiVersion = "2023-01-31"; await c.userAssignedIdentities.get("g", "n"); return c.apiVersion; });
await both("assign subscriptionId", async (c) => { c.subscriptionId = "s2"; await c.userAssignedIdentities.get("g", "n"); });
await both("apiVersion future", async (c) => c.userAssignedIdentities.get("g", "n"), { apiVersion: "2099-01-01" });
await both("apiVersion empty", async (c) => c.userAssignedIdentities.get("g", "n"), { apiVersion: "" });
await both("http endpoint", async (c) => c.userAssignedIdentities.get("g", "n"), { endpoint: server.endpoint.replace("https", "http") });
await both("endpoint slash", async (c) => c.userAssignedIdentities.get("g", "n"), { endpoint: server.endpoint + "/" });
await both("baseUri", async (c) => c.userAssignedIdentities.get("g", "n"), { endpoint: undefined, baseUri: server.endpoint, retryOptions: { maxRetries: 0 }, tlsOptions: { ca: server.tls.ca } });
await both("detached", async (c) => { const { get } = c.userAssignedIdentities; return get("g", "n"); });
await both("sendRequest", async (c) => typeof c.sendRequest + typeof c.sendOperationRequest + c.$host + typeof c.pipeline);
await both("abort", async (c) => { const a = new AbortController(); a.abort(); await c.userAssignedIdentities.get("g", "n", { abortSignal: a.signal }); });
reply(() => undefined as never);
server.reply = () => (() => undefined);
await both("timeout", async (c) => c.userAssignedIdentities.get("g", "n", { requestOptions: { timeout: 50 } }));
reply({ status: 202, text: "", headers: { location: `${server.endpoint}/poll` } });
server.reply = (r, i) => i === 0 ? { status: 202, text: "", headers: { location: `${server.endpoint}/poll`, "retry-after": "0" } } : { status: 200, json: { name: "done" } };
await both("202 put", async (c) => c.userAssignedIdentities.createOrUpdate("g", "n", { location: "x" }));
for (const C of [Peer, Ours] as any[]) {
  const tries: [string, () => unknown][] = [
    ["no credential", () => new C(undefined, "s")], ["credential {}", () => new C({}, "s")], ["empty sub", () => new C(testCredential(), "")], ["null", () => new C(testCredential(), null)],
    ["no sub call", async () => { reply({ status: 200, json: {} }); const c = new C(testCredential(), opt()); await c.userAssignedIdentities.get("g", "n"); }],
    ["scopes", async () => { const cr = testCredential(); server.reply = () => ({ status: 200, json: {} }); const c = new C(cr, "s", opt({ credentialScopes: ["https://a/.default"] })); await c.userAssignedIdentities.get("g", "n"); return cr.scopes; }],
    ["scopes2", async () => { const cr = testCredential(); const c = new C(cr, "s", opt({ credentials: { scopes: ["https://a/.default"] } })); await c.userAssignedIdentities.get("g", "n"); return cr.scopes; }],
    ["scopes slash", async () => { const cr = testCredential(); const c = new C(cr, "s", opt({ endpoint: server.endpoint + "/" })); await c.userAssignedIdentities.get("g", "n"); return cr.scopes; }],
    ["cloud", async () => { const c = new C(testCredential(), "s", { cloud: "AZURE_US_GOVERNMENT" }); return c.pipeline.getOrderedPolicies().map((p: any) => p.name).join(">"); }],
  ];
  for (const [t, f] of tries) { try { console.log(C === Peer ? "peer" : "ours", t, show(await f())); } catch (e: any) { console.log(C === Peer ? "peer" : "ours", t, "!!", e.name, e.message.slice(0, 150)); } }
}
await server.stop(); await other.stop();
process.exit(0);
