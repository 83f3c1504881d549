import type { Log } from "../log";
import type { Metrics } from "../metrics";
import { isFailure, type LiveSample, type LiveStats, speedOf } from "./live-stats";
import type { CallRecord } from "./record";
import type { UsageWriter } from "./usage-writer";

/**
 * Calls are recorded in batches this often, in ms: one by one, between responses, they would cost several times as
 * much.
 */
const FLUSH_MS = 50;

interface LedgerOptions {
  writer: UsageWriter;
  metrics: Metrics;
  live: LiveStats;
  log: Log;
}

/** Records every finished call: usage, figures, and log. */
export class Ledger {
  readonly #options: LedgerOptions;
  #waiting: CallRecord[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(options: LedgerOptions) {
    this.#options = options;
  }

  add(call: CallRecord): void {
    this.#waiting.push(call);
    this.#timer ??= setTimeout(() => this.enter(), FLUSH_MS);
  }

  /** Records all pending calls. */
  enter(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const calls = this.#waiting;
    this.#waiting = [];
    const { writer, metrics, live, log } = this.#options;
    const logged = log.isLevelEnabled("info");
    for (const call of calls) {
      try {
        writer.add(call);
        metrics.chat(call);
        if (call.outcome !== "cancelled" && call.gateway !== "") live.add(sampleOf(call));
        if (logged) log.info(call, "chat");
      } catch (error) {
        log.error({ err: error, requestId: call.requestId }, "a call could not be recorded in full");
      }
    }
  }
}

/** Errors about a single request say nothing about the offer. */
const ABOUT_REQUEST: ReadonlySet<CallRecord["errorType"]> = new Set([
  "invalid_request",
  "context_length_exceeded",
  "content_policy_violation",
  "payload_too_large",
] as const);

function sampleOf(call: CallRecord): LiveSample {
  return {
    at: call.at,
    gateway: call.gateway,
    nativeId: call.nativeId,
    failed: isFailure(call.outcome) && !ABOUT_REQUEST.has(call.errorType),
    firstTokenMs: call.firstTokenMs,
    tokensPerSecond: speedOf(call.completionTokens, call.durationMs, call.firstTokenMs),
  };
}
