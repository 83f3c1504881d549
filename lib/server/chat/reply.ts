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

/** The bill of a gateway's usage for a call that started at `at`; null without readable usage. Groq puts its own elsewhere. */
export function billOf(body: Record<string, unknown>, offer: ModelOffer, at: Date): Bill | null {
  const usage = body.usage ?? (body.x_groq as { usage?: unknown } | null | undefined)?.usage;
  const tokens = readUsage(usage);
  return tokens && { tokens, cost: callCost(offer, tokens, at), estimated: false };
}

/** The bill by our own count. */
export async function estimateBill(request: ChatRequest, answered: string, offer: ModelOffer, at: Date): Promise<Bill> {
  const tokens = answered === "" ? { prompt: 0, completion: 0, cached: 0 } : await estimateTokens(request, answered);
  return { tokens, cost: callCost(offer, tokens, at), estimated: true };
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

const [OPEN, CLOSE, QUOTE, BACKSLASH] = [123, 125, 34, 92];
const KEY = '"usage"';
const USAGE = `${KEY}:{`;

/**
 * A gateway's JSON with the cost in its usage, and who answered. Set into its own text where that is sure: what we do
 * not change goes out byte for byte, and nothing large is written anew.
 */
export function settled(text: string, body: Record<string, unknown>, bill: Bill, facts: ReplyFacts): string {
  const usage = body.usage as Record<string, unknown>;
  const at = text.indexOf(KEY);
  // A key that stands once, unescaped, is the one that was read.
  const sure = at > 0 && text.startsWith(USAGE, at) && text.indexOf(KEY, at + KEY.length) < 0;
  const end = text.lastIndexOf("}");
  const close = sure ? endOfObject(text, at + USAGE.length) : -1;
  if (close < 0 || close >= end || "cost" in usage || "estimated" in usage || "gatewayz" in body)
    return JSON.stringify({ ...body, usage: usageWith(usage, bill), gatewayz: facts });
  const more = `,"cost":${bill.cost}${bill.estimated ? ',"estimated":true' : ""}}`;
  return `${text.slice(0, close)}${more}${text.slice(close + 1, end)},"gatewayz":${JSON.stringify(facts)}}`;
}

/** Where the object that began before `from` is closed; -1 when it holds escaped text, which is not worth reading here. */
function endOfObject(text: string, from: number): number {
  let open = 1;
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) return -1;
    if (code === QUOTE) quoted = !quoted;
    else if (quoted) continue;
    else if (code === OPEN) open++;
    else if (code === CLOSE && --open === 0) return at;
  }
  return -1;
}

/** The headers that say who answered, on streams and whole replies alike. */
export function replyHeaders({ gateway, attempts, own_key }: ReplyFacts): Record<string, string> {
  return {
    "x-gatewayz-gateway": gateway,
    "x-gatewayz-attempts": String(attempts.length),
    ...(own_key ? { "x-gatewayz-own-key": "1" } : {}),
  };
}
