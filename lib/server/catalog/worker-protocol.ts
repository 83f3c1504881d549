import { setImmediate } from "node:timers/promises";
import type { Gateway, SyncReport } from "@/lib/contract/gateway";
import type { MergeReport } from "@/lib/contract/report";
import type { SearchIndex } from "@/lib/models/search-index";
import type { HistoryQuery } from "../db/history";
import type { RunsQuery } from "../db/runs";
import type { Snapshot } from "./snapshot";

/** A question to what is stored, by the name of the method of Catalog that asks it. */
export type Ask =
  | { name: "history"; ask: HistoryQuery }
  | { name: "report"; ask: MergeReport }
  | { name: "reports"; ask: number }
  | { name: "runs"; ask: RunsQuery };

/** What the serving thread asks of the catalog's thread. */
export type ToWorker =
  | { type: "sync"; call: number; slugs: readonly string[] | undefined }
  | { type: "ask"; call: number; ask: Ask }
  | { type: "stop" };

/** What the catalog's thread says. `failed` comes instead of `ready`, with a sentence for the operator. */
export type FromWorker =
  | { type: "snapshot"; snapshot: SentSnapshot }
  | { type: "gateways"; gateways: Gateway[] }
  | { type: "ready" }
  | { type: "failed"; message: string }
  | { type: "synced"; call: number; reports: SyncReport[] }
  | { type: "answer"; call: number; answer: { value: unknown } | { error: string } }
  | { type: "stopped" };

/** Separates the values of a column of strings on the way; a column that holds it travels as it is. */
const BETWEEN = "\u0000";

type Columns<T> = { [K in keyof T]: T[K] extends string[] ? string | string[] : T[K] };

/** A snapshot on its way: each column of strings as one string, because a hundred thousand take long to copy. */
export type SentSnapshot = Omit<Snapshot, "index"> & { index: Columns<SearchIndex> };

/** The message, and the memory that is transferred instead of copied: the snapshot must not be used afterward. */
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

/** What was sent, put together again in slices, between which other work runs. */
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
