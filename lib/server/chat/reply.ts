import type { ChatRequest, ReplyFacts } from "@/lib/contract/chat";
import type { ModelOffer } from "@/lib/contract/offer";
import { callCost, type TokenCounts } from "@/lib/models/cost";
import { estimateTokens, readUsage } from "./tokens";

/** What was used for a reply, and what that cost in USD; null where the price is not known. */
export interface Bill {
  tokens: TokenCounts;
  cost: number | null;
  estimated: boolean;
}

/** A gateway's usage with the cost; the gateway's own fields stay. */
export function usageWith(usage: Record<string, unknown>, { cost, estimated }: Bill): Record<string, unknown> {
  return { ...usage, cost, ...(estimated ? { estimated } : {}) };
}

/** The bill of a gateway's usage; null when it gave none that can be read. Groq puts its own elsewhere. */
export function billOf(body: Record<string, unknown>, offer: ModelOffer): Bill | null {
  const usage = body.usage ?? (body.x_groq as { usage?: unknown } | null | undefined)?.usage;
  const tokens = readUsage(usage);
  return tokens && { tokens, cost: callCost(offer, tokens), estimated: false };
}

/** The bill by our own count. */
export async function estimateBill(request: ChatRequest, answered: string, offer: ModelOffer): Promise<Bill> {
  const tokens = answered === "" ? { prompt: 0, completion: 0, cached: 0 } : await estimateTokens(request, answered);
  return { tokens, cost: callCost(offer, tokens), estimated: true };
}

/** The usage of a bill in OpenAI's shape. */
export function usageOf({ tokens, cost, estimated }: Bill): Record<string, unknown> {
  return {
    prompt_tokens: tokens.prompt,
    completion_tokens: tokens.completion,
    total_tokens: tokens.prompt + tokens.completion,
    cost,
    ...(estimated ? { estimated } : {}),
  };
}

/**
 * A gateway's JSON with its usage replaced and who answered added. Set into its own text where that is sure: what we do
 * not change goes out byte for byte, and nothing large is written anew.
 */
export function settled(
  text: string,
  body: Record<string, unknown>,
  usage: Record<string, unknown>,
  facts: ReplyFacts,
): string {
  const before = `"usage":${JSON.stringify(body.usage)}`;
  const at = text.indexOf(before);
  const sure = at > 0 && at === text.lastIndexOf('"usage":') && at === text.indexOf('"usage":');
  const end = text.lastIndexOf("}");
  if (!sure || end < at + before.length || "gatewayz" in body)
    return JSON.stringify({ ...body, usage, gatewayz: facts });
  const told = `"usage":${JSON.stringify(usage)}`;
  return `${text.slice(0, at)}${told}${text.slice(at + before.length, end)},"gatewayz":${JSON.stringify(facts)}}`;
}

/** The headers that say who answered, on streams and whole replies alike. */
export function replyHeaders({ gateway, attempts, own_key }: ReplyFacts): Record<string, string> {
  return {
    "x-gatewayz-gateway": gateway,
    "x-gatewayz-attempts": String(attempts.length),
    ...(own_key ? { "x-gatewayz-own-key": "1" } : {}),
  };
}
