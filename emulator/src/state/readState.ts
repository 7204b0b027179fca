// Reads the state of an emulator from its file, believing nothing.

import { createPrivateKey, X509Certificate } from "node:crypto";
import { lstat } from "node:fs/promises";
import type { ClaimsMatchingExpression } from "../generated/wireTypes.js";
import { JsonReader } from "../files/jsonReader.js";
import { readJsonFile } from "../files/readJsonFile.js";
import { codeOf, reasonOf, UnusableFile } from "../files/unusableFile.js";
import { registrationStates, type RegistrationState } from "../registration.js";
import { isGuid, nameKey } from "../resourceIds.js";
import type { SavedRevocations } from "../tokens/revocations.js";
import {
  stateFormat,
  stateVersion,
  type SavedCredential,
  type SavedGroup,
  type SavedIdentity,
  type SavedState,
} from "./savedState.js";

const advice = "It has been left as it is; to begin anew, remove it.";

/**
 * Reads a state file.
 *
 * @returns undefined when there is none.
 * @throws UnusableFile when it is not a plain file, is damaged, or is of another format, subscription or tenant.
 */
export async function readState(
  file: string,
  owner: { readonly subscriptionId: string; readonly tenantId: string },
): Promise<SavedState | undefined> {
  if (!(await isThere(file))) {
    return undefined;
  }
  const whole = new JsonReader(
    await readJsonFile("state file", file, advice),
    "",
    (place, problem) => {
      const where = place === "" ? "it" : place;
      return new UnusableFile(`The state file ${file} is damaged: ${where} ${problem}. ${advice}`);
    },
  );
  checkFormat(file, whole);
  for (const [name, option] of [
    ["subscriptionId", "subscription"],
    ["tenantId", "tenant"],
  ] as const) {
    const saved = whole.member(name).text();
    if (nameKey(saved) !== nameKey(owner[name])) {
      throw new UnusableFile(
        `The state file ${file} is of the ${option} ${saved}, not of ${owner[name]}. Start with that ${option}, or choose another file.`,
      );
    }
  }
  return readWhole(whole);
}

async function isThere(file: string): Promise<boolean> {
  try {
    const found = await lstat(file);
    if (!found.isFile()) {
      const what = found.isSymbolicLink() ? "a symbolic link" : "not a plain file";
      throw new UnusableFile(`The state file ${file} is ${what}. Name the file itself.`);
    }
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT") {
      return false;
    }
    throw error instanceof UnusableFile
      ? error
      : new UnusableFile(`The state file ${file} could not be read: ${reasonOf(error)}.`, error);
  }
}

function checkFormat(file: string, whole: JsonReader): void {
  if (whole.member("format").value !== stateFormat) {
    throw new UnusableFile(
      `${file} is not a state file of this emulator. It has been left as it is; choose another file.`,
    );
  }
  const version = whole.member("version").wholeNumber();
  if (version !== stateVersion) {
    throw new UnusableFile(
      `The state file ${file} has version ${version} of the format; this emulator reads version ${stateVersion} only. It has been left as it is.`,
    );
  }
}

function readWhole(whole: JsonReader): SavedState {
  const saved: SavedState = {
    subscriptionId: whole.member("subscriptionId").text(),
    tenantId: whole.member("tenantId").text(),
    keepsakes: readKeepsakes(whole.member("keepsakes")),
    deletions: whole.member("deletions").items().map(readDeletion),
    revocations: readRevocations(whole.member("revocations")),
    registration: readRegistration(whole.member("registration")),
    sequence: whole.member("sequence").wholeNumber(),
    locations: whole
      .member("locations")
      .items()
      .map((item) => item.text()),
    resourceGroups: whole.member("resourceGroups").items().map(readGroup),
  };
  refuseContradictions(whole, saved);
  return saved;
}

function readKeepsakes(reader: JsonReader): Readonly<Record<string, string>> {
  for (const [name, value] of reader.entries()) {
    const text = value.text();
    try {
      if (name === "certificate") {
        new X509Certificate(text);
      } else if (/Key( |$)/.test(name)) {
        createPrivateKey(text);
      }
    } catch {
      // What was wrong with it could repeat a part of the key.
      throw value.refuse("cannot be read");
    }
  }
  return reader.texts();
}

function readDeletion(reader: JsonReader): readonly [string, number] {
  const [id, polls] = reader.items();
  if (id === undefined || polls === undefined) {
    throw reader.refuse("must have two items");
  }
  return [id.text(), polls.wholeNumber()];
}

function readRevocations(reader: JsonReader): SavedRevocations {
  const revoked = reader.member("revoked").items();
  return {
    lastNumber: reader.member("lastNumber").wholeNumber(),
    revoked: revoked.map((one) => ({
      objectId: readGuid(one.member("objectId")),
      upTo: one.member("upTo").wholeNumber(),
      forgetAt: readTime(one.member("forgetAt")),
    })),
  };
}

function readRegistration(reader: JsonReader): RegistrationState {
  const found = registrationStates.find((state) => state === reader.text());
  if (found === undefined) {
    throw reader.refuse(`must be one of ${registrationStates.join(", ")}`);
  }
  return found;
}

function readGroup(reader: JsonReader): SavedGroup {
  return {
    name: reader.member("name").text(),
    location: reader.member("location").text(),
    tags: reader.member("tags").optional((tags) => tags.texts()),
    identities: reader.member("identities").items().map(readIdentity),
  };
}

function readIdentity(reader: JsonReader): SavedIdentity {
  return {
    sequence: reader.member("sequence").wholeNumber(),
    id: reader.member("id").text(),
    name: reader.member("name").text(),
    location: reader.member("location").text(),
    principalId: readGuid(reader.member("principalId")),
    clientId: readGuid(reader.member("clientId")),
    createdAt: readTime(reader.member("createdAt")),
    tags: reader.member("tags").texts(),
    isolationScope: reader.member("isolationScope").text(),
    assignmentProviders: readTexts(reader.member("assignmentProviders")),
    credentials: reader.member("credentials").items().map(readCredential),
  };
}

function readCredential(reader: JsonReader): SavedCredential {
  return {
    sequence: reader.member("sequence").wholeNumber(),
    name: reader.member("name").text(),
    issuer: reader.member("issuer").text(),
    subject: reader.member("subject").optional((subject) => subject.text()),
    audiences: readTexts(reader.member("audiences")),
    claimsMatchingExpression: reader.member("claimsMatchingExpression").optional(readExpression),
    changedAt: readTime(reader.member("changedAt")),
  };
}

function readExpression(reader: JsonReader): ClaimsMatchingExpression {
  return {
    value: reader.member("value").text(),
    languageVersion: reader.member("languageVersion").wholeNumber(),
  };
}

function readTexts(reader: JsonReader): readonly string[] {
  return reader.items().map((item) => item.text());
}

function readGuid(reader: JsonReader): string {
  if (!isGuid(reader.text())) {
    throw reader.refuse("must be a GUID");
  }
  return reader.text().toLowerCase();
}

/** A clock can be moved by parts of a millisecond. */
function readTime(reader: JsonReader): number {
  if (typeof reader.value !== "number" || reader.value < 0) {
    throw reader.refuse("must be a number from 0");
  }
  return reader.value;
}

/** What would break the lists, or make one resource hide another. */
function refuseContradictions(whole: JsonReader, { sequence, resourceGroups }: SavedState): void {
  const identities = resourceGroups.flatMap((group) => group.identities);
  const credentials = identities.flatMap((identity) => identity.credentials);
  const numbers = [...identities, ...credentials].map((resource) => resource.sequence);
  if (new Set(numbers).size < numbers.length || numbers.some((number) => number > sequence)) {
    throw whole.refuse("has two resources of one number, or one above sequence");
  }
  if (numbers.includes(0)) {
    throw whole.refuse("has a resource of number 0");
  }
  const ids = identities.flatMap(({ principalId, clientId }) => [principalId, clientId]);
  if (new Set(ids).size < ids.length) {
    throw whole.refuse("has two identities of one client id or principal id");
  }
  const lists = [
    resourceGroups,
    ...resourceGroups.map((group) => group.identities),
    ...identities.map((identity) => identity.credentials),
  ];
  for (const list of lists) {
    if (new Set(list.map(({ name }) => nameKey(name))).size < list.length) {
      throw whole.refuse("has two resources of one name in one place");
    }
  }
}
