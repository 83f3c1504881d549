import { Hono } from "hono";
import { describeRoute } from "hono-openapi";
import { z } from "zod";
import { ApiError } from "@/lib/contract/error";
import type { Conversations } from "../chat/conversations";
import { importChatGpt } from "../chat/import-chatgpt";
import { requireCaller } from "../middleware/caller";
import type { Vars } from "../middleware/observe";
import { body, errors, KEY, NO_KEY } from "./contract";
import { countWrites, MESSAGE_BYTES, noStore } from "./own-session";

const MAX_IMPORT = 1_000;
const describeImport = describeRoute({
  operationId: "importConversations",
  summary: "Import conversations of ChatGPT",
  description:
    "The body is the conversations.json of ChatGPT's export, or a part of its list: at most 1,000 conversations and " +
    "30 MB at once. Branches stay. data has how many conversations and messages were stored, and under skipped what " +
    "was not, and why. Nothing is compared with what is there: importing twice stores it twice.",
  security: KEY,
  responses: {
    201: { description: "What came of it." },
    ...errors({
      400: "No JSON, or too many conversations.",
      ...NO_KEY,
      413: "Too large.",
      429: "Too many changes within a minute.",
    }),
  },
});

/** `POST /v1/chat/import`: conversations of another service. */
export function importSessionRoutes({ store, keys, writes }: Conversations): Hono<Vars> {
  const routes = new Hono<Vars>();
  routes.use("/v1/chat/import", requireCaller(keys, "conversations"), noStore, countWrites(writes));
  routes.post("/v1/chat/import", describeImport, body(z.unknown(), { mostBytes: MESSAGE_BYTES }), async (c) => {
    const sent = c.req.valid("json");
    const list = Array.isArray(sent) ? sent : [sent];
    if (list.length > MAX_IMPORT)
      throw new ApiError("invalid_request", `expected at most ${MAX_IMPORT} conversations at once, got ${list.length}`);
    const data = await importChatGpt(store, c.var.caller.accountId, list);
    return c.json({ success: true, data, message: `${data.conversations} conversations imported` }, 201);
  });
  return routes;
}
