import { z } from "zod";
import { listOf } from "./list-of";

/** Slugs, IDs, or suffixes as OpenRouter's clients write them. */
const Names = listOf(z.string().max(300), 50);
const OfferNames = Names.describe(
  "Gateways, or single offers of one by native id or tag: groq, openrouter/acme/m1:free",
);

const SortBy = z.enum(["price", "throughput", "speed", "latency"]);

/** Routing preferences in OpenRouter's format. Prices in USD per 1M tokens. */
export const ProviderPreferences = z.looseObject({
  order: OfferNames.nullish(),
  only: OfferNames.nullish(),
  ignore: OfferNames.nullish(),
  quantizations: listOf(z.string().max(40), 20).describe("fp16, int8, …, or unknown").nullish(),
  sort: z.union([SortBy, z.looseObject({ by: SortBy.nullish() })]).nullish(),
  max_price: z
    .looseObject({
      prompt: z.coerce.number().min(0).nullish(),
      completion: z.coerce.number().min(0).nullish(),
    })
    .nullish(),
  require_parameters: z.boolean().nullish(),
  allow_fallbacks: z.boolean().nullish(),
});
export type ProviderPreferences = z.infer<typeof ProviderPreferences>;

/** The requested sort order of offers, or null. */
export function sortOf({ sort }: ProviderPreferences): z.infer<typeof SortBy> | null {
  return (typeof sort === "object" ? sort?.by : sort) ?? null;
}

export const MAX_MODEL = 400;
export const MAX_MESSAGES = 10_000;
export const MAX_ROLE = 40;
/** Maximum number of parts of one message: text, images, files. */
export const MAX_PARTS = 10_000;
export const MAX_TOOLS = 512;

/** A message in OpenAI's format; unknown fields pass through. */
export const ChatMessage = z.looseObject({
  role: z.string().max(MAX_ROLE),
  content: z.union([z.string(), listOf(z.looseObject({ type: z.string() }), MAX_PARTS), z.null()]).optional(),
});
export type ChatMessage = z.infer<typeof ChatMessage>;

/** The body of `POST /v1/chat/completions`: fields we use are validated, all others pass through unchanged. */
export const ChatRequest = z.looseObject({
  model: z.string().min(1).max(MAX_MODEL),
  messages: listOf(ChatMessage, MAX_MESSAGES, 1),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  max_tokens: z.number().int().min(1).nullish(),
  max_completion_tokens: z.number().int().min(1).nullish(),
  n: z.number().int().min(1).max(16).nullish(),
  tools: listOf(z.looseObject({}), MAX_TOOLS).nullish(),
  models: Names.nullish(),
  provider: ProviderPreferences.nullish(),
});
export type ChatRequest = z.infer<typeof ChatRequest>;

/** Tool types that the client runs; all others are run, and charged for, by the gateway. */
const CLIENT_TOOLS: readonly unknown[] = [undefined, null, "function", "custom"];

/** Whether a tool is run by the client. */
export const isClientTool = ({ type }: Record<string, unknown>): boolean => CLIENT_TOOLS.includes(type);

/** Whether a request has tools that the client runs; in requests other than chats, `tools` may have any type. */
export const hasClientTools = ({ tools }: Record<string, unknown>): boolean =>
  Array.isArray(tools) && tools.some((tool) => typeof tool === "object" && tool !== null && isClientTool(tool));

/** One offer that was tried for a reply, and its outcome. */
export const Attempt = z.object({
  gateway: z.string(),
  model: z.string(),
  outcome: z.enum(["ok", "failed", "skipped"]),
  status: z.number().int().nullable(),
  reason: z.string().nullable(),
  ms: z.number(),
});
export type Attempt = z.infer<typeof Attempt>;

/** The `gatewayz` field of a reply: the offer that answered, and the failed attempts before it. */
export const ReplyFacts = z.object({
  request_id: z.string(),
  gateway: z.string(),
  native_id: z.string(),
  model: z.string(),
  own_key: z.boolean(),
  attempts: z.array(Attempt),
  ignored: z.array(z.string()).optional().describe("parts of the answer that its protocol cannot carry"),
});
export type ReplyFacts = z.infer<typeof ReplyFacts>;

/**
 * Tokens and cost of an answer. `cost` is in USD, absent when the price is unknown; `cost_source` is whether the
 * gateway reported it or we computed it from prices; `estimated` means we counted the tokens.
 */
export const ReplyUsage = z.looseObject({
  prompt_tokens: z.number().int(),
  completion_tokens: z.number().int(),
  total_tokens: z.number().int(),
  cost: z.number().nullable().optional(),
  cost_source: z.enum(["gateway", "computed"]).optional(),
  estimated: z.boolean().optional(),
});
export type ReplyUsage = z.infer<typeof ReplyUsage>;
