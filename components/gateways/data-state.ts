import type { Gateway } from "@/lib/contract/gateway";
import { ageText, countText, dayText } from "@/lib/models/format";

/** How the data stands as a whole: a sentence, and whether it is good, partly good, or not of now. */
export interface DataState {
  tone: "good" | "warn" | "muted";
  text: string;
}

/** The state of all gateways in one line; `now` in ms since 1970. */
export function dataState(gateways: readonly Gateway[], now: number): DataState {
  const loading = gateways.find((g) => g.progress);
  if (loading?.progress) {
    const { rows, expected } = loading.progress;
    const of = expected === null ? countText(rows) : `${countText(rows)} of ${countText(expected)}`;
    const others = gateways.filter((g) => g.progress).length - 1;
    const failed = gateways.filter((g) => !g.progress && g.state === "error").flatMap((g) => noteOf(g, now) ?? []);
    const reading = `${loading.slug}: ${of}, loading${others > 0 ? ` · ${others} more` : ""}`;
    return { tone: "warn", text: [reading, ...shortened(failed)].join("; ") };
  }
  const live = gateways.filter((g) => g.state === "live");
  const shipped = gateways.filter((g) => g.state === "embedded" || g.state === "no_key");
  if (shipped.length === gateways.length) {
    return { tone: "muted", text: `embedded catalog of ${dayOf(oldest(shipped))}` };
  }
  if (live.length === gateways.length) {
    return { tone: "good", text: `all gateways live, updated ${ageOf(newest(live), now)} ago` };
  }
  const notes = [
    ...gateways.flatMap((g) => noteOf(g, now) ?? []),
    ...(shipped.length > 0 ? [`${shipped.length} from the embedded catalog of ${dayOf(oldest(shipped))}`] : []),
  ];
  return { tone: "warn", text: [`${live.length} of ${gateways.length} live`, ...shortened(notes)].join("; ") };
}

const MAX_NOTES = 2;

/** The first notes, and how many more there are: the state is one line. */
function shortened(notes: readonly string[]): string[] {
  const more = notes.length - MAX_NOTES;
  return more > 0 ? [...notes.slice(0, MAX_NOTES), `${more} more`] : [...notes];
}

function noteOf(gateway: Gateway, now: number): string | null {
  switch (gateway.state) {
    case "stale":
      return `${gateway.slug}: last seen ${ageOf(gateway.synced_at, now)} ago`;
    case "partial":
      return `${gateway.slug}: only ${countText(gateway.unique)} came`;
    case "new":
      return `${gateway.slug}: not read yet`;
    case "error":
      return `${gateway.slug}: no data`;
    default:
      return null;
  }
}

function newest(gateways: readonly Gateway[]): string | null {
  return (
    gateways
      .flatMap((g) => g.synced_at ?? [])
      .sort()
      .at(-1) ?? null
  );
}

function oldest(gateways: readonly Gateway[]): string | null {
  return gateways.flatMap((g) => g.synced_at ?? []).sort()[0] ?? null;
}

function ageOf(time: string | null, now: number): string {
  return time === null ? "an unknown time" : ageText(now - Date.parse(time));
}

function dayOf(time: string | null): string {
  return time === null ? "an unknown day" : dayText(Date.parse(time));
}
