import type { ChatRequest } from "@/lib/contract/chat";
import { gatewayName } from "../providers/names";
import type { AttemptOutcome, Failure } from "./opened-answer";

/** Among the fields that an offer refuses: a limit of tokens over a number. */
const OVER = "max_tokens>";
const FIELDS = ["max_tokens", "max_completion_tokens"] as const;
const MOST: readonly RegExp[] = [
  /max_(?:completion_|output_|new_)?tokens\W{1,3}(?:value )?(?:must be|should be|cannot be|is) (?:less than or equal to|at most|no more than|greater than|<=|≤)\W{0,3}(\d+(?:,\d{3})*)\b/i,
  /supports at most (\d+(?:,\d{3})*) (?:completion|output) tokens/i,
  /max_tokens: \d+ > (\d+), which is the maximum/i,
  /valid range of max_tokens is \[\d+, ?(\d+)\]/i,
];

/** A gateway that names ever lower limits is not asked again and again. */
const MAX_LIMITS = 3;

/** The most tokens that a gateway takes as a limit, as it says in its error; NaN where it says none. */
const mostIn = (message: string): number =>
  Number(
    MOST.map((pattern) => pattern.exec(message)?.[1])
      .find((figure) => figure !== undefined)
      ?.replaceAll(",", ""),
  );

/** Whether a gateway says that a limit of tokens is too high. */
export const refusesLimit = (message: string): boolean => mostIn(message) >= 1;

/** The limit of a request that a gateway refuses, by the most that it takes; null for none. */
export function refusedLimit(message: string, request: ChatRequest, without: readonly string[]): string | null {
  const most = mostIn(message);
  const isNew = without.filter((name) => name.startsWith(OVER)).length < MAX_LIMITS;
  return isNew && most >= 1 && isOver(most, request) ? OVER + most : null;
}

/** A failure of an offer that is asked again with a lower limit where no other takes the one that was asked for. */
export const passedOver = (failure: Failure): Failure => ({ ...failure, failOver: true, lowers: true });

/** The outcome for an offer that is known to take a lower limit only: it is not called. */
export function overLimit(gateway: string, names: readonly string[]): AttemptOutcome {
  const message = `${gatewayName(gateway)} takes at most ${limitAmong(names)} as max_tokens`;
  const failure = { type: "invalid_request" as const, message, status: null, again: false, counts: false };
  return { kind: "failed", failure: passedOver({ ...failure, failOver: true }) };
}

/** The most tokens that an answer may have at an offer that refuses more. */
function limitAmong(names: readonly string[]): number {
  const limits = names.filter((name) => name.startsWith(OVER)).map((name) => Number(name.slice(OVER.length)));
  return Math.min(...limits);
}

/** Whether a request has a limit over the one among these names. */
export const exceedsLimit = (names: readonly string[], request: ChatRequest): boolean =>
  isOver(limitAmong(names), request);

/** The limits of a request, at most the one among these names. */
export function limitsWithin(names: readonly string[], request: ChatRequest): Record<string, number> {
  const most = limitAmong(names);
  return Object.fromEntries(FIELDS.flatMap((name) => ((request[name] ?? 0) > most ? [[name, most]] : [])));
}

const isOver = (most: number, request: ChatRequest) => FIELDS.some((name) => (request[name] ?? 0) > most);
