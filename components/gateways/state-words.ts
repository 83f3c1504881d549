import type { GatewayState } from "@/lib/contract/gateway";

/** What a state is called, what it means, and its color. */
export interface StateWords {
  word: string;
  meaning: string;
  tone: "good" | "warn" | "bad" | "plain";
}

/** The states of a gateway's data, in words. */
export const STATE_WORDS: Record<GatewayState, StateWords> = {
  live: { word: "Live", meaning: "The last sync was complete.", tone: "good" },
  partial: { word: "Partial", meaning: "The last sync ended early.", tone: "warn" },
  stale: { word: "Stale", meaning: "Not synced since the server started.", tone: "warn" },
  embedded: { word: "Built-in", meaning: "Not synced yet.", tone: "plain" },
  no_key: { word: "Needs a key", meaning: "Its list needs an API key that is not set.", tone: "plain" },
  new: { word: "New", meaning: "Not synced yet.", tone: "plain" },
  error: { word: "Not responding", meaning: "The last sync failed.", tone: "bad" },
};
