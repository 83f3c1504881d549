import type { Gateway } from "@/lib/contract/gateway";
import { agoText, countText, dayText } from "@/lib/models/format";
import { countedGateways } from "@/lib/models/gateway-names";

/** The overall data state in a few words, and its tone. */
export interface DataState {
  tone: "good" | "warn" | "muted";
  text: string;
}

/** The overall state of all gateways; their own page has the details. `now` in ms since 1970. */
export function dataState(all: readonly Gateway[], now: number): DataState {
  const gateways = countedGateways(all);
  const syncing = gateways.filter((g) => g.progress);
  const [first] = syncing;
  if (first?.progress) {
    const { rows, expected } = first.progress;
    const of = expected === null ? countText(rows) : `${countText(rows)} of ${countText(expected)}`;
    const more = syncing.length > 1 ? `, ${syncing.length - 1} more` : "";
    return { tone: "warn", text: `Syncing ${first.name}${rows > 0 ? `: ${of}` : ""}${more}` };
  }
  const live = gateways.filter((g) => g.state === "live");
  const builtIn = gateways.filter((g) => g.state === "embedded" || g.state === "no_key");
  if (builtIn.length === gateways.length) {
    return { tone: "muted", text: `Built-in catalog from ${dayOf(times(builtIn)[0])}` };
  }
  if (live.length === gateways.length) return { tone: "good", text: `Updated ${agoOf(times(live).at(-1), now)}` };
  return { tone: "warn", text: `${live.length} of ${gateways.length} gateways live` };
}

function times(gateways: readonly Gateway[]): string[] {
  return gateways.flatMap((g) => g.synced_at ?? []).sort();
}

function agoOf(time: string | undefined, now: number): string {
  return time === undefined ? "at an unknown time" : agoText(Date.parse(time), now);
}

function dayOf(time: string | undefined): string {
  return time === undefined ? "an unknown day" : dayText(Date.parse(time));
}
