// Prints the fingerprint of an official document, as officialStructure.json holds it:
//   node --import tsx/esm test/swagger/printFingerprint.ts <document>

import { readObject } from "./documents.js";
import { fingerprint } from "./fingerprint.js";

const [file] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write("Name the official document to fingerprint.\n");
  process.exitCode = 1;
} else {
  process.stdout.write(`${JSON.stringify(fingerprint(readObject(file)), null, 2)}\n`);
}
