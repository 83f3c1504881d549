import { type Json, recordOf } from "@/lib/contract/json-object";
import type { TokenCounts } from "@/lib/models/cost";
import { readCount, readUsd } from "@/lib/net/figures";
import { choicesOf } from "./chat-event";

/** A gateway's usage report for one answer. */
export interface UsageReport {
  prompt: number | null;
  /** Includes reasoning, even if the gateway counts it separately. */
  completion: number | null;
  cached: number;
  total: number | null;
  /** USD charged according to the gateway. */
  cost: number | null;
  /** The gateway's own fields, which are passed on. */
  fields: Json;
}

/** The usage in the body of a chunk or of a complete response; null when there is none. */
export function usageIn(body: Json): UsageReport | null {
  // Groq puts it into `x_groq`, Moonshot into the choice.
  let report = readReport(recordOf(body.x_groq)?.usage);
  for (const { usage } of choicesOf(body)) report = mergeUsage(report, readReport(usage));
  return mergeUsage(report, readReport(body.usage));
}

/** Merges two reports of one answer: later counts win, unless they are missing. */
export function mergeUsage(earlier: UsageReport | null, later: UsageReport | null): UsageReport | null {
  if (!earlier || !later) return later ?? earlier;
  return readReport({ ...earlier.fields, ...counted(later.fields) });
}

/** The counts of a report; null when prompt or completion is missing. */
export function countsOf({ prompt, completion, cached }: UsageReport): TokenCounts | null {
  return prompt === null || completion === null ? null : { prompt, completion, cached };
}

const XAI_TICKS = 1e10;

function readReport(usage: unknown): UsageReport | null {
  const fields = recordOf(usage);
  if (!fields) return null;
  const prompt = readCount(fields.prompt_tokens) ?? readCount(fields.input_tokens);
  const completion = readCount(fields.completion_tokens) ?? readCount(fields.output_tokens);
  const total = readCount(fields.total_tokens);
  const { cost_in_usd_ticks: ticks } = fields;
  const cost = readUsd(fields.cost) ?? (typeof ticks === "number" ? readUsd(ticks / XAI_TICKS) : null);
  if (prompt === null && completion === null && total === null && cost === null) return null;
  const cached =
    readCount(recordOf(fields.prompt_tokens_details)?.cached_tokens) ??
    readCount(fields.prompt_cache_hit_tokens) ??
    readCount(fields.cached_tokens) ??
    readCount(fields.cache_read_input_tokens) ??
    0;
  const details = recordOf(fields.completion_tokens_details);
  const reasoning = readCount(details?.reasoning_tokens) ?? readCount(fields.reasoning_tokens);
  const written = readCount(fields.cache_creation_input_tokens) ?? 0;
  const counts = { prompt, completion, total, reasoning, cached, written };
  return { prompt: promptOf(counts), completion: completionOf(counts), cached, total, cost, fields };
}

interface Counts {
  written: number;
  prompt: number | null;
  completion: number | null;
  reasoning: number | null;
  cached: number;
  total: number | null;
}

/** Adds cached tokens that are counted separately, as the total or their larger number shows. */
function promptOf({ prompt, completion, cached, written, total }: Counts): number | null {
  if (prompt === null) return rest(total, completion);
  if (cached > prompt) return prompt + cached + written;
  return cached > 0 && rest(total, prompt + (completion ?? 0)) === cached ? prompt + cached : prompt;
}

/** Adds reasoning that xAI and Google count separately, as the total or its larger number shows. */
function completionOf({ prompt, completion, total, reasoning, cached }: Counts): number | null {
  if (completion === null) return rest(total, prompt);
  if (reasoning !== null && reasoning > completion) return completion + reasoning;
  const beside = (prompt === null ? null : rest(total, prompt + completion)) ?? 0;
  if (reasoning) return beside >= reasoning ? completion + reasoning : completion;
  // Google omits the reasoning tokens; the difference to the total may also be a separately counted cache.
  return beside === cached ? completion : completion + beside;
}

const rest = (total: number | null, part: number | null): number | null =>
  total === null || part === null || total < part ? null : total - part;

/** The meaningful fields: no null, no invalid count, and no 0, which may only mean "not counted yet". */
function counted(fields: Json): Json {
  return Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => {
      if (value === null || value === undefined) return false;
      return !name.endsWith("_tokens") || (readCount(value) ?? 0) > 0;
    }),
  );
}
