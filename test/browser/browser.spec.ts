// The package in a real browser, bundled as an application would be. `npm run test:browser`.

import { expect } from "chai";
import type { Browser } from "playwright-core";
import { accessToken, subscriptionId } from "../support/clients.js";
import {
  startTestServer,
  type Reply,
  type SeenRequest,
  type TestServer,
} from "../support/testServer.js";
import { bundlePage, sourcesLoadedAtOnce, type Bundle } from "./bundle.js";
import { startChromium } from "./chromium.js";
import type { PageReport } from "./page.js";

const identities = `/subscriptions/${subscriptionId}/resourceGroups/group/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;

describe("the browser", function () {
  this.timeout(60_000);

  let bundle: Bundle;

  before(async () => {
    bundle = await bundlePage();
  });

  describe("bundle", () => {
    it("asks for nothing of Node's", () => {
      for (const [path, text] of bundle.files) {
        expect(text, path).not.to.match(/["'`]node:/);
        expect(text, path).not.to.match(/\brequire\(/);
      }
      // What esbuild calls disabled, a package has replaced by nothing for browsers.
      const sources = Object.keys(bundle.metafile.inputs);
      expect(sources.filter((source) => source.startsWith("(disabled)"))).to.deep.equal([]);
    });

    it("loads the code for long-running operations only when there is one", () => {
      const now = sourcesLoadedAtOnce(bundle).join("\n");
      expect(now).to.include("dist/browser/index.js").and.to.include("core-rest-pipeline");
      expect(now).not.to.match(/core-lro|longRunning/);
      expect(Object.keys(bundle.metafile.inputs).join("\n")).to.include("core-lro");
    });
  });

  describe("page", () => {
    let service: TestServer;
    let stranger: TestServer;
    let site: TestServer;
    let browser: Browser;
    let report: PageReport;

    before(async () => {
      service = await startTestServer();
      stranger = await startTestServer((request) => answer(stranger.endpoint, request));
      service.reply = (request) =>
        request.method === "PUT" && request.target.includes("/redirected?")
          ? {
              status: 307,
              headers: {
                location: `${stranger.endpoint}/redirected`,
                "access-control-allow-origin": "*",
              },
            }
          : answer(service.endpoint, request);
      site = await startTestServer(({ target }) => serve(bundle, target));
      browser = await startChromium(site.tls.ca);
      const page = await browser.newPage();
      await page.goto(site.endpoint);
      report = await page.evaluate(([endpoint, token]) => globalThis.makeCalls(endpoint, token), [
        service.endpoint,
        accessToken,
      ] as const);
    });

    after(async () => {
      // Those that were not started are left out, so that a failure to start is what the test shows.
      await (browser as Browser | undefined)?.close();
      await (site as TestServer | undefined)?.stop();
      await (service as TestServer | undefined)?.stop();
      await (stranger as TestServer | undefined)?.stop();
    });

    it("creates an identity", () => {
      expect(report.created).to.deep.equal({ name: "created", clientId: "client-of-created" });
    });

    it("lists page by page", () => {
      expect(report.pages).to.deep.equal([["one", "two"], ["three"]]);
    });

    it("sees a typed error, with the request's id from a header of the answer", () => {
      expect(report.failure).to.deep.include({
        isNotFound: true,
        code: "ResourceNotFound",
        requestId: "request-of-missing",
      });
      expect(report.failure.message).to.include("There is no identity 'missing'.");
    });

    it("sees an AbortError when it ends a call", () => {
      expect(report.aborted).to.equal("AbortError");
    });

    it("sees a failed request when the service allows it no answer", () => {
      expect(report.refused).to.equal("REQUEST_SEND_ERROR");
    });

    it("follows no redirect, which would take the body to another origin", () => {
      expect(report.redirected).to.match(
        /^UserAssignedIdentities\.createOrUpdate failed with status 0: .*redirect was not followed\.$/,
      );
      expect(stranger.requests).to.deep.equal([]);
    });

    it("sends what the service knows a client by, in headers a page may set", () => {
      const calls = service.requests.filter(({ method }) => method !== "OPTIONS");
      expect(calls.map(({ method }) => method)).to.deep.equal([
        "PUT",
        "GET",
        "GET",
        "GET",
        "GET",
        "GET",
        "PUT",
      ]);
      for (const { headers } of calls) {
        expect(headers.authorization).to.equal(`Bearer ${accessToken}`);
        expect(headers["x-ms-useragent"]).to.match(/^arm-managed-identity\/\d+\.\d+\.\d+ /);
        expect(headers["x-ms-client-request-id"]).to.match(/^[\da-f-]{36}$/);
        expect(headers.origin).to.equal(site.endpoint);
      }
    });

    it("sends no access token while asking whether it may", () => {
      const questions = service.requests.filter(({ method }) => method === "OPTIONS");
      expect(questions).not.to.have.length(0);
      for (const { headers } of questions) {
        expect(headers).not.to.have.property("authorization");
        expect(headers["access-control-request-headers"]).to.match(/authorization/);
      }
    });
  });
});

function serve(bundle: Bundle, target: string): Reply {
  if (target === "/") {
    const text = `<!doctype html><title>Test</title><script type="module" src="/page.js"></script>`;
    return { status: 200, text, headers: { "content-type": "text/html" } };
  }
  const text = bundle.files.get(target);
  return text === undefined
    ? { status: 404, text: "" }
    : { status: 200, text, headers: { "content-type": "text/javascript" } };
}

/** A service that lets pages of any origin call it, as Azure Resource Manager does. */
function answer(endpoint: string, { method, target, headers, body }: SeenRequest): Reply {
  const shared = {
    "access-control-allow-origin": headers.origin ?? "*",
    "access-control-expose-headers": "x-ms-request-id, retry-after, location",
  };
  const url = new URL(target, endpoint);
  const name = url.pathname.split("/").at(-1) ?? "";
  if (method === "OPTIONS") {
    return {
      status: 204,
      text: "",
      headers: {
        ...shared,
        "access-control-allow-methods": "GET, PUT, PATCH, DELETE, POST",
        "access-control-allow-headers": headers["access-control-request-headers"] ?? "",
      },
    };
  }
  if (method === "PUT") {
    const resource = JSON.parse(body) as object;
    const properties = { clientId: `client-of-${name}` };
    return {
      status: 201,
      json: { ...resource, id: `${identities}/${name}`, name, properties },
      headers: shared,
    };
  }
  switch (name) {
    case "userAssignedIdentities": {
      const nextLink = `${endpoint}${target}&$skiptoken=2`;
      const page = url.searchParams.has("$skiptoken")
        ? { value: [{ name: "three" }] }
        : { value: [{ name: "one" }, { name: "two" }], nextLink };
      return { status: 200, json: page, headers: shared };
    }
    case "slow":
      return () => undefined;
    case "silent":
      return { status: 200, json: {} };
    default:
      return {
        status: 404,
        json: { error: { code: "ResourceNotFound", message: `There is no identity '${name}'.` } },
        headers: { ...shared, "x-ms-request-id": `request-of-${name}` },
      };
  }
}
