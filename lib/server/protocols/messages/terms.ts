import type { Json } from "../json";

/** A block of an answer, and its place. */
export interface OpenBlock {
  block: Json;
  at: number;
}

/** Why an answer ended, in Anthropic's terms. */
export const STOP_REASONS: Record<string, string> = {
  stop: "end_turn",
  length: "max_tokens",
  tool_calls: "tool_use",
  function_call: "tool_use",
  content_filter: "refusal",
};

/** Messages have no images in answers, and one in the text would be read as text by all that follows. */
export const imageText = (url: string): string =>
  /^https?:/.test(url)
    ? `![image](${url})`
    : "[An image that Messages can't carry: /v1/chat/completions and /v1/responses can.]";

const TIERS: Readonly<Record<string, string>> = { priority: "priority", batch: "batch" };

/** At what service an answer was made, as a field of its usage: all others are standard to Anthropic. */
export const tierOf = (tier: string): Json => ({ service_tier: TIERS[tier] ?? "standard" });
