import { Hono } from "hono";
import { describeRoute } from "hono-openapi";
import { z } from "zod";
import { ApiError } from "@/lib/contract/error";
import type { Gateway } from "@/lib/contract/gateway";
import { Model, ModelList } from "@/lib/contract/model";
import { SORTS } from "@/lib/contract/query";
import { findModel } from "@/lib/models/find-model";
import { decodeId } from "@/lib/models/ids";
import { Lru } from "@/lib/models/lru";
import { dayOf, search } from "@/lib/models/search";
import type { Compressed } from "../catalog/compress";
import { gatewayRows } from "../catalog/gateway-rows";
import { pastBytes } from "../catalog/past";
import { type RowTable, readRow, rowBytes, rowCount, rowPieces } from "../catalog/row-table";
import { type Catalog, type Envelope, envelope, type Snapshot } from "../catalog/snapshot";
import type { RowCounter } from "../middleware/count-rows";
import type { Vars } from "../middleware/observe";
import type { LiveStats } from "../usage/live-stats";
import { errorResponses, inPath, jsonResponse, parametersOf, wholeNumber } from "./contract";
import { anthropicModel, anthropicModels, speaksAnthropic } from "./messages";
import { openRouterModels, speaksOpenRouter } from "./openrouter-models";
import { FilterQuery, gatewayQuerySchema, type ListParameters, listParameters, MAX_LIMIT } from "./parameters";
import { type Prepared, prepareCompressed, sendJson } from "./send";

const COMMA = Uint8Array.of(44);
/** Pages with at least this many rows are compressed once and cached, the last few per list. */
const CACHE_FROM_ROWS = 300;
/** The base cost of a request, in rows. */
const MIN_COUNTED_ROWS = 50;
const MAX_CACHED_BODIES = 8;
const bodyCache = new WeakMap<RowTable, Lru<string, Promise<Compressed>>>();

const describeModel = describeRoute({
  operationId: "retrieveModel",
  summary: "Retrieve a model",
  description:
    "One model by its canonical or any native id, without regard to case. Slashes in the id may stay as they are.",
  parameters: [inPath("id")],
  responses: {
    200: jsonResponse(Model, "The model with all its offers."),
    ...errorResponses({ 404: "There is no such model." }),
  },
});

/** `GET /v1/models` and `GET /v1/models/{id}`. */
export function modelRoutes(
  catalog: Pick<Catalog, "snapshot" | "gateways">,
  live: Pick<LiveStats, "of" | "empty">,
  countRows?: RowCounter,
): Hono<Vars> {
  const routes = new Hono<Vars>();

  const describeList = describeListOver(catalog.gateways());
  routes.get("/v1/models", describeList, async (c) => {
    const count = async (rows: number) => countRows?.(c, Math.max(MIN_COUNTED_ROWS, rows));
    if (speaksAnthropic(c)) return anthropicModels(c, catalog, count);
    if (speaksOpenRouter(c)) return openRouterModels(c, catalog.snapshot(), count);
    const parameters = listParameters(c.req.url, catalog.gateways());
    const snapshot = catalog.snapshot();
    const rows = rowsOf(snapshot, parameters);
    if (rows !== null) await count(rows);
    return sendJson(c, await listResponse(snapshot, parameters));
  });

  routes.get("/v1/models/:id{.+}", describeModel, async (c) => {
    const path = new URL(c.req.url).pathname.slice("/v1/models/".length);
    const id = decodeId(path);
    const snapshot = catalog.snapshot();
    const row = id === null ? -1 : findModel(snapshot.index, id);
    if (row >= 0 && speaksAnthropic(c)) return c.json(anthropicModel(readRow<Model>(snapshot.rows, row)));
    if (row >= 0) return sendJson(c, preparedModel(snapshot, row, live));
    const past = id === null || speaksAnthropic(c) ? null : pastBytes(snapshot.past, id);
    if (past) return sendJson(c, { etag: snapshot.etag, pieces: () => [past] });
    const message = `there is no model "${(id ?? path).slice(0, 200)}": GET /v1/models lists all of them`;
    throw new ApiError("model_not_found", message, { param: "model" });
  });

  return routes;
}

function describeListOver(gateways: readonly Gateway[]) {
  const ListQuery = z.object({
    gateway: gatewayQuerySchema(gateways),
    limit: wholeNumber(1, MAX_LIMIT).describe("Maximum number of results."),
    offset: wholeNumber(0, Number.MAX_SAFE_INTEGER, 0).describe("Number of results to skip."),
    ...FilterQuery.shape,
    sort: z
      .string()
      .optional()
      .meta({
        description: "The order. Prefix it with `-` to reverse it. Unknown values come last.",
        enum: SORTS.flatMap((name) => [name, `-${name}`]),
      }),
  });
  return describeRoute({
    operationId: "listModels",
    summary: "List models",
    description:
      "All merged models, or one gateway's offers under their native IDs; without limit, all of them. Rows that are not " +
      "prepared (filtered, sorted, of one gateway, or of a page) count per minute and address: 500,000, unless the " +
      "operator sets another limit, and at least 50 for each request.",
    parameters: parametersOf(ListQuery),
    responses: {
      200: jsonResponse(ModelList, "The models."),
      ...errorResponses({ 400: "A parameter cannot be used.", 429: "Too many rows within a minute." }),
    },
  });
}

/** A model's stored bytes, or its JSON with the live figures of its offers. */
function preparedModel(snapshot: Snapshot, row: number, live: Pick<LiveStats, "of" | "empty">): Prepared {
  const { etag } = snapshot;
  const withFigures = withLive(snapshot, row, live);
  if (withFigures) return { etag: `${etag}-${Math.floor(Date.now() / 1000)}`, pieces: () => [withFigures] };
  return { etag, pieces: () => [rowBytes(snapshot.rows, row)] };
}

/** A model's JSON with the live figures of its offers; null when there are none and the stored bytes can be used. */
function withLive(snapshot: Snapshot, row: number, live: Pick<LiveStats, "of" | "empty">): Uint8Array | null {
  if (live.empty) return null;
  const model = readRow<Model>(snapshot.rows, row);
  const offers = model.offers.map((offer) => {
    const figures = live.of(offer.gateway, offer.id);
    return figures ? { ...offer, live: figures } : offer;
  });
  return offers.some(({ live }) => live) ? new TextEncoder().encode(JSON.stringify({ ...model, offers })) : null;
}

/** The maximum number of rows rendered for a list; null when the response is prepared. */
function rowsOf({ rows }: Snapshot, { gateway, browse, limit, offset }: ListParameters): number | null {
  if (gateway === null && !browse && offset === 0 && limit === null) return null;
  const remaining = Math.max(0, rowCount(rows) - offset);
  return limit === null ? remaining : Math.min(remaining, limit);
}

async function listResponse(snapshot: Snapshot, parameters: ListParameters): Promise<Prepared> {
  const { gateway, browse, limit, offset } = parameters;
  const { etag, syncedAt } = snapshot;
  const facts = { gateway: gateway ?? "all", limit, offset, syncedAt };
  const source = gateway === null ? null : await gatewayRows(snapshot, gateway);
  const table = source?.table ?? snapshot.rows;
  if (browse) {
    const { models } = search(snapshot.index, browse, dayOf(snapshot.syncedAt));
    const picked = source ? offersOf(models, source.modelOf) : models;
    const page = picked.subarray(offset, limit === null ? undefined : offset + limit);
    return {
      etag,
      pieces: () => listBody({ ...facts, total: picked.length, returned: page.length }, joined(table, page)),
    };
  }
  const total = rowCount(table);
  const end = Math.min(total, limit === null ? total : offset + limit);
  const returned = Math.max(0, end - offset);
  const pieces = () => listBody({ ...facts, total, returned }, rowPieces(table, offset, end));
  if (!source && offset === 0 && limit === null) return { etag, pieces, compressed: snapshot.all };
  if (returned < CACHE_FROM_ROWS) return { etag, pieces };
  return { etag, pieces, compressed: await cachedBody(table, `${offset} ${limit}`, pieces) };
}

/** A large page in both encodings, compressed on first use. */
function cachedBody(table: RowTable, key: string, pieces: Prepared["pieces"]): Promise<Compressed> {
  const pages = bodyCache.get(table) ?? new Lru<string, Promise<Compressed>>(MAX_CACHED_BODIES);
  bodyCache.set(table, pages);
  return pages.getOrMake(key, () => prepareCompressed(pieces));
}

/** A list response around rows that are already JSON. */
function* listBody(facts: Envelope, rows: Iterable<Uint8Array>): Generator<Uint8Array> {
  const [head, tail] = envelope(facts);
  yield head;
  yield* rows;
  yield tail;
}

function* joined(table: RowTable, rows: Uint32Array): Generator<Uint8Array> {
  for (const [i, row] of rows.entries()) {
    if (i > 0) yield COMMA;
    yield rowBytes(table, row);
  }
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
