import type { LiveFigures } from "@/lib/contract/usage";
import type { CallRecord } from "../chat/record";

/** One call's contribution to the figures of its offer. */
export interface LiveSample {
  at: number;
  gateway: string;
  nativeId: string;
  failed: boolean;
  firstTokenMs: number | null;
  tokensPerSecond: number | null;
}

const WINDOW_MINUTES = 60;
/** Fewer calls within the window are not meaningful. */
const ENOUGH = 20;
const MAX_SAMPLES = 500;
const FRESH_MS = 5_000;

interface Ring {
  samples: LiveSample[];
  figures: LiveFigures | null;
  at: number;
}

/** Figures of offers from the last hour's calls, of all processes. */
export class LiveStats {
  readonly #rings = new Map<string, Ring>();

  get empty(): boolean {
    return this.#rings.size === 0;
  }

  /** Called for each call of this process, to share it. */
  onAdd: (sample: LiveSample) => void = () => {};

  /** Adds a call of this process. */
  add(sample: LiveSample): void {
    this.addForeign(sample);
    this.onAdd(sample);
  }

  /** Adds a call of another process, or an earlier one. */
  addForeign(sample: LiveSample): void {
    const key = `${sample.gateway} ${sample.nativeId}`;
    const ring = this.#rings.get(key) ?? { samples: [], figures: null, at: 0 };
    this.#rings.set(key, ring);
    ring.samples.push(sample);
    if (ring.samples.length > MAX_SAMPLES * 2) ring.samples = ring.samples.slice(-MAX_SAMPLES);
  }

  /** Null when there is not enough traffic. */
  of(gateway: string, nativeId: string, now = Date.now()): LiveFigures | null {
    const ring = this.#rings.get(`${gateway} ${nativeId}`);
    if (!ring || ring.samples.length < ENOUGH) return null;
    if (now - ring.at < FRESH_MS) return ring.figures;
    ring.samples = recent(ring.samples, now);
    ring.at = now;
    ring.figures = ring.samples.length < ENOUGH ? null : figuresOf(ring.samples);
    return ring.figures;
  }

  /** The error rate of the last minutes, at most 60; null when there is not enough traffic. */
  errorRate(gateway: string, nativeId: string, minutes: number, now = Date.now()): number | null {
    const samples = (this.#rings.get(`${gateway} ${nativeId}`)?.samples ?? []).filter(
      ({ at }) => now - at < minutes * 60_000,
    );
    return samples.length < ENOUGH ? null : errorRateOf(samples);
  }

  /** The figures of all offers of a gateway combined; null when there is not enough traffic. */
  ofGateway(gateway: string, now = Date.now()): LiveFigures | null {
    if (this.empty) return null;
    const all = [...this.#rings].flatMap(([key, { samples }]) => (key.startsWith(`${gateway} `) ? samples : []));
    const samples = all.filter(({ at }) => now - at < WINDOW_MINUTES * 60_000);
    return samples.length < ENOUGH ? null : figuresOf(samples);
  }
}

function recent(samples: readonly LiveSample[], now: number): LiveSample[] {
  return samples.slice(-MAX_SAMPLES).filter(({ at }) => now - at < WINDOW_MINUTES * 60_000);
}

function figuresOf(samples: readonly LiveSample[]): LiveFigures {
  const error_rate = errorRateOf(samples);
  return {
    window_minutes: WINDOW_MINUTES,
    requests: samples.length,
    first_token_ms: spread(samples.map(({ firstTokenMs }) => firstTokenMs)),
    tokens_per_second: spread(samples.map(({ tokensPerSecond }) => tokensPerSecond)),
    error_rate,
    uptime: round(1 - error_rate, 4),
  };
}

function errorRateOf(samples: readonly LiveSample[]): number {
  return round(samples.filter(({ failed }) => failed).length / samples.length, 4);
}

function spread(values: readonly (number | null)[]): { p50: number; p95: number } | null {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (sorted.length < ENOUGH) return null;
  const at = (part: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0, 1);
  return { p50: at(0.5), p95: at(0.95) };
}

const round = (value: number, digits: number) => Number(value.toFixed(digits));

/** Output tokens per second of a call; null for calls that are too short to measure. */
function speedOf(tokens: number | null, durationMs: number, firstTokenMs: number | null): number | null {
  const ms = firstTokenMs === null ? 0 : durationMs - firstTokenMs;
  return tokens === null || tokens < 10 || ms < 50 ? null : Math.round((tokens * 10_000) / ms) / 10;
}

/** Errors about a single request say nothing about the offer. */
const ABOUT_REQUEST: ReadonlySet<string | null> = new Set([
  "invalid_request",
  "context_length_exceeded",
  "content_policy_violation",
  "payload_too_large",
]);

type SampledCall = Pick<
  CallRecord,
  "at" | "gateway" | "nativeId" | "firstTokenMs" | "durationMs" | "completionTokens"
> & {
  outcome: string;
  errorType: string | null;
};

/** What a call says about its offer; null when nothing: its client disconnected, or nothing was called. */
export function sampleOf(call: SampledCall): LiveSample | null {
  const { at, gateway, nativeId, outcome, errorType, firstTokenMs } = call;
  if (outcome === "cancelled" || gateway === "") return null;
  return {
    at,
    gateway,
    nativeId,
    failed: outcome !== "ok" && !ABOUT_REQUEST.has(errorType),
    firstTokenMs,
    tokensPerSecond: speedOf(call.completionTokens, call.durationMs, firstTokenMs),
  };
}
