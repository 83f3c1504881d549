import { createHash } from "node:crypto";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Gateway } from "@/lib/contract/gateway";
import type { Offer } from "@/lib/contract/offer";
import { buildCatalog, type GatewayCount } from "@/lib/models/build";
import { type RowTable, rowSlice } from "@/lib/models/rows";
import type { IndexedGateway, SearchIndex } from "@/lib/models/search-index";
import { unpack } from "@/lib/models/unpack";

/** Above this many bytes the best compression would take seconds. */
const BEST_BELOW = 1 << 20;

/** One answer, compressed beforehand. */
export interface Compressed {
  br: Uint8Array<ArrayBuffer>;
  gzip: Uint8Array<ArrayBuffer>;
}

/** The catalogue as it is served: bytes and plain columns, made off the serving thread, never changed after. */
export interface Snapshot {
  /** Changes with every byte of the answer. */
  etag: string;
  syncedAt: string;
  models: number;
  offers: number;
  /** Merged models in the order of their keys, as `GET /v1/models` sends them. */
  rows: RowTable;
  /** The whole of `GET /v1/models`, compressed. */
  all: Compressed;
  /** Compressed slim index for the browser, and the hash of its content. */
  packed: Compressed & { hash: string };
  index: SearchIndex;
  perGateway: Map<string, GatewayCount>;
}

/** What `GET /v1/models` says around its rows. */
export interface Envelope {
  total: number;
  limit: number | null;
  offset: number;
  returned: number;
  gateway: string;
  syncedAt: string;
}

/** The bytes before and after the rows of a list answer. */
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

/** Merges, indexes, serialises and compresses a catalogue. Takes seconds of CPU at 50,000 offers: run it in a worker. */
export function buildSnapshot(
  groups: Iterable<readonly Offer[]>,
  gateways: readonly IndexedGateway[],
  syncedAt: string,
): Snapshot {
  const built = buildCatalog(groups, gateways);
  const packed = Buffer.from(JSON.stringify(built.index));
  const { models, offers, rows, perGateway } = built;
  const around = { total: models, limit: null, offset: 0, returned: models, gateway: "all", syncedAt };
  const [before, after] = envelope(around);
  const whole = Buffer.concat([before, rowSlice(rows, 0, models), after]);
  return {
    etag: hash(whole),
    syncedAt,
    models,
    offers,
    rows,
    all: compress(whole),
    packed: { ...compress(packed), hash: hash(packed) },
    index: unpack(built.index),
    perGateway,
  };
}

/** Brotli and gzip of one body. */
export function compress(body: Uint8Array): Compressed {
  const quality = body.length < BEST_BELOW ? 9 : 5;
  return {
    br: own(
      brotliCompressSync(body, {
        params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
      }),
    ),
    gzip: own(gzipSync(body, { level: 6 })),
  };
}

/** A copy with memory of its own, which can be handed to another thread. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bytes);
}

function hash(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("base64url").slice(0, 22);
}

/** The catalogue as the routes see it, wherever it is made. */
export interface Catalog {
  snapshot(): Snapshot;
  gateways(): Gateway[];
  /** Runs these gateways (all when none is named) and waits until what came is served. Joins a run under way. */
  sync(slugs?: readonly string[]): Promise<import("@/lib/contract/gateway").SyncReport[]>;
  stop(): Promise<void>;
}
