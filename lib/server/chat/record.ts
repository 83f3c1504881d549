import type { ErrorType } from "@/lib/contract/error";
import { MAX_ID } from "@/lib/contract/id";
import { readCount, readDurationMs, readUsd } from "@/lib/net/figures";
import type { OpenedAnswer } from "./open-answer";
import type { Bill } from "./reply";

/** How a call ended: `interrupted` after its first token, `cancelled` by the client. */
export type CallOutcome = "ok" | "error" | "interrupted" | "cancelled";

/** Everything that is kept of one call; never what was said in it. Times in ms, cost in USD. */
export interface CallRecord {
  at: number;
  requestId: string;
  accountId: number | null;
  keyId: number | null;
  /** The canonical id of the model; "" when nothing answered. */
  model: string;
  gateway: string;
  nativeId: string;
  ownKey: boolean;
  stream: boolean;
  promptTokens: number | null;
  completionTokens: number | null;
  cachedTokens: number | null;
  /** We counted, the gateway did not say. */
  estimated: boolean;
  /** Null when a price is not known. */
  costUsd: number | null;
  firstTokenMs: number | null;
  durationMs: number;
  outcome: CallOutcome;
  errorType: ErrorType | null;
  attempts: number;
}

/** Takes the record of each call, once, when it is over. */
export type Recorder = (record: CallRecord) => void;

/** Writes the record of a call; called once. `opened` is null when nothing answered. */
export type WriteRecord = (
  opened: OpenedAnswer | null,
  how: Pick<CallRecord, "outcome"> & {
    bill?: Bill | null;
    errorType?: ErrorType | null;
    firstTokenMs?: number | null;
  },
) => void;

/** The record with figures that every store and counter takes; what a gateway cannot mean is unknown. */
export function withSoundFigures(record: CallRecord): CallRecord {
  return {
    ...record,
    promptTokens: readCount(record.promptTokens),
    completionTokens: readCount(record.completionTokens),
    cachedTokens: readCount(record.cachedTokens),
    costUsd: readUsd(record.costUsd),
    firstTokenMs: wholeMs(record.firstTokenMs),
    durationMs: wholeMs(record.durationMs) ?? 0,
  };
}

function wholeMs(value: number | null): number | null {
  const ms = readDurationMs(value);
  return ms === null ? null : Math.min(Math.round(ms), MAX_ID);
}
