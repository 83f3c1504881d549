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
/** A limit that a gateway computed from the prompt is another one for the next. */
const OF_PROMPT = /\b(?:prompt|inputs?|messages|remain(?:s|ing)|left|available)\b/i;
/** How gateways say what a context holds, and how much of it the prompt takes. */
const CONTEXTS: readonly { pattern: RegExp; context: number; prompt: number }[] = [
  { pattern: /\d+ > (\d+) - (\d+)/, context: 1, prompt: 2 },
  { pattern: /\b(\d+) \+ \d+ > (\d+)\b/, context: 2, prompt: 1 },
  { pattern: /must be <= (\d+)\. Given: (\d+) `inputs`/, context: 1, prompt: 2 },
];
/** The same, where it says how the prompt is made up. */
const CONTEXT = /maximum context length (?:is|of) (\d+)\b/i;
const PROMPT_PART =
  /\b(\d+) (?:tokens )?(?:in|from|of) (?:(?:the|your) )?(?:(?:text|tool|image|input) )*(?:messages|functions|input|prompt)/gi;
/** With less room than this for the answer, the prompt is too long. */
export const LEAST_ROOM = 1_024;

/** How often a gateway that names ever lower limits is asked again. */
const MAX_LIMITS = 3;

/** The most tokens that a gateway takes as a limit, and whether it takes them with any prompt. */
interface TokenLimit {
  most: number;
  isFixed: boolean;
}

/** The limit that a gateway names in its error; null for none. */
function limitIn(message: string): TokenLimit | null {
  const room = roomIn(message);
  if (room !== null) return room >= LEAST_ROOM ? { most: room, isFixed: false } : null;
  const figure = LIMITS.map((pattern) => pattern.exec(message)?.[1]).find((found) => found !== undefined);
  const most = Number(figure?.replaceAll(",", ""));
  return most >= 1 ? { most, isFixed: !OF_PROMPT.test(message) } : null;
}

/** What the prompt leaves of a context, as a gateway says in its error; null where it does not. */
function roomIn(message: string): number | null {
  for (const { pattern, context, prompt } of CONTEXTS) {
    const found = pattern.exec(message);
    if (found) return Number(found[context]) - Number(found[prompt]);
  }
  const context = CONTEXT.exec(message)?.[1];
  const parts = context === undefined ? [] : [...message.matchAll(PROMPT_PART)];
  return parts.length === 0 ? null : parts.reduce((left, [, tokens]) => left - Number(tokens), Number(context));
}

/** Whether a gateway says that a limit of tokens is too high. */
export const refusesLimit = (message: string): boolean => limitIn(message) !== null;

/** Whether that limit holds for this prompt alone. */
export const isLimitOfPrompt = (message: string): boolean => limitIn(message)?.isFixed === false;

/** The limit of a request that a gateway refuses, by the most that it takes. */
export function refusedLimit(message: string, request: ChatRequest, without: readonly RefusedPart[]): RefusedPart[] {
  const limit = limitIn(message);
  const isNew = ofKind(without, "token limit").length < MAX_LIMITS;
  const isLower = limit !== null && limit.most < limitAmong(without) && isOver(limit.most, request);
  return isNew && isLower ? [{ kind: "token limit", most: limit.most }] : [];
}

/** A failure of an offer that is asked again with a lower limit if no other offer takes the requested one. */
export const passedOver = (failure: Failure): Failure => ({ ...failure, failOver: true, lowers: true });

/** The outcome for an offer that is known to take a lower limit only: it is not called. */
export function overLimit(gateway: string, known: readonly RefusedPart[]): AttemptOutcome {
  const message = `${gatewayName(gateway)} takes at most ${limitAmong(known)} as max_tokens`;
  const failure = { type: "invalid_request" as const, message, status: null, again: false, counts: false };
  return { kind: "failed", failure: passedOver({ ...failure, failOver: true }) };
}

/** The most tokens that an answer may have at an offer that refuses more; Infinity where it refuses none. */
export const limitAmong = (parts: readonly RefusedPart[]): number =>
  Math.min(...ofKind(parts, "token limit").map(({ most }) => most));

/** Whether a request has a limit over the one among these. */
export const exceedsLimit = (parts: readonly RefusedPart[], request: ChatRequest): boolean =>
  parts.length > 0 && isOver(limitAmong(parts), request);

/** The limits of a request, at most the one among these. */
export function limitsWithin(parts: readonly RefusedPart[], request: ChatRequest): Record<string, number> {
  const most = limitAmong(parts);
  return Object.fromEntries(FIELDS.flatMap((name) => ((request[name] ?? 0) > most ? [[name, most]] : [])));
}

/** Whether a request has a limit over this one. */
export const isOver = (most: number, request: ChatRequest): boolean =>
  FIELDS.some((name) => (request[name] ?? 0) > most);
