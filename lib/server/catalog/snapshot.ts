import type { Selectable } from "kysely";
import type { Gateway, SyncReport } from "@/lib/contract/gateway";
import type { MergeReport } from "@/lib/contract/report";
import type { GatewayCount, SearchIndex } from "@/lib/models/search-index";
import type { HistoryQuery, HistoryResult } from "../db/history";
import type { StoredReport } from "../db/identity";
import type { RunsQuery } from "../db/runs";
import type { SyncRunTable } from "../db/schema";
import type { Compressed } from "./compress";
import type { PastModels } from "./past";
import type { RowTable } from "./row-table";

/** From this number of offers on, the garbage of a build and of the previous catalog is collected immediately. */
export const LARGE_CATALOG = 10_000;

/** The served catalog: bytes and plain columns, built outside the serving thread and never modified. */
export interface Snapshot {
  /** Changes with every byte of the response. */
  etag: string;
  syncedAt: string;
  models: number;
  offers: number;
  /** Merged models in the order of their keys, as `GET /v1/models` returns them. */
  rows: RowTable;
  /** The complete `GET /v1/models`, compressed. */
  all: Compressed;
  /** The compressed packed index for the browser, and its content hash. */
  packed: Compressed & { hash: string };
  index: SearchIndex;
  past: PastModels;
  perGateway: Map<string, GatewayCount>;
}

/** The fields around the rows in `GET /v1/models`. */
export interface Envelope {
  total: number;
  limit: number | null;
  offset: number;
  returned: number;
  gateway: string;
  syncedAt: string;
}

/** The bytes before and after the rows of a list response. */
export function envelope(e: Envelope): [before: Uint8Array, after: Uint8Array] {
  const next = e.offset + e.returned;
  const more = e.returned > 0 && next < e.total;
  const fields = {
    object: "list",
    total: e.total,
    returned: e.returned,
    limit: e.limit,
    offset: e.offset,
    has_more: more,
    next_offset: more ? next : null,
    gateway: e.gateway,
    synced_at: e.syncedAt,
    timestamp: e.syncedAt,
  };
  const encoder = new TextEncoder();
  return [encoder.encode(`${JSON.stringify(fields).slice(0, -1)},"data":[`), encoder.encode("]}")];
}

/** The catalog as routes use it, independent of the thread that builds it. */
export interface Catalog {
  snapshot(): Snapshot;
  gateways(): Gateway[];
  /** Syncs these gateways (all when none is named) and resolves when the results are served. Joins running syncs. */
  sync(slugs?: readonly string[]): Promise<SyncReport[]>;
  /** Reads the stored history. */
  history(ask: HistoryQuery): Promise<HistoryResult>;
  /** Stores a report of a wrong merge; false when there were too many recently. */
  report(report: MergeReport): Promise<boolean>;
  /** The latest reports of wrong merges, newest first. */
  reports(limit: number): Promise<StoredReport[]>;
  /** The latest sync runs, newest first. */
  runs(ask: RunsQuery): Promise<Selectable<SyncRunTable>[]>;
  stop(): Promise<void>;
}
