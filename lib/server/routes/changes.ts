import { Hono } from "hono";
import { describeRoute } from "hono-openapi";
import { z } from "zod";
import { type Change, ChangeKind, ChangeList, type TrackedFacts } from "@/lib/contract/change";
import { ApiError } from "@/lib/contract/error";
import { MAX_ID } from "@/lib/contract/id";
import type { Model } from "@/lib/contract/model";
import { formatBrowseQuery } from "@/lib/contract/query";
import { changeKinds } from "@/lib/models/changes";
import { splitValues } from "@/lib/models/filters";
import { findModel, findOffer } from "@/lib/models/find-model";
import { dayOf, search } from "@/lib/models/search";
import { readPast } from "../catalog/past";
import { readRow } from "../catalog/row-table";
import type { Catalog } from "../catalog/snapshot";
import type { EventRow } from "../db/history";
import type { Vars } from "../middleware/observe";
import { errorResponses, jsonResponse, parametersOf, wholeNumber } from "./contract";
import { browseParameters, gatewayQuerySchema, readWholeNumber } from "./parameters";

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 500;
/** Maximum number of events scanned per response: with a rare filter, it ends early and reports that there are more. */
const MAX_SCANNED = 10 * MAX_LIMIT;

/** `GET /v1/changes`: new, gone, cheaper, pricier, or longer offers, with any filter. */
export function changeRoutes(catalog: Catalog): Hono<Vars> {
  const routes = new Hono<Vars>();
  const ChangeQuery = z.object({
    gateway: gatewayQuerySchema(catalog.gateways()),
    model: z.string().optional().describe("Only the offers of this model, by any id."),
    kind: z
      .string()
      .optional()
      .meta({ description: "Kinds of change, separated by commas.", examples: ChangeKind.options }),
    before: wholeNumber(1, MAX_ID).describe("Only changes with a smaller id, for the next page."),
    limit: wholeNumber(1, MAX_LIMIT, DEFAULT_LIMIT).describe("Changes to send."),
  });
  const describeChanges = describeRoute({
    operationId: "listChanges",
    summary: "List changes",
    description:
      "What is new, gone, cheaper, pricier, or longer, newest first. Takes the filters of the model list too.",
    parameters: parametersOf(ChangeQuery),
    responses: {
      200: jsonResponse(ChangeList, "The changes."),
      ...errorResponses({ 400: "A parameter cannot be used.", 404: "There is no such model." }),
    },
  });
  routes.get("/v1/changes", describeChanges, async (c) => {
    const { searchParams } = new URL(c.req.url);
    const model = searchParams.get("model");
    c.header("cache-control", "no-cache");
    return c.json<ChangeList>(
      model ? await changesOfModel(catalog, model, searchParams) : await listChanges(catalog, searchParams),
    );
  });
  return routes;
}

async function changesOfModel(catalog: Catalog, id: string, params: URLSearchParams): Promise<ChangeList> {
  const { index, rows, past } = catalog.snapshot();
  const row = findModel(index, id);
  const model = row < 0 ? readPast(past, id) : readRow<Model>(rows, row);
  if (!model) throw new ApiError("model_not_found", `there is no model "${id.slice(0, 200)}"`, { param: "model" });
  const limit = readWholeNumber(params, "limit", 1, MAX_LIMIT) ?? MAX_LIMIT;
  const ask = {
    offers: model.offers.map((offer) => ({ gateway: offer.gateway, native_id: offer.id })),
    gateways: [],
    before: readWholeNumber(params, "before", 1, MAX_ID),
    limit: limit + 1,
  };
  const { events, firstSeen } = await catalog.history(ask);
  const data = events.slice(0, limit).map((event) => changeOf(event, { id: model.id, name: model.name }));
  return { ...toPage(data, events.length > limit ? (data.at(-1)?.id ?? null) : null), first_seen: firstSeen };
}

async function listChanges(catalog: Catalog, params: URLSearchParams): Promise<ChangeList> {
  const { index } = catalog.snapshot();
  const limit = readWholeNumber(params, "limit", 1, MAX_LIMIT) ?? DEFAULT_LIMIT;
  const kinds = kindsOf(params);
  const { passes, gateways } = filterOf(catalog, params);
  const data: Change[] = [];
  let before = readWholeNumber(params, "before", 1, MAX_ID);
  for (let read = 0; read < MAX_SCANNED; ) {
    const { events } = await catalog.history({ offers: null, gateways, before, limit: MAX_LIMIT });
    for (const event of events) {
      const m = findOffer(index, event.gateway, event.native_id);
      const change = changeOf(event, m < 0 ? null : { id: index.ids[m] ?? "", name: index.names[m] ?? "" });
      if (change.kinds.length === 0 || !passes(m)) continue;
      if (kinds.length > 0 && !kinds.some((kind) => change.kinds.includes(kind))) continue;
      if (data.length === limit) return toPage(data, data.at(-1)?.id ?? null);
      data.push(change);
    }
    if (events.length < MAX_LIMIT) return toPage(data, null);
    before = events.at(-1)?.id ?? null;
    read += events.length;
  }
  return toPage(data, before);
}

function toPage(data: Change[], next_before: number | null): ChangeList {
  return { object: "list", data, has_more: next_before !== null, next_before };
}

/**
 * A test of models against the URL's filters. Gateways are those of the event; models no longer listed only match
 * without other filters.
 */
function filterOf(catalog: Catalog, params: URLSearchParams) {
  const { index, syncedAt } = catalog.snapshot();
  const query = browseParameters(params, catalog.gateways());
  const { wanted: gateways, excluded } = splitValues(index, query, "gateways");
  const otherParams = formatBrowseQuery({ ...query, gateways: excluded });
  const narrowed = [...otherParams.keys()].some((name) => name !== "sort");
  if (!narrowed) return { gateways, passes: () => true };
  const matches = new Set(search(index, query, dayOf(syncedAt)).models);
  return { gateways, passes: (model: number) => matches.has(model) };
}

function kindsOf(params: URLSearchParams): ChangeKind[] {
  const requested = (params.get("kind") ?? "").split(",").filter((kind) => kind !== "");
  return requested.map((kind) => {
    const option = ChangeKind.options.find((name) => name === kind);
    if (option) return option;
    const message = `kind: expected some of ${ChangeKind.options.join(", ")}, got "${kind.slice(0, 80)}"`;
    throw new ApiError("invalid_request", message, { param: "kind" });
  });
}

function changeOf(event: EventRow, model: { id: string; name: string } | null): Change {
  const facts = (text: string | null) => (text === null ? null : (JSON.parse(text) as TrackedFacts));
  const [before, after] = [facts(event.before), facts(event.after)];
  return {
    id: event.id,
    at: event.at,
    model: model?.id ?? null,
    name: model?.name ?? event.native_id,
    gateway: event.gateway,
    native_id: event.native_id,
    kinds: changeKinds(event.kind, before, after),
    before,
    after,
  };
}
