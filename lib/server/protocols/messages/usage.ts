import type { Json } from "@/lib/contract/json-object";
import { countsOf } from "../deltas";
import { put } from "../json";

/** The usage of a chat answer in Anthropic's terms: `input_tokens` excludes cached tokens. */
export function messagesUsage(usage: Json): Json {
  const { prompt, completion, cached, written } = countsOf(usage);
  const { cost, cost_source } = usage;
  const messageUsage: Json = {
    input_tokens: Math.max(0, prompt - cached - written),
    cache_creation_input_tokens: written,
    cache_read_input_tokens: cached,
    output_tokens: completion,
  };
  put(messageUsage, "cost", cost);
  put(messageUsage, "cost_source", cost_source);
  return messageUsage;
}
