import { setImmediate } from "node:timers/promises";
import { Hono } from "hono";
import { describeRoute } from "hono-openapi";
import { z } from "zod";
import type { BrowseQuery } from "@/lib/contract/query";
import { CSV_HEAD, csvLine, exportRow } from "@/lib/models/export-rows";
import { rowOf } from "@/lib/models/row";
import { dayOf, search } from "@/lib/models/search";
import type { Catalog, Snapshot } from "../catalog/snapshot";
import type { Vars } from "../middleware/observe";
import { errorResponses, query } from "./contract";
import { browseParameters, gatewayQuerySchema } from "./parameters";

const SLICE_ROWS = 500;
const TYPES = { csv: "text/csv; charset=utf-8; header=present", json: "application/json; charset=utf-8" } as const;

/** `GET /v1/export`: the complete list of the model browser for a query, as a file. */
export function exportRoutes(catalog: Pick<Catalog, "snapshot" | "gateways">): Hono<Vars> {
  const routes = new Hono<Vars>();
  const ExportQuery = z.object({
    gateway: gatewayQuerySchema(catalog.gateways()),
    format: z
      .enum(["csv", "json"], { error: ({ input }) => `expected csv or json, got "${String(input).slice(0, 80)}"` })
      .default("csv")
      .describe("The format."),
  });
  const describeExport = describeRoute({
    operationId: "exportModels",
    summary: "Export models",
    description:
      "One row per model with the offer that the model browser shows, as a file. Takes its filters and sort.",
    responses: { 200: { description: "The rows." }, ...errorResponses({ 400: "The format is none of these." }) },
  });
  routes.get("/v1/export", describeExport, query(ExportQuery), (c) => {
    const { format } = c.req.valid("query");
    const browse = browseParameters(new URL(c.req.url).searchParams, catalog.gateways());
    const lines = format === "csv" ? csvLines(catalog.snapshot(), browse) : jsonLines(catalog.snapshot(), browse);
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

function* csvLines(snapshot: Snapshot, query: BrowseQuery): Generator<string> {
  yield CSV_HEAD;
  for (const row of rows(snapshot, query)) yield csvLine(row);
}

function* jsonLines(snapshot: Snapshot, query: BrowseQuery): Generator<string> {
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
