// Dates as endpoints write them: ISO 8601, and the ways of App Service 2017. Loaded when a token's end is one.

const iso8601 =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)T(?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?:\.(?<part>\d+))?)?(?:Z|(?<zone>[+-]\d\d:?\d\d))$/i;
/** "06/20/2019 02:57:58 +00:00" on Linux, "9/21/2019 3:48:00 PM +00:00" on Windows. */
const appService2017Date =
  /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4}) (?<hour>\d{1,2}):(?<minute>\d\d):(?<second>\d\d)(?: (?<half>[AP]M))? (?<zone>[+-]\d\d:\d\d)$/i;

/**
 * Reads a date with its time and zone, in milliseconds since 1970.
 *
 * It writes the text anew in the one form that every engine reads alike, and reads that. A day that no month has
 * comes back as another, or not at all.
 *
 * @returns `undefined` if the text is no date in these forms, or there is no such date.
 */
export function readDate(text: string): number | undefined {
  const fields = (iso8601.exec(text) ?? appService2017Date.exec(text))?.groups ?? {};
  const { year = "", month = "", day = "", minute = "", second = "00", part = "" } = fields;
  const hour = toHour(Number(fields["hour"]), fields["half"]);
  const offsetInMs = toOffset(fields["zone"]);
  const [mm, dd, hh] = [month, day, String(hour)].map((digits) => digits.padStart(2, "0"));
  const milliseconds = part.slice(0, 3).padEnd(3, "0");
  const written = `${year}-${mm}-${dd}T${hh}:${minute}:${second}.${milliseconds}Z`;
  const date = new Date(written);
  const valid = !Number.isNaN(date.getTime() - offsetInMs) && date.toISOString() === written;
  return valid ? date.getTime() - offsetInMs : undefined;
}

function toHour(hour: number, half: string | undefined): number {
  if (half === undefined) {
    return hour;
  }
  const afternoon = half.toUpperCase() === "PM" ? 12 : 0;
  return hour >= 1 && hour <= 12 ? (hour % 12) + afternoon : Number.NaN;
}

/** Clocks differ by at most 14 hours. */
function toOffset(zone = "+00:00"): number {
  const minutes = Number(zone.slice(-2));
  const all = Number(zone.slice(1, 3)) * 60 + minutes;
  return minutes < 60 && all <= 14 * 60
    ? all * (zone.startsWith("-") ? -60_000 : 60_000)
    : Number.NaN;
}
