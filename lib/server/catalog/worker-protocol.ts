import { setImmediate } from "node:timers/promises";
import type { Gateway } from "@/lib/contract/gateway";
import type { MergeReport } from "@/lib/contract/report";
import type { SearchIndex } from "@/lib/models/search-index";
import type { HistoryQuery } from "../db/history";
import type { RunsQuery } from "../db/runs";
import type { BuildOrder } from "./build-order";
import type { Snapshot } from "./snapshot";

/** A call that is answered, by the method of Catalog. */
export type Ask =
  | { name: "sync"; ask: readonly string[] | undefined }
  | { name: "history"; ask: HistoryQuery }
  | { name: "report"; ask: MergeReport }
  | { name: "reports"; ask: number }
  | { name: "runs"; ask: RunsQuery };

/** Messages to the catalog thread. */
export type ToWorker = { type: "ask"; call: number; ask: Ask } | { type: "stop" };

/** The input of a thread: the settings of the catalog, or one build. */
export type WorkerInput = { env: Record<string, string | undefined> } | { order: BuildOrder };

/** Messages from the catalog thread. `failed` replaces `ready` and has a message for the operator. */
export type FromWorker =
  | { type: "snapshot"; snapshot: SentSnapshot; gateways: Gateway[] }
  | { type: "gateways"; gateways: Gateway[] }
  | { type: "ready" }
  | { type: "failed"; message: string }
  | { type: "answer"; call: number; answer: { value: unknown } | { error: string } }
  | { type: "stopped" };

/** Separates the values of a string column in transfer; a column that contains it is sent unchanged. */
const BETWEEN = "\u0000";

type Columns<T> = { [K in keyof T]: T[K] extends string[] ? string | string[] : T[K] };

/** Each string column is a single string, because a hundred thousand strings take long to copy. */
export type SentSnapshot = Omit<Snapshot, "index"> & { index: Columns<SearchIndex> };

/** The message and its transfer list: the snapshot must not be used afterward. */
export function toSend(snapshot: Snapshot): { sent: SentSnapshot; handedOver: ArrayBuffer[] } {
  const { rows, all, packed, index } = snapshot;
  const joined = Object.entries(index).map(([name, column]) => [
    name,
    isPlainText(column) ? column.join(BETWEEN) : column,
  ]);
  const columns = Object.values(index).filter((column) => ArrayBuffer.isView(column));
  const parts = [...Object.values(rows), all.br, all.gzip, packed.br, packed.gzip, ...columns];
  return {
    sent: { ...snapshot, index: Object.fromEntries(joined) as SentSnapshot["index"] },
    handedOver: [...new Set(parts.map((part) => part.buffer as ArrayBuffer))],
  };
}

/** Reassembles a sent snapshot in slices that let other work run. */
export async function received(sent: SentSnapshot): Promise<Snapshot> {
  const index: Record<string, unknown> = {};
  for (const [name, column] of Object.entries(sent.index)) {
    index[name] = typeof column === "string" ? column.split(BETWEEN) : column;
    if (typeof column === "string") await setImmediate();
  }
  return { ...sent, index: index as unknown as SearchIndex };
}

function isPlainText(column: unknown): column is string[] {
  return (
    Array.isArray(column) &&
    column.length > 0 &&
    column.every((value) => typeof value === "string" && !value.includes(BETWEEN))
  );
}
