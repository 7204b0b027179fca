// When a token ends, in all the forms that endpoints write it.

/** No endpoint gives tokens for longer than about a day; a year leaves room, and shows milliseconds taken for seconds. */
const longestLifeInMs = 366 * 24 * 3_600_000;
/** Tokens that live longer are renewed at half their life. */
const longLifeInMs = 2 * 3_600_000;

/** When a token ends and when to ask for the next, in milliseconds since 1970. */
export interface Lifetime {
  readonly expiresOnTimestamp: number;
  readonly refreshAfterTimestamp: number | undefined;
}

/**
 * Reads `expires_on`: Unix seconds as a number or a string, ISO 8601, or a date of App Service 2017; without it
 * `expires_in`, seconds as a number or a string. `refresh_in`, or half the life of a token that lives longer than
 * two hours, gives the time to ask for the next.
 *
 * @returns `undefined` if there is neither, or what is there makes no sense: a time past, or years away.
 */
export async function readLifetime(
  body: Readonly<Record<string, unknown>>,
  now: number,
): Promise<Lifetime | undefined> {
  const expiresOnTimestamp = await readExpiry(body["expires_on"], body["expires_in"], now);
  const life = (expiresOnTimestamp ?? Number.NaN) - now;
  if (expiresOnTimestamp === undefined || !(life > 0 && life <= longestLifeInMs)) {
    return undefined;
  }
  const refreshInMs = (toSeconds(body["refresh_in"]) ?? 0) * 1_000;
  const afterInMs =
    refreshInMs > 0 && refreshInMs < life
      ? refreshInMs
      : life > longLifeInMs
        ? life / 2
        : undefined;
  return {
    expiresOnTimestamp,
    refreshAfterTimestamp: afterInMs === undefined ? undefined : Math.floor(now + afterInMs),
  };
}

async function readExpiry(
  expiresOn: unknown,
  expiresIn: unknown,
  now: number,
): Promise<number | undefined> {
  if (expiresOn === undefined || expiresOn === null || expiresOn === "") {
    const seconds = toSeconds(expiresIn);
    return seconds === undefined ? undefined : now + seconds * 1_000;
  }
  const seconds = toSeconds(expiresOn);
  if (seconds !== undefined) {
    return seconds * 1_000;
  }
  // Most endpoints write seconds.
  return typeof expiresOn === "string"
    ? (await import("./dates.js")).readDate(expiresOn)
    : undefined;
}

function toSeconds(value: unknown): number | undefined {
  if (typeof value === "number") {
    return Number.isFinite(value) ? value : undefined;
  }
  return typeof value === "string" && /^\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}
