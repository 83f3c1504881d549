import { type Context, Hono } from "hono";
import { describeRoute } from "hono-openapi";
import { ApiError } from "@/lib/contract/error";
import type { Model } from "@/lib/contract/model";
import { findModel } from "@/lib/models/find-model";
import type { KeyRing } from "../auth/key-ring";
import { readRow, rowCount } from "../catalog/row-table";
import type { Catalog } from "../catalog/snapshot";
import { estimateTokens } from "../chat/tokens";
import type { Log } from "../log";
import { requireCaller } from "../middleware/caller";
import { writeError } from "../middleware/errors";
import type { Vars } from "../middleware/observe";
import { messagesError } from "../protocols/messages/error";
import { readCountRequest } from "../protocols/messages/request";
import { MAX_BODY_BYTES, readJson } from "./body";
import { bodyLike, errorResponses, KEY, NO_KEY } from "./contract";
import { bodyMemory } from "./memory-budget";
import { readWholeNumber } from "./parameters";
import { CHAT_SHAPE } from "./parse";

const describeCount = describeRoute({
  operationId: "countMessageTokens",
  summary: "Count tokens",
  description: "An estimate with one tokenizer for all models.",
  security: KEY,
  requestBody: bodyLike("A message request.", { model: { type: "string" }, messages: { type: "array", items: {} } }),
  responses: { 200: { description: "input_tokens." }, ...errorResponses({ 400: "A field can't be used.", ...NO_KEY }) },
});

/** Endpoints for Anthropic's clients in addition to messages. */
export function messageRoutes(keys: KeyRing, log: Log): Hono<Vars> {
  const routes = new Hono<Vars>();
  routes.onError(writeError(log, messagesError));

  routes.post("/v1/messages/count_tokens", describeCount, requireCaller(keys, "chat"), async (c) => {
    const room = bodyMemory.begin();
    try {
      const body = await readJson(c.req.raw, MAX_BODY_BYTES, { shape: CHAT_SHAPE, take: room.add });
      const { chat } = readCountRequest(body);
      const { prompt } = await estimateTokens(chat, "");
      return c.json({ input_tokens: prompt });
    } finally {
      room.release();
    }
  });

  return routes;
}

/** Whether a request is from an Anthropic client, which expects its formats on every path. */
export function speaksAnthropic(c: Context): boolean {
  return c.req.header("anthropic-version") !== undefined;
}

/** The list of models in Anthropic's format, by `limit`, and `after_id` or `before_id`. */
export async function anthropicModels(
  c: Context,
  catalog: Pick<Catalog, "snapshot">,
  count: (rows: number) => Promise<void>,
): Promise<Response> {
  const { rows, index } = catalog.snapshot();
  const parameters = new URL(c.req.url).searchParams;
  const limit = readWholeNumber(parameters, "limit", 1, 1_000) ?? 20;
  const [after, before] = [parameters.get("after_id"), parameters.get("before_id")];
  if (after !== null && before !== null) {
    throw new ApiError("invalid_request", "expected after_id or before_id, got both", { param: "before_id" });
  }
  const position = (id: string) => {
    const row = findModel(index, id);
    if (row >= 0) return row;
    throw new ApiError("invalid_request", `there is no model "${id.slice(0, 200)}" to continue from`);
  };
  const total = rowCount(rows);
  const last = before === null ? total : position(before);
  const start = before === null ? (after === null ? 0 : position(after) + 1) : Math.max(0, last - limit);
  const end = Math.min(last, start + limit);
  await count(Math.max(0, end - start));
  const data = Array.from({ length: Math.max(0, end - start) }, (_, at) => {
    return anthropicModel(readRow<Model>(rows, start + at));
  });
  return c.json({
    data,
    has_more: before !== null ? start > 0 : end < total,
    first_id: data.at(0)?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
  });
}

/** One model in Anthropic's format. */
export function anthropicModel({ id, name, created }: Pick<Model, "id" | "name" | "created">) {
  return { type: "model", id, display_name: name, created_at: new Date((created ?? 0) * 1000).toISOString() };
}
