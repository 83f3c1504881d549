import type { GatewayState } from "@/lib/contract/gateway";

/** What a state is called, what it means, and its color. */
export interface StateWords {
  word: string;
  meaning: string;
  dot: string;
}

/** The states of a gateway's data, in words. */
export const STATE_WORDS: Record<GatewayState, StateWords> = {
  live: { word: "live", meaning: "the last run was complete", dot: "bg-good" },
  partial: { word: "partial", meaning: "the last run ended early; what came is shown", dot: "bg-warn" },
  stale: { word: "stale", meaning: "stored data that no run of this process has confirmed", dot: "bg-warn" },
  embedded: { word: "embedded", meaning: "not fetched yet: the catalog that ships with Gatewayz", dot: "bg-text-3" },
  no_key: { word: "no key", meaning: "its list needs a key that is not set", dot: "bg-text-3" },
  new: { word: "new", meaning: "not read yet, and nothing of it ships with Gatewayz", dot: "bg-text-3" },
  error: { word: "error", meaning: "it was read, but there is no data at all", dot: "bg-bad" },
};
