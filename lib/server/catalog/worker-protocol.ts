import type { Gateway, SyncReport } from "@/lib/contract/gateway";
import type { Snapshot } from "./snapshot";

/** What the serving thread asks of the catalogue's thread. */
export type ToWorker = { type: "sync"; call: number; slugs: readonly string[] | undefined } | { type: "stop" };

/** What the catalogue's thread says. `failed` comes instead of `ready`, with a sentence for the operator. */
export type FromWorker =
  | { type: "snapshot"; snapshot: Snapshot }
  | { type: "gateways"; gateways: Gateway[] }
  | { type: "ready" }
  | { type: "failed"; message: string }
  | { type: "synced"; call: number; reports: SyncReport[] }
  | { type: "stopped" };

/** The memory of a snapshot that can be handed over instead of copied. */
export function transferables({ rows, all, packed, index }: Snapshot): ArrayBuffer[] {
  const columns = Object.values(index).filter((column) => ArrayBuffer.isView(column));
  const parts = [rows.bytes, rows.ends, all.br, all.gzip, packed.br, packed.gzip, ...columns];
  return [...new Set(parts.map((part) => part.buffer as ArrayBuffer))];
}
