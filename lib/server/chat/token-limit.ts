import type { ChatRequest } from "@/lib/contract/chat";
import { gatewayName } from "../providers/names";
import type { AttemptOutcome, Failure } from "./opened-answer";
import { ofKind, type RefusedPart } from "./refused-part";

const FIELDS = ["max_tokens", "max_completion_tokens"] as const;
const NUMBER = "(\\d+(?:,\\d{3})*)\\b";
const LIMITS: readonly RegExp[] = [
  new RegExp(
    `max_(?:completion_|output_|new_)?tokens\\W{1,3}(?:value )?(?:must be|should be|cannot be|is) (?:less than or equal to|at most|no more than|greater than|<=|≤)\\W{0,3}${NUMBER}`,
    "i",
  ),
  new RegExp(`supports at most ${NUMBER} (?:completion|output) tokens`, "i"),
  /max_tokens: \d+ > (\d+), which is the maximum/i,
  /valid range of max_tokens is \[\d+, ?(\d+)\]/i,
  /max_tokens\W{1,3}(?:is )?too (?:large|high|big): \d+ > (\d+)\b/i,
];
/** Words of a limit that a gateway computed from the prompt, which differs for the next prompt. */
const OF_PROMPT = /\b(?:prompt|inputs?|messages|remain(?:s|ing)|left|available)\b/i;
/** Gateways' error texts with the size of a context, and the tokens of the prompt. */
const CONTEXTS: readonly { pattern: RegExp; context: number; prompt: number }[] = [
  { pattern: /\d+ > (\d+) - (\d+)/, context: 1, prompt: 2 },
  { pattern: /\b(\d+) \+ \d+ > (\d+)\b/, context: 2, prompt: 1 },
  { pattern: /must be <= (\d+)\. Given: (\d+) `inputs`/, context: 1, prompt: 2 },
];
/** The size of a context, in error texts that list the parts of the prompt. */
const CONTEXT = /maximum context length (?:is|of) (\d+)\b/i;
const PROMPT_PART =
  /\b(\d+) (?:tokens )?(?:in|from|of) (?:(?:the|your) )?(?:(?:text|tool|image|input) )*(?:messages|functions|input|prompt)/gi;
/** With less room than this for the answer, the prompt counts as too long, in tokens. */
export const MIN_ANSWER_TOKENS = 1_024;

/** Maximum number of retries at a gateway that states ever lower limits. */
const MAX_LOWERED_LIMITS = 3;

interface TokenLimit {
  tokens: number;
  isFixed: boolean;
}

/** The token limit in a gateway's error; null for none. */
function limitIn(message: string): TokenLimit | null {
  const room = roomIn(message);
  if (room !== null) return room >= MIN_ANSWER_TOKENS ? { tokens: room, isFixed: false } : null;
  const figure = LIMITS.map((pattern) => pattern.exec(message)?.[1]).find((text) => text !== undefined);
  const limit = Number(figure?.replaceAll(",", ""));
  return limit >= 1 ? { tokens: limit, isFixed: !OF_PROMPT.test(message) } : null;
}

/** The remaining context for the answer according to a gateway's error; null when it states none. */
function roomIn(message: string): number | null {
  for (const { pattern, context, prompt } of CONTEXTS) {
    const match = pattern.exec(message);
    if (match) return Number(match[context]) - Number(match[prompt]);
  }
  const context = CONTEXT.exec(message)?.[1];
  const parts = context === undefined ? [] : [...message.matchAll(PROMPT_PART)];
  return parts.length === 0 ? null : parts.reduce((left, [, tokens]) => left - Number(tokens), Number(context));
}

/** Whether an error means that a token limit is too high. */
export const refusesLimit = (message: string): boolean => limitIn(message) !== null;

/** Whether that limit only applies to this prompt. */
export const isLimitOfPrompt = (message: string): boolean => limitIn(message)?.isFixed === false;

/** The refused token limit of a request, with the maximum that the gateway accepts. */
export function refusedLimit(message: string, request: ChatRequest, without: readonly RefusedPart[]): RefusedPart[] {
  const limit = limitIn(message);
  const isNew = ofKind(without, "token limit").length < MAX_LOWERED_LIMITS;
  const isLower = limit !== null && limit.tokens < limitAmong(without) && isOver(limit.tokens, request);
  return isNew && isLower ? [{ kind: "token limit", max: limit.tokens }] : [];
}

/** The failure of an offer that is called again with a lower limit if no other offer accepts the requested one. */
export const passedOver = (failure: Failure): Failure => ({ ...failure, failOver: true, lowers: true });

/** The outcome for an offer that only accepts a lower limit: it is not called. */
export function overLimit(gateway: string, refused: readonly RefusedPart[]): AttemptOutcome {
  const message = `${gatewayName(gateway)} takes at most ${limitAmong(refused)} as max_tokens`;
  const failure = { type: "invalid_request" as const, message, status: null, retryable: false, counts: false };
  return { kind: "failed", failure: passedOver({ ...failure, failOver: true }) };
}

/** The maximum token limit at an offer that refuses higher ones; Infinity without one. */
export const limitAmong = (parts: readonly RefusedPart[]): number =>
  Math.min(...ofKind(parts, "token limit").map(({ max: most }) => most));

/** Whether a request's token limit exceeds the one among these parts. */
export const exceedsLimit = (parts: readonly RefusedPart[], request: ChatRequest): boolean =>
  parts.length > 0 && isOver(limitAmong(parts), request);

/** The token limits of a request, lowered to the one among these parts. */
export function limitsWithin(parts: readonly RefusedPart[], request: ChatRequest): Record<string, number> {
  const limit = limitAmong(parts);
  return Object.fromEntries(FIELDS.flatMap((name) => ((request[name] ?? 0) > limit ? [[name, limit]] : [])));
}

/** Whether a request has a token limit above `limit`. */
export const isOver = (limit: number, request: ChatRequest): boolean =>
  FIELDS.some((name) => (request[name] ?? 0) > limit);
