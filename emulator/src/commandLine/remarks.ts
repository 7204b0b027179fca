// What is not usual about an emulator, for the user to see when it starts.

import { resolve } from "node:path";
import { isLoopback } from "../http/hostNames.js";
import type { Settings } from "../options/resolveOptions.js";
import type { Config } from "./readConfig.js";

/** Names, in a column, what is on and would not be by default. What is in no line is as by default. */
export function remarks(
  settings: Settings,
  config: Pick<Config, "clock" | "clockIsFrozen" | "faultCount" | "isClockSet"> | undefined,
): string[] {
  const { host, allowedOrigins, hosting, stateFile, throttling, latencyInMs, pageSize } = settings;
  const clock = `${new Date(config?.clock.now() ?? 0).toISOString()}${config?.clockIsFrozen === true ? ", frozen" : ""}`;
  const lines: readonly (readonly [name: string, text: string | false | undefined])[] = [
    ["State", stateFile !== undefined && `${resolve(stateFile)} (holds keys)`],
    ["Open to", !isLoopback(host) && `${host}: whoever has the token may do everything`],
    ["Browsers", allowedOrigins.length > 0 && `pages of ${allowedOrigins.join(", ")}`],
    ["Latency", String(latencyInMs) !== "0" && `${[latencyInMs].flat().join("-")} ms`],
    ["Writes", writes(settings)],
    ["Propagation", propagation(settings)],
    ["Throttling", throttling !== undefined && "on"],
    ["Registration", registration(settings)],
    ["Page size", pageSize !== 1000 && String(pageSize)],
    ["Compression", settings.compression && "on"],
    ["Faults", config !== undefined && config.faultCount > 0 && String(config.faultCount)],
    ["Clock", config?.isClockSet === true && clock],
    ["Hosting", hosting],
  ];
  return lines.flatMap(([name, text]) =>
    typeof text === "string" ? [`${`${name}:`.padEnd(13)} ${text}`] : [],
  );
}

function writes({ writeDurationInMs, asyncWrites }: Settings): string | undefined {
  const parts = [
    ...(writeDurationInMs === 10 ? [] : [`${writeDurationInMs} ms`]),
    ...(asyncWrites === undefined ? [] : [`answered 202 with ${asyncWrites.header}`]),
  ];
  return parts.length === 0 ? undefined : parts.join(", ");
}

function propagation({ propagation: durations }: Settings): string | undefined {
  const set = Object.entries(durations).filter(([, duration]) => duration > 0);
  const [[, first] = []] = set;
  if (set.length === Object.keys(durations).length && set.every(([, one]) => one === first)) {
    return `${first} ms`;
  }
  return set.length === 0
    ? undefined
    : set.map(([name, duration]) => `${name.replace("InMs", "")} ${duration} ms`).join(", ");
}

function registration({ registration: { state }, stateFile }: Settings): string | undefined {
  return state === "Registered"
    ? undefined
    : `${state}${stateFile === undefined ? "" : " (unless the state file knows better)"}`;
}
