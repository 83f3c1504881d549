import type { ErrorType } from "@/lib/contract/error";
import { MAX_ID } from "@/lib/contract/id";
import { readCount, readDurationMs, readUsd } from "@/lib/net/figures";
import type { Bill } from "./reply";

/** How a call ended: `interrupted` after its first token, `cancelled` by the client. */
export type CallOutcome = "ok" | "error" | "interrupted" | "cancelled";

/** Everything recorded of a call, without its content. Times in ms, cost in USD. */
export interface CallRecord {
  at: number;
  requestId: string;
  /** The ID of its answer; null if nothing answered. */
  answerId?: string | null;
  accountId: number | null;
  keyId: number | null;
  /** Whether an offer answered, if only in part. */
  answered: boolean;
  /** The canonical ID of the model, or the requested one when nothing answered. */
  model: string;
  gateway: string;
  nativeId: string;
  ownKey: boolean;
  stream: boolean;
  promptTokens: number | null;
  completionTokens: number | null;
  cachedTokens: number | null;
  /** We counted the tokens because the gateway didn't report them. */
  estimated: boolean;
  /** Null when a price is unknown. */
  costUsd: number | null;
  firstTokenMs: number | null;
  durationMs: number;
  outcome: CallOutcome;
  errorType: ErrorType | null;
  attempts: number;
}

/** Receives the record of each call, once, when it has ended. */
export type Recorder = (record: CallRecord) => void;

/** How a call ended. */
export interface CallEnd {
  outcome: CallOutcome;
  bill?: Bill | null;
  /** Of the upstream's answer. */
  answerId?: unknown;
  errorType?: ErrorType | null;
  firstTokenMs?: number | null;
}

/** Replaces implausible figures, which databases and metrics may reject, with unknown. */
export function withSoundFigures(record: CallRecord): CallRecord {
  record.promptTokens = readCount(record.promptTokens);
  record.completionTokens = readCount(record.completionTokens);
  record.cachedTokens = readCount(record.cachedTokens);
  record.costUsd = readUsd(record.costUsd);
  record.firstTokenMs = wholeMs(record.firstTokenMs);
  record.durationMs = wholeMs(record.durationMs) ?? 0;
  return record;
}

function wholeMs(value: number | null): number | null {
  const ms = readDurationMs(value);
  return ms === null ? null : Math.min(Math.round(ms), MAX_ID);
}
