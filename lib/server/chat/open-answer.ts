import type { Attempt } from "@/lib/contract/chat";
import { ApiError } from "@/lib/contract/error";
import type { CancelSignal } from "@/lib/net/cancel-signal";
import { systemClock } from "@/lib/net/deadline";
import { gatewayName } from "../providers/names";
import { askOffer } from "./ask-offer";
import { breakerKey } from "./breakers";
import type { OpenOptions } from "./open-options";
import type { Candidate, Failure, OpenedAnswer } from "./opened-answer";
import { toApiError } from "./read-error";

/** All offers are tried once, and again after a delay if that may help. */
const ROUNDS = 2;

/** Tries the offers in order until one answers. Throws the ApiError of the most informative failure. */
export async function openAnswer(candidates: readonly Candidate[], options: OpenOptions): Promise<OpenedAnswer> {
  const { times, client } = options;
  const began = performance.now();
  const until = began + times.overallMs;
  let remaining = [...candidates];
  let worst: Failure | null = null;
  for (let round = 1; remaining.length > 0; round++) {
    const retryable: Candidate[] = [];
    const lowered: Candidate[] = [];
    let pause = times.pauseMs * (0.5 + Math.random() / 2);
    for (const [at, candidate] of remaining.entries()) {
      const mostMs = until - performance.now();
      if (mostMs <= 0 || client.canceled) break;
      const isLast = round > 1 || at === remaining.length - 1;
      const tried = await tryOffer(candidate, options, mostMs, isLast);
      if ("outcome" in tried) {
        tried.firstTokenMs = performance.now() - began;
        return tried;
      }
      const { failure } = tried;
      if (!worst || weight(failure) >= weight(worst)) worst = failure;
      if (!failure.failOver) throw toApiError(failure);
      if (failure.retryable) retryable.push(candidate);
      if (failure.lowers) lowered.push(candidate);
      const retryAfter = failure.retryable ? failure.retryAfterSeconds : undefined;
      if (retryAfter !== undefined) pause = Math.max(pause, retryAfter * 1000);
    }
    if (round >= ROUNDS) break;
    const waits = retryable.length > 0 && pause <= times.longestPauseMs && performance.now() + pause <= until;
    remaining = waits ? [...retryable, ...lowered] : lowered;
    if (waits) await pauseFor(pause, client);
  }
  if (client.canceled) throw new ApiError("timeout", "the client has left");
  throw worst ? toApiError(worst) : new ApiError("timeout", `no gateway answered within ${times.overallMs / 1000} s`);
}

async function tryOffer(
  candidate: Candidate,
  options: OpenOptions,
  mostMs: number,
  isLast: boolean,
): Promise<OpenedAnswer | { failure: Failure }> {
  const { endpoints, breakers, ownKeys, ownerId, client, trace, attempts, reserve } = options;
  const { gateway, id } = candidate.offer;
  const endpoint = endpoints.endpointOf(candidate, ownKeys);
  if (!endpoint) throw new Error(`the plan holds an offer of ${gateway}, which cannot be called`);
  const reserving = reserve?.(candidate.offer, endpoint.ownKey);
  if (reserving) await reserving;
  const key = breakerKey(gateway, id, endpoint.ownKey ? ownerId : null);
  const start = performance.now();
  const span = trace?.attempt(gateway, id) ?? null;
  const traced = span ? { ...endpoint, headers: span.headers(endpoint.headers) } : endpoint;
  const outcome = await breakers.run(key, () => askOffer({ endpoint: traced, options, key, mostMs, isLast }));
  const ms = Math.round(performance.now() - start);
  const note = (how: Attempt["outcome"], status: number | null, reason: string | null) =>
    attempts.push({ gateway, model: id, outcome: how, status, reason, ms });
  if (outcome === null) {
    const failure = pausedFailure(gateway, breakers.waitSeconds(key));
    note("skipped", null, failure.message);
    span?.failed("skipped", null);
    return { failure };
  }
  if (outcome.kind === "failed") {
    const { failure } = outcome;
    note("failed", failure.status, failure.message);
    span?.failed(client.canceled ? "cancelled" : failure.type, failure.status);
    if (!client.canceled && failure.counts) options.onAttempt(candidate, failure);
    return { failure };
  }
  note("ok", 200, null);
  span?.answered();
  options.onAttempt(candidate, null);
  return { candidate, ownKey: endpoint.ownKey, outcome, attempts, span, firstTokenMs: 0 };
}

/** The failure of an offer whose circuit breaker is open. */
function pausedFailure(gateway: string, seconds: number): Failure {
  const wait = Math.max(1, seconds);
  const message = `${gatewayName(gateway)} failed recently or asked to wait: it is not called for another ${wait} s`;
  const failure = { type: "provider_unavailable" as const, message, status: null, retryAfterSeconds: wait };
  return { ...failure, failOver: true, retryable: false, counts: false };
}

async function pauseFor(ms: number, client: CancelSignal): Promise<void> {
  const over = new AbortController();
  const unsubscribe = client.onCancel(() => over.abort());
  await systemClock.sleep(ms, over.signal).catch(() => undefined);
  unsubscribe();
}

/** Ranks failures: those that the caller can fix, then those that a later retry may fix. */
function weight({ type }: Failure): number {
  if (type === "context_length_exceeded" || type === "payload_too_large") return 3;
  if (type === "permission_denied" || type === "payment_required" || type === "invalid_request") return 2;
  return type === "provider_unavailable" ? 0 : 1;
}
