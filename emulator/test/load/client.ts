// A client of the load test: sends one command after another and writes down what it was told.

import type { Reply } from "../support.js";
import type { Command } from "./commands.js";
import { counts } from "./commands.js";
import { History, type Moment } from "./history.js";

/** How a client asks. */
export type Ask = (method: string, path: string, body?: object) => Promise<Reply>;

/** A write of a credential, whatever its answer. */
interface CredentialWrite {
  readonly identity: number;
  readonly sent: Moment;
  readonly answered: Moment;
  readonly isRefused: boolean;
}

const issuer = "https://token.actions.githubusercontent.com";
const audiences = ["api://AzureADTokenExchange"];
const conflict = "ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity";

/** What all clients together were told. */
export class Witness {
  readonly identities = Array.from({ length: counts.identities }, () => new History());
  readonly credentials = this.identities.map(() =>
    Array.from({ length: counts.credentials }, () => new History()),
  );
  /** By identity: the principal ids of those that were created. */
  readonly created = this.identities.map(() => new Set<string>());
  /** By identity: the principal ids that were read. */
  readonly principals = this.identities.map(() => new Set<string>());
  /** By identity: how often it was deleted. */
  readonly deletions = this.identities.map(() => 0);
  readonly credentialWrites: CredentialWrite[] = [];
  /** How often each command got each answer. */
  readonly answers = new Map<string, number>();
  /** What must never be. */
  readonly wrongs: string[] = [];
  #moments = 0;

  constructor(readonly subscription: string) {}

  /** The path of a group's identities, of one identity, or of its credentials. */
  identityPath(identity: number): string {
    return `${this.groupPath(identity % counts.groups)}/id-${identity}`;
  }

  groupPath(group: number): string {
    return `${this.subscription}/resourceGroups/group-${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
  }

  credentialPath(identity: number, credential: number): string {
    return `${this.identityPath(identity)}/federatedIdentityCredentials/fic-${credential}`;
  }

  /** Carries out a command. */
  async carryOut(ask: Ask, command: Command): Promise<void> {
    switch (command.kind) {
      case "putIdentity":
      case "patchIdentity":
        return this.#writeIdentity(ask, command);
      case "getIdentity":
        return this.readIdentity(ask, command.identity);
      case "deleteIdentity":
        return this.#deleteIdentity(ask, command.identity);
      case "putCredential":
        return this.#putCredential(ask, command);
      case "getCredential":
        return this.readCredential(ask, command.identity, command.credential);
      case "deleteCredential":
        return this.#deleteCredential(ask, command.identity, command.credential);
      case "listCredentials":
        return this.listCredentials(ask, command.identity);
      case "listGroup":
        return this.#list(ask, "listGroup", this.groupPath(command.group));
      case "listSubscription":
        return this.#list(
          ask,
          "listSubscription",
          `${this.subscription}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`,
        );
    }
  }

  /** Reads an identity. */
  async readIdentity(ask: Ask, identity: number): Promise<void> {
    const told = await this.#ask("getIdentity", ask, "GET", this.identityPath(identity));
    if (this.#isOneOf(told, [200, 404])) {
      this.identities[identity]?.read({ ...told, state: this.#markOf(identity, told.reply) });
    }
  }

  /** Reads a credential. */
  async readCredential(ask: Ask, identity: number, credential: number): Promise<void> {
    const path = this.credentialPath(identity, credential);
    const told = await this.#ask("getCredential", ask, "GET", path);
    if (this.#isOneOf(told, [200, 404])) {
      const state = told.reply.json.properties?.subject;
      this.credentials[identity]?.[credential]?.read({ ...told, state });
    }
  }

  /** Reads all credentials of an identity, which says something of every one. */
  async listCredentials(ask: Ask, identity: number): Promise<void> {
    const path = `${this.identityPath(identity)}/federatedIdentityCredentials`;
    const told = await this.#ask("listCredentials", ask, "GET", path);
    if (!this.#isOneOf(told, [200, 404])) {
      return;
    }
    const items = told.reply.json.value ?? [];
    const subjects = new Map(items.map(({ name, properties }) => [name, properties?.subject]));
    if (items.length > 20 || new Set(subjects.values()).size < items.length) {
      this.wrongs.push(`A list breaks a rule: ${told.reply.text}`);
    }
    this.credentials[identity]?.forEach((history, credential) => {
      history.read({ ...told, state: subjects.get(`fic-${credential}` as never) });
    });
  }

  async #writeIdentity(
    ask: Ask,
    { kind, identity, mark }: Command & { kind: "putIdentity" | "patchIdentity" },
  ): Promise<void> {
    const [method, allowed] = kind === "putIdentity" ? ["PUT", [200, 201]] : ["PATCH", [200, 404]];
    const body = { location: "westeurope", tags: { mark } };
    const told = await this.#ask(kind, ask, String(method), this.identityPath(identity), body);
    if (!this.#isOneOf(told, allowed) || told.reply.status === 404) {
      return;
    }
    if (told.reply.status === 201) {
      this.created[identity]?.add(String(told.reply.json.properties?.principalId));
    }
    const state = told.reply.json.tags?.mark;
    if (state !== mark) {
      this.wrongs.push(`A write was answered with other tags: ${told.reply.text}`);
    }
    this.identities[identity]?.wrote({ ...told, state });
  }

  async #deleteIdentity(ask: Ask, identity: number): Promise<void> {
    const told = await this.#ask("deleteIdentity", ask, "DELETE", this.identityPath(identity));
    if (!this.#isOneOf(told, [200, 204])) {
      return;
    }
    this.identities[identity]?.wrote({ ...told, state: undefined });
    if (told.reply.status === 200) {
      this.deletions[identity] = (this.deletions[identity] ?? 0) + 1;
    }
    for (const history of this.credentials[identity] ?? []) {
      history.wrote({ ...told, state: undefined });
    }
  }

  async #putCredential(
    ask: Ask,
    { identity, credential, subject }: Command & { kind: "putCredential" },
  ): Promise<void> {
    const state = `repo:o/r-${subject}`;
    const body = { properties: { issuer, subject: state, audiences } };
    const path = this.credentialPath(identity, credential);
    const told = await this.#ask("putCredential", ask, "PUT", path, body);
    this.#noteWrite(identity, told);
    // 409 and 400 also for an issuer and subject that are there already, and for one credential too many.
    if (this.#isOneOf(told, [200, 201, 400, 404, 409]) && told.reply.status <= 201) {
      this.credentials[identity]?.[credential]?.wrote({ ...told, state });
    }
  }

  async #deleteCredential(ask: Ask, identity: number, credential: number): Promise<void> {
    const path = this.credentialPath(identity, credential);
    const told = await this.#ask("deleteCredential", ask, "DELETE", path);
    this.#noteWrite(identity, told);
    if (this.#isOneOf(told, [200, 204, 404, 409]) && told.reply.status <= 204) {
      this.credentials[identity]?.[credential]?.wrote({ ...told, state: undefined });
    }
  }

  async #list(ask: Ask, kind: string, path: string): Promise<void> {
    const told = await this.#ask(kind, ask, "GET", path);
    if (!this.#isOneOf(told, [200])) {
      return;
    }
    const names = (told.reply.json.value ?? []).map(({ name }) => name);
    if (new Set(names).size < names.length) {
      this.wrongs.push(`A list has a name twice: ${names.join(", ")}`);
    }
  }

  async #ask(kind: string, ask: Ask, method: string, path: string, body?: object) {
    const sent = this.#moments++;
    const reply = await ask(method, path, body);
    const answer = `${kind} ${reply.status} ${reply.json.error?.code ?? ""}`.trim();
    this.answers.set(answer, (this.answers.get(answer) ?? 0) + 1);
    return { sent, answered: this.#moments++, reply };
  }

  #isOneOf({ reply }: { readonly reply: Reply }, allowed: readonly number[]): boolean {
    if (!allowed.includes(reply.status)) {
      this.wrongs.push(`${reply.status} ${reply.text}`);
    }
    return allowed.includes(reply.status);
  }

  /** The mark of an identity that was answered, whose principal id is noted to be checked. */
  #markOf(identity: number, { status, json }: Reply): string | undefined {
    if (status === 404) {
      return undefined;
    }
    this.principals[identity]?.add(String(json.properties?.principalId));
    return json.tags?.mark;
  }

  #noteWrite(
    identity: number,
    {
      sent,
      answered,
      reply,
    }: { readonly sent: Moment; readonly answered: Moment; readonly reply: Reply },
  ): void {
    const isRefused = reply.json.error?.code === conflict;
    this.credentialWrites.push({ identity, sent, answered, isRefused });
  }
}
