import type { Gateway, GatewayState } from "@/lib/contract/gateway";
import { agoText } from "@/lib/models/format";

interface StateWords {
  word: string;
  meaning: string;
  tone: "good" | "warn" | "bad" | "plain";
}

const STATE_WORDS: Record<GatewayState, StateWords> = {
  live: { word: "Live", meaning: "The last sync was complete.", tone: "good" },
  partial: { word: "Partial", meaning: "The last sync ended early.", tone: "warn" },
  stale: { word: "Stale", meaning: "Not synced since the server started.", tone: "warn" },
  embedded: { word: "Built-in", meaning: "Not synced yet.", tone: "plain" },
  no_key: { word: "Needs a key", meaning: "Its list needs an API key that is not set.", tone: "plain" },
  new: { word: "New", meaning: "Not synced yet.", tone: "plain" },
  error: { word: "Not responding", meaning: "The last sync failed.", tone: "bad" },
};

type Fields = Pick<Gateway, "name" | "state" | "error" | "synced_at" | "unique" | "key_env">;

/** What is wrong with a gateway, in one or two sentences; null if nothing is. Its page has the raw error. */
export function troubleText(gateway: Fields, now: number): string | null {
  const { name, state, error, synced_at, unique, key_env } = gateway;
  if (state === "no_key") return `${name} shares its list only with an API key${key_env ? `: set ${key_env}` : ""}.`;
  if (!error) return null;
  const savedList =
    synced_at === null ? "" : ` Showing its list from ${sinceText(agoText(Date.parse(synced_at), now))}.`;
  return `${causeText(name, error)}${unique === 0 ? " Its models are missing." : savedList}`;
}

/** A gateway's state in a word or two; distinguishes a rate limit from an outage. */
export function stateWords({ state, error }: Pick<Gateway, "state" | "error">): StateWords {
  if (!error || state === "no_key" || state === "live") return STATE_WORDS[state];
  if (statusIn(error) === 429) return { ...STATE_WORDS.partial, word: "Rate limited" };
  return state === "partial" ? STATE_WORDS.partial : STATE_WORDS.error;
}

function causeText(name: string, error: string): string {
  const status = statusIn(error);
  if (status === 429) return `${name} asked us to slow down.`;
  if (status === 401 || status === 403) return `${name} refused its API key (HTTP ${status}).`;
  if (/instead of JSON/.test(error)) return `${name} sent something other than a list.`;
  if (status !== null) return `${name} returned an error (HTTP ${status}).`;
  if (/deadline/.test(error)) return `${name} did not answer in time.`;
  if (/could not be reached/.test(error)) return `${name} could not be reached.`;
  return `${name}’s last sync ended early.`;
}

function statusIn(error: string): number | null {
  const [, status] = /\banswered (\d{3})\b/.exec(error) ?? [];
  return status === undefined ? null : Number(status);
}

function sinceText(ago: string): string {
  return /ago$|^yesterday$/.test(ago) ? ago : ago === "just now" ? "a moment ago" : ago;
}
