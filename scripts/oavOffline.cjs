/**
 * Preload for `oav` (`node -r ./scripts/oavOffline.cjs node_modules/oav/dist/cli.js validate-spec …`).
 *
 * As published, oav fetches the JSON schemas of Swagger documents and of examples from the network, although the
 * same files lie in its own dependency `@autorest/schemas`. Here they are read from there, and any other address
 * is refused by name, so that a validation neither needs nor reaches the network.
 */
"use strict";

const { readFile } = require("node:fs/promises");
const { FileLoader } = require("oav/dist/lib/swagger/fileLoader.js");

const inOav = { paths: [require.resolve("oav/package.json")] };
const bundled = new Map(
  ["example-schema.json", "swagger-extensions.json", "swagger.json"].map((name) => [
    name,
    require.resolve(`@autorest/schemas/${name}`, inOav),
  ]),
);

const loadLocally = FileLoader.prototype.load;

FileLoader.prototype.load = async function load(address) {
  const local = !/^https?:/i.test(address) || this.preloadCache.has(address);
  if (local) return loadLocally.call(this, address);
  const file = bundled.get(address.slice(address.lastIndexOf("/") + 1));
  if (file === undefined) {
    // Not thrown: oav cannot print an Error that its loader throws, and ends with an unrelated message.
    process.stderr.write(`oav asked for ${address}, but nothing is fetched in this run.\n`);
    process.exit(1);
  }
  return readFile(file, "utf8");
};
