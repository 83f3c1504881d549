import { Hono } from "hono";
import { ApiError } from "@/lib/contract/error";
import { findModel } from "@/lib/models/group";
import { decodeId } from "@/lib/models/ids";
import { type RowTable, rowSlice } from "@/lib/models/rows";
import { search } from "@/lib/models/search";
import { gatewayRows } from "../catalog/gateway-rows";
import { type Catalog, type Compressed, envelope, type Snapshot } from "../catalog/snapshot";
import type { Vars } from "../middleware/observe";
import { type ListParameters, listParameters } from "./parameters";
import { type Prepared, prepareCompressed, sendJson } from "./send";

const COMMA = Uint8Array.of(44);
/** Pages from this many rows on are compressed once and kept, the last few of each list. */
const KEPT_FROM_ROWS = 300;
const KEPT_PAGES = 8;
const keptPages = new WeakMap<RowTable, Map<string, Promise<Compressed>>>();

/** `GET /v1/models` and `GET /v1/models/{id}`. */
export function modelRoutes(catalog: Catalog): Hono<Vars> {
  const routes = new Hono<Vars>();

  routes.get("/v1/models", async (c) => {
    const parameters = listParameters(c.req.url, catalog.gateways());
    return sendJson(c, await list(catalog.snapshot(), parameters));
  });

  routes.get("/v1/models/*", async (c) => {
    const path = new URL(c.req.url).pathname.slice("/v1/models/".length);
    const id = decodeId(path);
    const snapshot = catalog.snapshot();
    const row = id === null ? -1 : findModel(snapshot.index.ids, id);
    if (row < 0) {
      const message = `there is no model "${(id ?? path).slice(0, 200)}": GET /v1/models lists all of them`;
      throw new ApiError("model_not_found", message, { param: "model" });
    }
    return sendJson(c, { etag: snapshot.etag, plain: () => rowSlice(snapshot.rows, row, row + 1) });
  });

  return routes;
}

async function list(snapshot: Snapshot, parameters: ListParameters): Promise<Prepared> {
  const { gateway, browse, limit, offset } = parameters;
  const { etag } = snapshot;
  const source = gateway === null ? null : await gatewayRows(snapshot, gateway);
  const table = source?.table ?? snapshot.rows;
  if (browse) {
    const { models } = search(snapshot.index, browse);
    const picked = source ? offersOf(models, source.modelOf) : models;
    const page = picked.subarray(offset, limit === null ? undefined : offset + limit);
    return {
      etag,
      plain: () =>
        body(
          snapshot,
          parameters,
          picked.length,
          [...page].map((row) => rowSlice(table, row, row + 1)),
        ),
    };
  }
  const total = table.ends.length;
  const end = Math.min(total, limit === null ? total : offset + limit);
  const plain = () => body(snapshot, parameters, total, [rowSlice(table, offset, end)], Math.max(0, end - offset));
  if (!source && offset === 0 && limit === null) return { etag, plain, compressed: snapshot.all };
  if (end - offset < KEPT_FROM_ROWS) return { etag, plain };
  return { etag, plain, compressed: await keptPage(table, `${offset} ${limit}`, plain) };
}

/** A large page in both encodings, made when it is first asked for. */
function keptPage(table: RowTable, key: string, plain: () => Uint8Array): Promise<Compressed> {
  const pages = keptPages.get(table) ?? new Map<string, Promise<Compressed>>();
  keptPages.set(table, pages);
  const page = pages.get(key) ?? prepareCompressed(plain());
  pages.delete(key);
  pages.set(key, page);
  for (const oldest of pages.keys()) if (pages.size > KEPT_PAGES) pages.delete(oldest);
  return page;
}

/** A list answer around rows that are already JSON. */
function body(
  snapshot: Snapshot,
  { gateway, limit, offset }: ListParameters,
  total: number,
  rows: Uint8Array[],
  returned = rows.length,
): Uint8Array<ArrayBuffer> {
  const [before, after] = envelope({
    total,
    limit,
    offset,
    returned,
    gateway: gateway ?? "all",
    syncedAt: snapshot.syncedAt,
  });
  const parts = rows.flatMap((row, i) => (i === 0 ? [row] : [COMMA, row]));
  return Buffer.concat([before, ...parts, after]) as Uint8Array<ArrayBuffer>;
}

/** The rows of a gateway's list that belong to these models, in the order of the models. */
function offersOf(models: Uint32Array, modelOf: Uint32Array): Uint32Array {
  const first = new Map<number, number>();
  modelOf.forEach((m, row) => {
    if (!first.has(m)) first.set(m, row);
  });
  const rows: number[] = [];
  for (const m of models) {
    for (let row = first.get(m) ?? modelOf.length; modelOf[row] === m; row++) rows.push(row);
  }
  return Uint32Array.from(rows);
}
