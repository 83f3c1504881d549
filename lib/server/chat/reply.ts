import type { ChatRequest, ReplyFacts, ReplyUsage } from "@/lib/contract/chat";
import { type Json, recordOf } from "@/lib/contract/json-object";
import type { ModelOffer } from "@/lib/contract/offer";
import { callCost, type TokenCounts } from "@/lib/models/cost";
import { readCount, readUsd } from "@/lib/net/figures";
import { estimateTokens } from "./tokens";
import { countsOf, type UsageReport } from "./usage-report";

/** Tokens and cost of an answer in USD; null when the price is unknown. */
export interface Bill {
  tokens: TokenCounts;
  cost: number | null;
  /** The source of the cost: the gateway, or our calculation from its prices. */
  costSource: "gateway" | "computed";
  /** We counted at least some of the tokens. */
  estimated: boolean;
  /** The other fields of the gateway's usage. */
  fields: Json;
}

/** A whole answer: the gateway's response as text and parsed, its billed usage, and the reply facts. */
export interface WholeReply {
  text: string;
  body: Json;
  usage: Json;
  facts: ReplyFacts;
}

interface Sale {
  offer: ModelOffer;
  at: Date;
  costOf?(offer: ModelOffer, tokens: TokenCounts, at: Date): number | null;
  /** Whether the prompt is charged for even if the answer has no text. */
  isTextless?: boolean;
}

/** The bill of an answer as its gateway reported it; null when we have to count tokens. */
export function reportedBill(report: UsageReport | null, sale: Sale): Bill | null {
  const tokens = report && countsOf(report);
  return tokens && billOf(tokens, report, sale, false);
}

/** The bill of an answer, with our own count of what its gateway did not report. */
export async function estimatedBill(
  report: UsageReport | null,
  request: ChatRequest,
  answered: string,
  sale: Sale,
): Promise<Bill> {
  const nothing = answered === "" && report === null && !sale.isTextless;
  const counted = nothing ? { prompt: 0, completion: 0, cached: 0 } : await estimateTokens(request, answered);
  const tokens = {
    prompt: report?.prompt ?? counted.prompt,
    completion: report?.completion ?? counted.completion,
    cached: report?.cached ?? 0,
  };
  return billOf(tokens, report, sale, true);
}

function billOf(
  tokens: TokenCounts,
  report: UsageReport | null,
  { offer, at, costOf = callCost }: Sale,
  estimated: boolean,
): Bill {
  const reported = report?.cost ?? null;
  const costSource = reported === null ? "computed" : "gateway";
  return { tokens, cost: reported ?? costOf(offer, tokens, at), costSource, estimated, fields: report?.fields ?? {} };
}

/** Fields of usage that we always set ourselves. */
const BILLED: ReadonlySet<string> = new Set(["cost", "cost_source", "estimated"]);

/** A bill as `usage` in OpenAI's format, with the gateway's own fields; omits an unknown cost. */
export function usageOf({ tokens, cost, costSource, estimated, fields }: Bill): Json & ReplyUsage {
  const usage = {} as Json & ReplyUsage;
  for (const name in fields) {
    if (BILLED.has(name)) continue;
    const details = name.endsWith("_details") ? recordOf(fields[name]) : null;
    (usage as Json)[name] = details ? withNumbers(details) : fields[name];
  }
  const details = recordOf(usage.prompt_tokens_details);
  if (tokens.cached > 0 && readCount(details?.cached_tokens) === null)
    usage.prompt_tokens_details = { ...details, cached_tokens: tokens.cached };
  usage.prompt_tokens = tokens.prompt;
  usage.completion_tokens = tokens.completion;
  usage.total_tokens = Math.max(tokens.prompt + tokens.completion, readCount(fields.total_tokens) ?? 0);
  if (cost !== null) {
    usage.cost = cost;
    usage.cost_source = costSource;
  }
  if (estimated) usage.estimated = true;
  return usage;
}

/** Converts counts sent as text to numbers; returns the same object when nothing changes. */
function withNumbers(details: Json): Json {
  if (!Object.values(details).some((value) => typeof value === "string")) return details;
  return Object.fromEntries(Object.entries(details).map(([name, value]) => [name, readUsd(value) ?? value]));
}

const [OPEN, CLOSE, QUOTE, BACKSLASH] = [123, 125, 34, 92];
const KEY = '"usage"';
const USAGE = `${KEY}:{`;

/**
 * Adds the billed usage, as returned by `usageOf`, and the reply facts to a gateway's JSON. Spliced into the original
 * text where that is safe, so that unchanged parts stay byte for byte and large bodies are not serialized again.
 */
export function withBilledUsage({ text, body, usage, facts }: WholeReply): string {
  const at = text.indexOf(KEY);
  // A key that occurs once, unescaped, is the one that was parsed.
  const sure = at > 0 && text.startsWith(USAGE, at) && text.indexOf(KEY, at + KEY.length) < 0 && !("gatewayz" in body);
  const end = text.lastIndexOf("}");
  const close = sure ? endOfObject(text, at + USAGE.length) : -1;
  const more = close < 0 || close >= end ? null : addedTo(recordOf(body.usage), usage);
  if (more === null) return JSON.stringify({ ...body, usage, gatewayz: facts });
  return `${text.slice(0, close)}${more}${text.slice(close, end)},"gatewayz":${JSON.stringify(facts)}}`;
}

/** The fields `usage` has in addition to what was received, as text to append; null when a received value differs. */
function addedTo(received: Json | null, usage: Json): string | null {
  if (!received) return null;
  let kept = 0;
  let text = "";
  for (const name in usage) {
    if (!Object.hasOwn(received, name)) text += `,${JSON.stringify(name)}:${JSON.stringify(usage[name])}`;
    else if (received[name] === usage[name]) kept++;
    else return null;
  }
  if (kept < Object.keys(received).length) return null;
  return kept === 0 ? text.slice(1) : text;
}

/** The end of the object that started before `from`; -1 when it contains escapes, which are not worth parsing here. */
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

/** The headers of a reply: its content type, and the offer that answered. */
export function replyHeaders({ gateway, attempts, own_key }: ReplyFacts, type: string): Record<string, string> {
  const headers: Record<string, string> = {
    "content-type": type,
    "x-gatewayz-gateway": gateway,
    "x-gatewayz-attempts": String(attempts.length),
  };
  if (own_key) headers["x-gatewayz-own-key"] = "1";
  return headers;
}
