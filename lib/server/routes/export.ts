import { setImmediate } from "node:timers/promises";
import { Hono } from "hono";
import { ApiError } from "@/lib/contract/error";
import type { BrowseQuery } from "@/lib/contract/query";
import { CSV_HEAD, csvLine, exportRow } from "@/lib/models/export-rows";
import { rowOf } from "@/lib/models/row";
import { dayOf, search } from "@/lib/models/search";
import type { Catalog, Snapshot } from "../catalog/snapshot";
import type { Vars } from "../middleware/observe";
import { browseParameters } from "./parameters";

const SLICE_ROWS = 500;
const TYPES = { csv: "text/csv; charset=utf-8; header=present", json: "application/json; charset=utf-8" } as const;
type Format = keyof typeof TYPES;

/** `GET /v1/export`: the complete list of the model browser at a URL, as a file. */
export function exportRoutes(catalog: Pick<Catalog, "snapshot" | "gateways">): Hono<Vars> {
  const routes = new Hono<Vars>();
  routes.get("/v1/export", (c) => {
    const { searchParams } = new URL(c.req.url);
    const asked = searchParams.get("format") ?? "csv";
    const format = (Object.keys(TYPES) as Format[]).find((name) => name === asked);
    if (!format) {
      throw new ApiError("invalid_request", `format: expected csv or json, got "${asked.slice(0, 80)}"`, {
        param: "format",
      });
    }
    const query = browseParameters(searchParams, catalog.gateways());
    const lines = format === "csv" ? csv(catalog.snapshot(), query) : json(catalog.snapshot(), query);
    c.header("content-type", TYPES[format]);
    c.header("content-disposition", `attachment; filename="models.${format}"`);
    c.header("cache-control", "no-cache");
    return c.body(streamed(lines));
  });
  return routes;
}

function* rows({ index, syncedAt }: Snapshot, query: BrowseQuery) {
  const { models, offers } = search(index, query, dayOf(syncedAt), "usable");
  for (let i = 0; i < models.length; i++) yield exportRow(rowOf(index, models[i] ?? 0, offers[i] ?? 0, query.workload));
}

function* csv(snapshot: Snapshot, query: BrowseQuery): Generator<string> {
  yield CSV_HEAD;
  for (const row of rows(snapshot, query)) yield csvLine(row);
}

function* json(snapshot: Snapshot, query: BrowseQuery): Generator<string> {
  yield `{"object":"list","synced_at":${JSON.stringify(snapshot.syncedAt)},"data":[`;
  let between = "\n";
  for (const row of rows(snapshot, query)) {
    yield between + JSON.stringify(row);
    between = ",\n";
  }
  yield "\n]}\n";
}

/** Streams lines in chunks, yielding to other requests in between. */
function streamed(lines: Generator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      await setImmediate();
      let piece = "";
      for (let i = 0; i < SLICE_ROWS; i++) {
        const line = lines.next();
        if (line.done) {
          if (piece) controller.enqueue(encoder.encode(piece));
          controller.close();
          return;
        }
        piece += line.value;
      }
      controller.enqueue(encoder.encode(piece));
    },
    cancel: () => void lines.return(undefined),
  });
}
