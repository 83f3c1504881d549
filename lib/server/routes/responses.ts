import { Hono } from "hono";
import { ApiError } from "@/lib/contract/error";
import type { KeyRing } from "../auth/key-ring";
import type { ResponseStore } from "../db/responses";
import { requireCaller } from "../middleware/caller";
import type { Vars } from "../middleware/observe";
import { notFound } from "../protocols/responses/history";
import type { RunningResponses } from "../protocols/responses/protocol";
import { inputOf } from "../protocols/responses/request";
import { wholeNumber } from "./parameters";

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

  routes.get("/v1/responses/:id", async (c) => {
    const row = await store.find(c.var.caller, c.req.param("id"));
    if (!row) throw notFound(c.req.param("id"));
    return c.body(row.response, 200, { "content-type": "application/json" });
  });

  routes.delete("/v1/responses/:id", async (c) => {
    const id = c.req.param("id");
    if (!(await store.remove(c.var.caller, id))) throw notFound(id);
    return c.json({ id, object: "response", deleted: true });
  });

  routes.get("/v1/responses/:id/input_items", async (c) => {
    const row = await store.find(c.var.caller, c.req.param("id"));
    if (!row) throw notFound(c.req.param("id"));
    const limit = wholeNumber(new URL(c.req.url).searchParams, "limit", 1, 100) ?? 20;
    const items = inputOf(JSON.parse(row.input));
    if (c.req.query("order") !== "asc") items.reverse();
    const after = c.req.query("after");
    const from = after === undefined ? 0 : items.findIndex(({ id }) => id === after) + 1;
    const data = items.slice(from, from + limit);
    return c.json({
      object: "list",
      data,
      first_id: data.at(0)?.id ?? null,
      last_id: data.at(-1)?.id ?? null,
      has_more: from + limit < items.length,
    });
  });

  routes.post("/v1/responses/:id/cancel", async (c) => {
    const id = c.req.param("id");
    const cancelled = running.cancel(id, c.var.caller.keyId);
    if (cancelled) return c.json(cancelled);
    if (!(await store.find(c.var.caller, id))) throw notFound(id);
    throw new ApiError("invalid_request", `${id} is over: only a running response can be canceled`);
  });

  return routes;
}
