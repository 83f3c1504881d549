import type { GatewayState } from "@/lib/contract/gateway";

/** What a state is called, what it means, and its color. */
export interface StateWords {
  word: string;
  meaning: string;
  dot: string;
}

/** The states of a gateway's data, in words. */
export const STATE_WORDS: Record<GatewayState, StateWords> = {
  live: { word: "Live", meaning: "", dot: "bg-good" },
  partial: { word: "Partial", meaning: "Last sync ended early", dot: "bg-warn" },
  stale: { word: "Stale", meaning: "Not synced since the server started", dot: "bg-warn" },
  embedded: { word: "Built-in", meaning: "Not synced yet", dot: "bg-text-3" },
  no_key: { word: "Needs a key", meaning: "Its list needs an API key that is not set", dot: "bg-text-3" },
  new: { word: "New", meaning: "Not synced yet", dot: "bg-text-3" },
  error: { word: "Not responding", meaning: "The sync returned no data", dot: "bg-bad" },
};
