import { Hono } from "hono";
import { describeRoute } from "hono-openapi";
import { z } from "zod";
import type { Conversations } from "../conversations/conversations";
import { importChatGpt } from "../conversations/import-chatgpt";
import { requireCaller } from "../middleware/caller";
import type { Vars } from "../middleware/observe";
import { MAX_BODY_BYTES, readBytes } from "./body";
import { contentOf, errorResponses, KEY, NO_KEY } from "./contract";
import { bodyMemory } from "./memory-budget";
import { countWrites, noStore } from "./own-session";
import { CONVERSATION_SHAPE, parseItems } from "./parse";

const MAX_IMPORT = 1_000;
const describeImport = describeRoute({
  operationId: "importConversations",
  summary: "Import conversations of ChatGPT",
  description:
    "The body is the conversations.json of ChatGPT's export, or a part of its list: at most 1,000 conversations and " +
    "30 MB at once, each of at most 250,000 values. Branches are kept. data has how many conversations and messages " +
    "were stored, and under skipped which were not, and why. Importing the same file twice stores it twice.",
  security: KEY,
  requestBody: { required: true, content: contentOf(z.unknown()) },
  responses: {
    201: { description: "What came of it." },
    ...errorResponses({
      400: "No JSON, or too many conversations.",
      ...NO_KEY,
      413: "Too large.",
      429: "Too many changes within a minute.",
    }),
  },
});

/** `POST /v1/chat/import`: imports conversations of another service. */
export function importSessionRoutes({ store, keys, writes }: Conversations): Hono<Vars> {
  const routes = new Hono<Vars>();
  routes.use("/v1/chat/import", requireCaller(keys, "conversations"), noStore, countWrites(writes));
  routes.post("/v1/chat/import", describeImport, async (c) => {
    const room = bodyMemory.begin();
    try {
      const bytes = await readBytes(c.req.raw, MAX_BODY_BYTES, room.add);
      const data = await importChatGpt(
        store,
        c.var.caller.accountId,
        await parseItems(bytes, CONVERSATION_SHAPE, MAX_IMPORT),
      );
      return c.json({ success: true, data, message: `${data.conversations} conversations imported` }, 201);
    } finally {
      room.release();
    }
  });
  return routes;
}
