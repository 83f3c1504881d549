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
import { gatewaySet } from "@/lib/models/gateway-names";
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
    c.header("cache-control", "no-cache");
    return c.json<ChangeList>(await listChanges(catalog, new URL(c.req.url).searchParams));
  });
  return routes;
}

async function listChanges(catalog: Catalog, params: URLSearchParams): Promise<ChangeList> {
  const { index } = catalog.snapshot();
  const model = modelOf(catalog, params);
  const limit = readWholeNumber(params, "limit", 1, MAX_LIMIT) ?? (model ? MAX_LIMIT : DEFAULT_LIMIT);
  const kinds = kindsOf(params);
  const { gateways, passes } = filterOf(catalog, params);
  const data: Change[] = [];
  let first_seen: ChangeList["first_seen"];
  const toPage = (next_before: number | null): ChangeList => {
    const page: ChangeList = { object: "list", data, has_more: next_before !== null, next_before };
    return model ? { ...page, first_seen: first_seen ?? [] } : page;
  };
  let before = readWholeNumber(params, "before", 1, MAX_ID);
  for (let read = 0; read < MAX_SCANNED; ) {
    const offers = model?.offers ?? null;
    const { events, firstSeen } = await catalog.history({ offers, gateways, before, limit: MAX_LIMIT });
    first_seen ??= firstSeen;
    for (const event of events) {
      const m = model?.row ?? findOffer(index, event.gateway, event.native_id);
      const named = model ?? (m < 0 ? null : { id: index.ids[m] ?? "", name: index.names[m] ?? "" });
      const change = changeOf(event, named);
      if (change.kinds.length === 0 || !passes(m, event.gateway)) continue;
      if (kinds.length > 0 && !kinds.some((kind) => change.kinds.includes(kind))) continue;
      if (data.length === limit) return toPage(data.at(-1)?.id ?? null);
      data.push(change);
    }
    if (events.length < MAX_LIMIT) return toPage(null);
    before = events.at(-1)?.id ?? null;
    read += events.length;
  }
  return toPage(before);
}

/** The requested model, listed or past, with its row (-1 for a past one); null when none is requested. */
function modelOf(catalog: Catalog, params: URLSearchParams) {
  const requested = params.get("model");
  if (!requested) return null;
  const { index, rows, past } = catalog.snapshot();
  const row = findModel(index, requested);
  const model = row < 0 ? readPast(past, requested) : readRow<Model>(rows, row);
  if (!model) {
    throw new ApiError("model_not_found", `there is no model "${requested.slice(0, 200)}"`, { param: "model" });
  }
  const offers = model.offers.map((offer) => ({ gateway: offer.gateway, native_id: offer.id }));
  return { id: model.id, name: model.name, row, offers };
}

/**
 * The requested gateways, empty for all, and a test of a change's model and gateway against the URL's filters. Gateways
 * are those of the change; models no longer listed only match without other filters.
 */
function filterOf(catalog: Catalog, params: URLSearchParams) {
  const { index, syncedAt } = catalog.snapshot();
  const query = browseParameters(params, catalog.gateways());
  const { wanted, excluded } = splitValues(index, query, "gateways");
  const gateways = [...new Set(wanted.flatMap(gatewaySet))];
  const excludedGateways = new Set(excluded.flatMap(gatewaySet));
  const sets = wanted.filter((value) => gatewaySet(value).length > 1);
  const otherParams = formatBrowseQuery({ ...query, gateways: sets });
  const narrowed = [...otherParams.keys()].some((name) => name !== "sort");
  const matches = narrowed ? new Set(search(index, query, dayOf(syncedAt)).models) : null;
  return {
    gateways,
    passes: (model: number, gateway: string) => !excludedGateways.has(gateway) && (matches?.has(model) ?? true),
  };
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
