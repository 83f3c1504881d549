import type { ChatRequest } from "@/lib/contract/chat";
import { type Json, listOf, recordOf } from "@/lib/contract/json-object";
import { lookup } from "@/lib/contract/lookup";
import { Lru } from "@/lib/models/lru";
import type { Failure } from "./opened-answer";
import {
  fieldNames,
  hasKind,
  innerFieldNames,
  isAmong,
  NOTHING_REFUSED,
  partName,
  type RefusedPart,
  withParts,
} from "./refused-part";
import { asksToThink, missingReasoning, refusedThinking } from "./required-reasoning";
import { refusedSystem } from "./system-place";
import { isOver, refusedLimit } from "./token-limit";

/** Optional fields that change nothing, or only the quality of an answer. */
const HINTS = [
  "store",
  "metadata",
  "user",
  "safety_identifier",
  "prompt_cache_key",
  "prompt_cache_retention",
  "verbosity",
  "reasoning",
] as const;
/** Optional fields of messages, their parts and calls, and of tools. */
const INNER_HINTS = [
  "reasoning",
  "reasoning_content",
  "reasoning_details",
  "refusal",
  "annotations",
  "cache_control",
  "extra_content",
  "strict",
] as const;
const IN_MESSAGES = /\bmessages\b|\btools\b|role:assistant/;
const REFUSES =
  /unsupported|not (?:supported|permitted|allowed|accepted)|n't (?:supported|permitted|allowed)|unknown|unrecognized|unexpected|extra|cannot find field/i;
const REFUSES_EFFORT = /\befforts?\b|reasoning_?effort/i;
/** Gateways' error texts for a model that always thinks. */
const ALWAYS_THINKS =
  /thinking mode|(?:reasoning|thinking) (?:is mandatory|is required|cannot be (?:disabled|turned off))|(?:cannot|can't) (?:disable|turn off) (?:reasoning|thinking)/i;
/** The standard efforts, each with its replacement at a gateway that refuses it. */
const EFFORTS: Readonly<Record<string, string | null>> = lookup({
  none: "low",
  minimal: "low",
  low: null,
  medium: null,
  high: null,
  xhigh: "high",
  max: "high",
});

const MAX_OFFERS = 5_000;
/** Limited, because clients may send betas of any name. */
const MAX_PARTS = 100;
/** How long a refused field is not sent to an offer, in ms. */
const KEPT_MS = 3_600_000;

/** The parts of requests that offers refuse, each stored for a while. */
export class RefusedParts {
  readonly #known = new Lru<string, { parts: readonly RefusedPart[]; until: number }>(MAX_OFFERS);

  /** The parts that an offer refuses, by its breaker key. */
  of(key: string): readonly RefusedPart[] {
    const entry = this.#known.get(key);
    return entry && entry.until > performance.now() ? entry.parts : NOTHING_REFUSED;
  }

  /** Stores the parts without which an offer has answered, in addition to those of other requests. */
  keep(key: string, parts: readonly RefusedPart[]): void {
    const previous = this.of(key);
    const all = withParts(previous, parts);
    if (all !== previous) this.#known.set(key, { parts: all.slice(-MAX_PARTS), until: performance.now() + KEPT_MS });
  }
}

/** The parts of a request that a gateway's error refuses, in addition to those that it was not sent. */
export function refusedParts(
  { type, message }: Failure,
  request: ChatRequest,
  without: readonly RefusedPart[],
): RefusedPart[] {
  const parts = type === "context_length_exceeded" ? refusedLimit(message, request, without) : [];
  if (type === "invalid_request") parts.push(...namedParts(message, request, without));
  return parts.filter((part) => !isAmong(without, part));
}

function namedParts(message: string, request: ChatRequest, without: readonly RefusedPart[]): RefusedPart[] {
  const effort = effortWithout(request, without);
  // A value that no gateway supports is the caller's mistake.
  if (typeof effort === "string" && effort in EFFORTS && REFUSES_EFFORT.test(message))
    return [{ kind: "effort", effort }];
  const thinking = asksToThink(request) ? refusedThinking(message, without) : [];
  if (thinking.length > 0) return thinking;
  if (effort === "none" && ALWAYS_THINKS.test(message)) return [{ kind: "effort", effort }];
  for (const find of [refusedSystem, refusedLimit, missingReasoning]) {
    const refused = find(message, request, without);
    if (refused.length > 0) return refused;
  }
  if (!REFUSES.test(message)) return [];
  const isNamed = (name: string) => new RegExp(`["'\`.]${name}(?:["'\`:]|$)|: ${name}\\b`).test(message);
  const inner = INNER_HINTS.filter((name) => isNamed(name) && hasInner(request, name)).map(
    (name): RefusedPart => ({ kind: "inner field", name }),
  );
  if (inner.length > 0 && IN_MESSAGES.test(message)) return inner;
  const outer = HINTS.filter((name) => isNamed(name) && request[name] != null).map(
    (name): RefusedPart => ({ kind: "field", name }),
  );
  return outer.length > 0 ? outer : inner;
}

/** The reasoning effort for a gateway that refuses these parts. */
export function effortWithout({ reasoning_effort, reasoning }: ChatRequest, without: readonly RefusedPart[]): unknown {
  if (hasKind(without, "thinking")) return undefined;
  let effort = reasoning_effort ?? (fieldNames(without).includes("reasoning") ? effortIn(reasoning) : undefined);
  while (isAmong(without, { kind: "effort", effort: String(effort) })) effort = EFFORTS[String(effort)] ?? undefined;
  return effort ?? undefined;
}

/** The effort in OpenRouter's `reasoning`. */
function effortIn(reasoning: unknown): unknown {
  const { effort, max_tokens: budget, enabled } = recordOf(reasoning) ?? {};
  if (typeof budget === "number") return effortOf(budget);
  return effort ?? (enabled === false ? "none" : undefined);
}

/** The reasoning effort for a token budget. */
export function effortOf(budget: number): "low" | "medium" | "high" {
  if (budget <= 4_096) return "low";
  return budget <= 16_384 ? "medium" : "high";
}

/** Removes the inner fields among these from messages or tools; the same list when there are none. */
export function withoutInner<T extends Json>(list: readonly T[], without: readonly RefusedPart[]): readonly T[] {
  const inner = innerFieldNames(without);
  return inner.length === 0 ? list : list.map((item) => (recordOf(item) ? (stripped(item, inner) as T) : item));
}

/** Removes the fields from the object and one level below: parts, calls, and functions, but not their schemas. */
function stripped(item: Json, names: readonly string[]): Json {
  const remaining: Json = {};
  for (const [name, value] of Object.entries(item)) {
    if (names.includes(name)) continue;
    if (name === "content" || name === "tool_calls")
      remaining[name] = Array.isArray(value) ? listOf(value).map((part) => stripped(part, names)) : value;
    else remaining[name] = name === "function" && recordOf(value) ? stripped(value as Json, names) : value;
  }
  return remaining;
}

function hasInner({ messages, tools }: ChatRequest, name: string): boolean {
  const has = (item: Json): boolean =>
    name in item ||
    [item.content, item.tool_calls, [item.function]].some((inner) => listOf(inner).some((part) => name in part));
  return [...listOf(messages), ...listOf(tools)].some(has);
}

/** The names of the parts that a request has. */
export function usedAmong(parts: readonly RefusedPart[], request: ChatRequest): string[] {
  // One name represents all fields that turn thinking on.
  const hidden = hasKind(parts, "thinking") ? "reasoning" : null;
  return parts
    .filter((part) => isUsed(part, request))
    .map(partName)
    .filter((name) => name !== hidden);
}

function isUsed(part: RefusedPart, request: ChatRequest): boolean {
  switch (part.kind) {
    case "field":
      return request[part.name] != null;
    case "inner field":
      return hasInner(request, part.name);
    case "effort":
      return request.reasoning_effort === part.effort;
    case "token limit":
      return isOver(part.max, request);
    case "thinking":
      return asksToThink(request);
    // The protocol that has betas lists them itself.
    case "beta":
    // These are moved or added to instead of removed.
    case "missing reasoning":
    case "later system messages":
    case "system messages":
      return false;
  }
}
