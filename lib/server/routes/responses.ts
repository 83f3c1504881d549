import { Hono } from "hono";
import { describeRoute } from "hono-openapi";
import { z } from "zod";
import { ApiError } from "@/lib/contract/error";
import type { Json } from "@/lib/contract/json-object";
import type { Caller, KeyRing } from "../auth/key-ring";
import { estimateTokens } from "../chat/tokens";
import type { ResponseRow, ResponseStore } from "../db/responses";
import { requireCaller } from "../middleware/caller";
import type { Vars } from "../middleware/observe";
import { objectAt } from "../protocols/json";
import { historyOf, notFound } from "../protocols/responses/history";
import type { RunningResponses } from "../protocols/responses/protocol";
import { inputOf, readResponsesRequest } from "../protocols/responses/request";
import { MAX_BODY_BYTES, readJson } from "./body";
import { bodyLike, errorResponses, inPath, KEY, NO_KEY, query, wholeNumber } from "./contract";
import { bodyMemory } from "./memory-budget";
import { CHAT_SHAPE } from "./parse";

/** A single name, because tokens are counted the same way for all models. */
const ANY_MODEL = "any";
const ID = [inPath("id")];
const NOT_STORED = { ...NO_KEY, 404: "No response with this ID is stored for this key." };
const describeGet = describeRoute({
  operationId: "getResponse",
  summary: "Get a stored response",
  description: "For the key that created it, or every key of the account.",
  security: KEY,
  parameters: ID,
  responses: { 200: { description: "The response." }, ...errorResponses(NOT_STORED) },
});
const describeDelete = describeRoute({
  operationId: "deleteResponse",
  summary: "Delete a stored response",
  security: KEY,
  parameters: ID,
  responses: { 200: { description: "It is deleted." }, ...errorResponses(NOT_STORED) },
});
const ItemQuery = z.object({
  limit: wholeNumber(1, 100, 20).describe("Items to send."),
  order: z
    .string()
    .optional()
    .meta({ description: "The order; newest first by default.", enum: ["asc", "desc"] }),
  after: z.string().optional().describe("Only items after this one."),
});
const describeItems = describeRoute({
  operationId: "listInputItems",
  summary: "List input items",
  security: KEY,
  parameters: ID,
  responses: { 200: { description: "The items." }, ...errorResponses(NOT_STORED) },
});
const describeCount = describeRoute({
  operationId: "countResponseTokens",
  summary: "Count input tokens",
  description: "An estimate with one tokenizer for all models.",
  security: KEY,
  requestBody: bodyLike("A response request.", { input: {} }, { model: { type: "string" } }),
  responses: { 200: { description: "input_tokens." }, ...errorResponses({ 400: "A field can't be used.", ...NO_KEY }) },
});
const describeCancel = describeRoute({
  operationId: "cancelResponse",
  summary: "Cancel a response",
  description: "While it is streamed by this process. What was written so far is stored.",
  security: KEY,
  parameters: ID,
  responses: {
    200: { description: "The canceled response." },
    ...errorResponses({ 400: "It is over.", ...NOT_STORED }),
  },
});

interface Options {
  store: ResponseStore;
  running: RunningResponses;
  keys: KeyRing;
}

/** Stored responses: read, list input items, cancel, delete. */
export function responseRoutes({ store, running, keys }: Options): Hono<Vars> {
  const routes = new Hono<Vars>();
  routes.use("/v1/responses/*", requireCaller(keys, "chat"), async (c, next) => {
    c.header("cache-control", "no-store");
    await next();
  });

  const requireResponse = async (caller: Caller, id: string): Promise<ResponseRow> => {
    const row = await store.find(caller, id);
    if (!row) throw notFound(id);
    return row;
  };

  routes.post("/v1/responses/input_tokens", describeCount, async (c) => {
    const input_tokens = await countInputTokens(c.req.raw, store, c.var.caller);
    return c.json({ object: "response.input_tokens", input_tokens });
  });

  routes.get("/v1/responses/:id", describeGet, async (c) => {
    const row = await requireResponse(c.var.caller, c.req.param("id"));
    return c.body(row.response, 200, { "content-type": "application/json" });
  });

  routes.delete("/v1/responses/:id", describeDelete, async (c) => {
    const id = c.req.param("id");
    if (!(await store.remove(c.var.caller, id))) throw notFound(id);
    return c.json({ id, object: "response", deleted: true });
  });

  routes.get("/v1/responses/:id/input_items", describeItems, query(ItemQuery), async (c) => {
    const row = await requireResponse(c.var.caller, c.req.param("id"));
    const { limit, order, after } = c.req.valid("query");
    const items = inputOf(JSON.parse(row.input));
    if (order !== "asc") items.reverse();
    return c.json(pageOf(items, limit, after));
  });

  routes.post("/v1/responses/:id/cancel", describeCancel, async (c) => {
    const id = c.req.param("id");
    const cancelled = running.cancel(id, c.var.caller.keyId);
    if (cancelled) return c.json(cancelled);
    await requireResponse(c.var.caller, id);
    throw new ApiError("invalid_request", `${id} is over: only a running response can be canceled`);
  });

  return routes;
}

/** A page of items in the format of OpenAI's lists. */
function pageOf(items: readonly Json[], limit: number, after: string | undefined) {
  const from = after === undefined ? 0 : items.findIndex(({ id }) => id === after) + 1;
  const data = items.slice(from, from + limit);
  return {
    object: "list",
    data,
    first_id: data.at(0)?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: from + limit < items.length,
  };
}

/** The number of tokens of a request, including the items it refers to; its body takes memory only during the count. */
async function countInputTokens(request: Request, store: ResponseStore, caller: Caller): Promise<number> {
  const room = bodyMemory.begin();
  try {
    const body = objectAt(await readJson(request, MAX_BODY_BYTES, { shape: CHAT_SHAPE, take: room.add }), "body");
    const stored = await historyOf(body, store, caller);
    const { chat } = readResponsesRequest({ ...body, model: body.model ?? ANY_MODEL }, stored);
    const { prompt } = await estimateTokens(chat, "");
    return prompt;
  } finally {
    room.release();
  }
}
