import type { Json } from "@/lib/contract/json-object";
import { lookup } from "@/lib/contract/lookup";

/** A block of an answer, and its index. */
export interface OpenBlock {
  block: Json;
  at: number;
}

/** Stop reasons in Anthropic's terms. */
export const STOP_REASONS: Record<string, string> = lookup({
  stop: "end_turn",
  length: "max_tokens",
  tool_calls: "tool_use",
  function_call: "tool_use",
  content_filter: "refusal",
});

/** Messages have no images in answers, and a data URL in the text would be read as text in every later request. */
export const imageText = (url: string): string =>
  /^https?:/.test(url)
    ? `![image](${url})`
    : "[An image that Messages can't carry: /v1/chat/completions and /v1/responses can.]";

const TIERS: Readonly<Record<string, string>> = lookup({ priority: "priority", batch: "batch" });

/** All tiers without an equivalent are standard to Anthropic. */
export const tierOf = (tier: string): Json => ({ service_tier: TIERS[tier] ?? "standard" });
