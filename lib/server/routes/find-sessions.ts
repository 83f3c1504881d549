import { Hono } from "hono";
import { describeRoute } from "hono-openapi";
import { z } from "zod";
import { SessionList, TagList } from "@/lib/contract/conversation";
import { searchWords } from "@/lib/models/excerpt";
import type { Conversations } from "../conversations/conversations";
import { sessionOf } from "../conversations/rows";
import { searchSessions } from "../conversations/search";
import { requireCaller } from "../middleware/caller";
import type { Vars } from "../middleware/observe";
import { body, errorResponses, jsonResponse, KEY, NO_KEY } from "./contract";
import { noStore } from "./own-session";

const Search = z.object({
  query: z.string().trim().min(1).max(500),
  limit: z.number().int().min(1).max(100).default(20),
});
const describeSearch = describeRoute({
  operationId: "searchConversations",
  summary: "Search conversations",
  security: KEY,
  responses: {
    200: jsonResponse(SessionList, "Those that hold all words."),
    ...errorResponses({ 400: "No words.", ...NO_KEY }),
  },
});
const describeStats = describeRoute({
  operationId: "countConversations",
  summary: "Count conversations and messages",
  security: KEY,
  responses: { 200: { description: "The counts, under data." }, ...errorResponses(NO_KEY) },
});
const describeTags = describeRoute({
  operationId: "listTags",
  summary: "List the tags of conversations",
  security: KEY,
  responses: { 200: jsonResponse(TagList, "The tags, the most used first."), ...errorResponses(NO_KEY) },
});

/** Searches all conversations of an account by words and by tags, and counts them. */
export function findSessionRoutes({ store, keys }: Conversations): Hono<Vars> {
  const routes = new Hono<Vars>();
  for (const path of ["/v1/chat/search", "/v1/chat/tags", "/v1/chat/stats"])
    routes.use(path, requireCaller(keys, "conversations"), noStore);

  routes.get("/v1/chat/tags", describeTags, async (c) => {
    const counts = new Map<string, number>();
    for (const tag of await store.tags(c.var.caller.accountId)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    const data = [...counts].map(([tag, conversations]) => ({ tag, conversations }));
    data.sort((a, b) => b.conversations - a.conversations || (a.tag < b.tag ? -1 : 1));
    return c.json({ success: true, data, message: `${data.length} tags` });
  });

  routes.post("/v1/chat/search", describeSearch, body(Search), async (c) => {
    const { query, limit } = c.req.valid("json");
    const { accountId } = c.var.caller;
    const words = searchWords(query).slice(0, 20);
    const matches = await searchSessions(store, accountId, words, limit);
    const data = matches.map(({ row, excerpt }) => ({ ...sessionOf(row), excerpt }));
    return c.json({ success: true, data, count: data.length, message: `${data.length} conversations` });
  });

  routes.get("/v1/chat/stats", describeStats, async (c) => {
    const { sessions, messages } = await store.counts(c.var.caller.accountId);
    return c.json({ success: true, data: { total_sessions: sessions, total_messages: messages }, message: "counted" });
  });

  return routes;
}
