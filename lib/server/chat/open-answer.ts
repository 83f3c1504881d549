import type { Attempt, ChatRequest } from "@/lib/contract/chat";
import { ApiError } from "@/lib/contract/error";
import type { ModelOffer } from "@/lib/contract/offer";
import type { Lru } from "@/lib/models/lru";
import type { CancelSignal } from "@/lib/net/cancel-signal";
import { systemClock } from "@/lib/net/deadline";
import { gatewayName } from "../providers/names";
import type { Tracing } from "../trace/tracing";
import { type AskedTask, attempt } from "./attempt";
import { hasUnnamedBeta } from "./betas";
import { type Breakers, breakerKey } from "./breakers";
import { lacksProtocol, refusesFields } from "./native";
import type { AttemptOutcome, Candidate, Failure, OpenedAnswer, Target } from "./opened-answer";
import { toApiError } from "./read-error";
import { type RefusedFields, refusedHints } from "./refused-fields";
import { betaIn, limitIn } from "./refused-names";
import { requiresSigned } from "./required-reasoning";
import type { Targets } from "./targets";
import type { Task } from "./task";
import type { ChatTimes } from "./times";
import { exceedsLimit, isLimitOfPrompt, overLimit, passedOver, refusesLimit } from "./token-limit";

export interface OpenOptions {
  targets: Targets;
  breakers: Breakers;
  times: ChatTimes;
  /** The caller's own keys by gateway, and their owner. */
  own: ReadonlyMap<string, string>;
  ownerId: number | null;
  /** The client: no further attempts once it has left. */
  client: CancelSignal;
  trace: Tracing | null;
  task: Task;
  /** The same in the client's own protocol, for gateways that take it; null if there is none but chat. */
  native: Task | null;
  /** Offers whose gateways do not take it after all, each until a time by `performance.now()`. */
  translated: Lru<string, number>;
  /** The fields that offers refuse. */
  refused: RefusedFields;
  /** The text that the request was parsed from. */
  sent: string | undefined;
  /** Adapts the request to an offer. */
  adapt?: ((request: ChatRequest, offer: ModelOffer) => ChatRequest) | undefined;
  /**
   * Reserves the maximum cost of a call to an offer; throws when the caller may not spend it. Null when there is no
   * limit.
   */
  reserve: ((offer: ModelOffer, ownKey: boolean) => Promise<void> | void) | null;
  /** Called for every attempt, for the live figures. */
  onAttempt(candidate: Candidate, failure: Failure | null): void;
}

/** All offers are tried once, and again after a delay if that may help. */
const ROUNDS = 2;
/** A gateway that did not take a protocol is asked again for it after so long, in ms. */
const TRANSLATED_MS = 3_600_000;

/**
 * Tries the offers in order until one answers; for a stream, that is its first token. Throws the ApiError of the last
 * failure, or of the most informative one.
 */
export async function openAnswer(
  candidates: readonly Candidate[],
  request: ChatRequest,
  attempts: Attempt[],
  options: OpenOptions,
): Promise<OpenedAnswer> {
  const { times, client } = options;
  const began = performance.now();
  const until = began + times.overallMs;
  let left = [...candidates];
  let worst: Failure | null = null;
  for (let round = 1; left.length > 0; round++) {
    const again: Candidate[] = [];
    const lowered: Candidate[] = [];
    let pause = times.pauseMs * (0.5 + Math.random() / 2);
    for (const [at, candidate] of left.entries()) {
      const most = until - performance.now();
      if (most <= 0 || client.canceled) break;
      const isLast = round > 1 || at === left.length - 1;
      const tried = await tryOne({ candidate, request, attempts, options, mostMs: most, isLast });
      if ("outcome" in tried) {
        tried.firstTokenMs = performance.now() - began;
        return tried;
      }
      const { failure } = tried;
      if (!worst || weight(failure) >= weight(worst)) worst = failure;
      if (!failure.failOver) throw toApiError(failure);
      if (failure.again) again.push(candidate);
      if (failure.lowers) lowered.push(candidate);
      const asked = failure.again ? failure.retryAfterSeconds : undefined;
      if (asked !== undefined) pause = Math.max(pause, asked * 1000);
    }
    if (round >= ROUNDS) break;
    const waits = again.length > 0 && pause <= times.longestPauseMs && performance.now() + pause <= until;
    left = waits ? [...again, ...lowered] : lowered;
    if (waits) await pauseFor(pause, client);
  }
  if (client.canceled) throw new ApiError("timeout", "the client has left");
  throw worst ? toApiError(worst) : new ApiError("timeout", `no gateway answered within ${times.overallMs / 1000} s`);
}

interface Try extends Pick<Ask, "request" | "options" | "mostMs" | "isLast"> {
  candidate: Candidate;
  attempts: Attempt[];
}

async function tryOne(how: Try): Promise<OpenedAnswer | { failure: Failure }> {
  const { candidate, request, attempts, options, mostMs, isLast } = how;
  const { targets, breakers, own, ownerId, client, trace, reserve } = options;
  const { gateway, id } = candidate.offer;
  const target = targets.targetOf(candidate, own);
  if (!target) throw new Error(`the plan holds an offer of ${gateway}, which cannot be called`);
  const reserving = reserve?.(candidate.offer, target.ownKey);
  if (reserving) await reserving;
  const key = breakerKey(gateway, id, target.ownKey ? ownerId : null);
  const start = performance.now();
  const span = trace?.attempt(gateway, id) ?? null;
  const sent = span ? { ...target, headers: span.headers(target.headers) } : target;
  const outcome = await breakers.run(key, () => ask({ target: sent, request, options, key, mostMs, isLast }));
  const ms = Math.round(performance.now() - start);
  const note = (how: Attempt["outcome"], status: number | null, reason: string | null) =>
    attempts.push({ gateway, model: id, outcome: how, status, reason, ms });
  if (outcome === null) {
    const wait = Math.max(1, breakers.waitSeconds(key));
    const message = `${gatewayName(gateway)} failed recently or asked to wait: it is not called for another ${wait} s`;
    note("skipped", null, message);
    span?.failed("skipped", null);
    const failure = { type: "provider_unavailable" as const, message, status: null, retryAfterSeconds: wait };
    return { failure: { ...failure, failOver: true, again: false, counts: false } };
  }
  if (outcome.kind === "failed") {
    note("failed", outcome.failure.status, outcome.failure.message);
    span?.failed(client.canceled ? "cancelled" : outcome.failure.type, outcome.failure.status);
    if (!client.canceled && outcome.failure.counts) options.onAttempt(candidate, outcome.failure);
    return { failure: outcome.failure };
  }
  note("ok", 200, null);
  span?.answered();
  options.onAttempt(candidate, null);
  return { candidate, ownKey: target.ownKey, outcome, attempts, span, firstTokenMs: 0 };
}

/** One call of an offer: the key by which is known what it refuses, and how long it may take. */
interface Ask {
  target: Target;
  request: ChatRequest;
  options: OpenOptions;
  key: string;
  mostMs: number;
  /** Whether no other offer may take what this one refuses. */
  isLast: boolean;
}

/** Calls an offer in the client's own protocol where its gateway takes that, else with what a chat makes of the request. */
function ask(how: Ask): Promise<AttemptOutcome> {
  const { target, request, options, key, isLast } = how;
  const { native, translated, refused } = options;
  const known = refused.of(key);
  if (!isLast && exceedsLimit(known, request)) return Promise.resolve(overLimit(target.offer.gateway, known));
  const isNative = native && target.paths[native.endpoint] && (translated.get(key) ?? 0) <= performance.now();
  return isNative ? askNative(how, native, known) : askTranslated(how, known, NONE);
}

async function askNative(how: Ask, task: Task, known: readonly string[]): Promise<AttemptOutcome> {
  const { request, options, key } = how;
  const without = known.filter((name) => limitIn(name) !== null || betaIn(name) !== null);
  const refusedIn: typeof refusedHints = (...error) => task.refused?.(...error) ?? [];
  const asking = { how, asked: { request, task }, refusedIn, without, once: NONE };
  const outcome = await askWithout(asking);
  const refuses = refusesFields(outcome);
  const isOver = outcome.kind === "failed" && outcome.failure.lowers;
  if (options.client.canceled || isOver || !(refuses || lacksProtocol(outcome))) return outcome;
  // What one request has says nothing about the next.
  if (!refuses) options.translated.set(key, performance.now() + TRANSLATED_MS);
  return askTranslated(how, [...new Set([...known, ...asking.without])], asking.once);
}

function askTranslated(how: Ask, without: readonly string[], once: readonly string[]): Promise<AttemptOutcome> {
  const { request, options, target } = how;
  const { task, sent, adapt } = options;
  const asked = adapt ? { request: adapt(request, target.offer), task } : { request, sent, task };
  return askWithout({ how, asked, refusedIn: refusedHints, without, once });
}

/** A call that goes on without what the offer refuses. */
interface AskWithout {
  how: Ask;
  asked: AskedTask;
  /** What a gateway refuses of a request, which it is then asked without. */
  refusedIn: typeof refusedHints;
  /** What the offer does not get, in the end too. */
  without: readonly string[];
  /** Those of them that it gets again from the next request. */
  once: readonly string[];
}

/** Calls an offer without some fields, and again without those that it refuses, as long as there are more. */
async function askWithout(asking: AskWithout): Promise<AttemptOutcome> {
  const { asked, refusedIn } = asking;
  const { target, options, key, mostMs, isLast } = asking.how;
  const { times, client, refused } = options;
  for (;;) {
    const { without, once } = asking;
    const outcome = await attempt(withoutFields(target, without), asked, times, client, mostMs);
    if (outcome.kind !== "failed") {
      if (without.length === 0) return outcome;
      const known = refused.of(key);
      const lasting = without.filter((name) => !once.includes(name));
      if (lasting.some((name) => !known.includes(name))) refused.keep(key, lasting);
      return { ...outcome, refused: without };
    }
    const { failure } = outcome;
    // Another offer may take a limit of tokens that this one would lower.
    if (!isLast && refusesLimit(failure.message)) return { ...outcome, failure: passedOver(failure) };
    const more = client.canceled ? NONE : refusedIn(failure, asked.request, without);
    if (more.length === 0) return outcome;
    const { message } = failure;
    if (isLimitOfPrompt(message) || requiresSigned(message) || hasUnnamedBeta(message, more))
      asking.once = [...once, ...more];
    asking.without = [...without, ...more];
  }
}

const NONE: readonly string[] = [];

const withoutFields = (target: Target, names: readonly string[]): Target =>
  names.length === 0 ? target : { ...target, without: [...target.without, ...names] };

async function pauseFor(ms: number, client: CancelSignal): Promise<void> {
  const over = new AbortController();
  const unsubscribe = client.onCancel(() => over.abort());
  await systemClock.sleep(ms, over.signal).catch(() => undefined);
  unsubscribe();
}

/** Ranks failures for the caller: first what they can change, then what a later retry may fix, then the rest. */
function weight({ type }: Failure): number {
  if (type === "context_length_exceeded" || type === "payload_too_large") return 3;
  if (type === "permission_denied" || type === "payment_required" || type === "invalid_request") return 2;
  return type === "provider_unavailable" ? 0 : 1;
}
