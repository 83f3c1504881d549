import { randomBytes } from "node:crypto";
import { Hono } from "hono";
import { describeRoute } from "hono-openapi";
import { z } from "zod";
import { SharedConversation, ShareRequest } from "@/lib/contract/conversation";
import { ApiError } from "@/lib/contract/error";
import { newestLeaf } from "@/lib/models/conversation";
import { runQueued } from "@/lib/net/turns";
import type { Conversations } from "../conversations/conversations";
import { messagesJson } from "../conversations/message-pages";
import type { MessageSize } from "../db/chat-pages";
import type { ChatStore, SessionRow } from "../db/chats";
import { isoNow } from "../db/iso-now";
import type { Vars } from "../middleware/observe";
import { body, errorResponses, jsonResponse, KEY, query } from "./contract";
import { markdownOf, wholeConversation } from "./conversation-body";
import { NO_SESSION, ownSession, SESSION_ID } from "./own-session";
import { sendPieces } from "./send";

const describeShare = describeRoute({
  operationId: "share",
  summary: "Share a conversation",
  description:
    "The link shows the branches that end at message_ids, at most 8, and nothing else; without a body the newest branch.",
  security: KEY,
  parameters: SESSION_ID,
  responses: { 201: { description: "The link." }, ...errorResponses(NO_SESSION) },
});
const describeUnshare = describeRoute({
  operationId: "unshare",
  summary: "Unshare a conversation",
  security: KEY,
  parameters: SESSION_ID,
  responses: { 200: { description: "It is done." }, ...errorResponses(NO_SESSION) },
});
const describeShared = describeRoute({
  operationId: "getSharedConversation",
  summary: "A conversation that was shared",
  responses: {
    200: jsonResponse(SharedConversation, "As it was then."),
    ...errorResponses({ 404: "Share link not found." }),
  },
});
const ExportQuery = z.object({
  format: z
    .enum(["json", "md"], {
      error: ({ input }) => `expected md or json, got ${JSON.stringify(String(input).slice(0, 40))}`,
    })
    .default("json")
    .describe("The format, with all branches and what they cost."),
});
const describeExport = describeRoute({
  operationId: "exportConversation",
  summary: "Export a conversation",
  security: KEY,
  parameters: SESSION_ID,
  responses: {
    200: { description: "The file." },
    ...errorResponses({ 400: "The format is none of these.", ...NO_SESSION }),
  },
});

/** Copies of a conversation: as a public link, and as a file. Registered after the caller check of sessions. */
export function shareRoutes(conversations: Conversations): Hono<Vars> {
  const { store } = conversations;
  const routes = new Hono<Vars>();

  routes.post("/v1/chat/sessions/:id/share", describeShare, body(ShareRequest, { optional: true }), async (c) => {
    const row = await ownSession(c, conversations);
    const { message_ids } = c.req.valid("json");
    const ends = message_ids ?? newestLeaf(await store.tree(row.account_id, row.id));
    const token = randomBytes(18).toString("base64url");
    await store.share(row.id, token, await snapshotOf(store, row, ends), isoNow());
    const data = { token, path: `/chat/shared/${token}` };
    return c.json({ success: true, data, message: "shared as it is now" }, 201);
  });

  routes.delete("/v1/chat/sessions/:id/share", describeUnshare, async (c) => {
    const row = await ownSession(c, conversations);
    await store.unshare(row.id);
    return c.json({ success: true, message: "the share link was revoked" });
  });

  routes.get("/v1/chat/shared/:token", describeShared, async (c) => {
    const token = c.req.param("token").slice(0, 100);
    const snapshot = await store.shared(token);
    if (snapshot === undefined)
      throw new ApiError("not_found", "there is no such share link: it never existed, or was revoked");
    c.header("x-robots-tag", "noindex");
    c.header("cache-control", "no-store");
    if (snapshot === "") return sendPieces(c, partsOf(store, token), { type: "application/json" });
    return c.body(snapshot, 200, { "content-type": "application/json" });
  });

  routes.get("/v1/chat/sessions/:id/export", describeExport, query(ExportQuery), async (c) => {
    const row = await ownSession(c, conversations);
    const { format } = c.req.valid("query");
    const name = `conversation-${row.id}.${format}`;
    c.header("content-disposition", `attachment; filename="${name}"`);
    if (format === "json") return sendPieces(c, wholeConversation(store, row));
    return sendPieces(c, markdownOf(store, row), { type: "text/markdown; charset=utf-8" });
  });

  return routes;
}

/** A copy of only the branches that end at these messages, so that edited messages are not shared. */
async function snapshotOf({ pages }: ChatStore, { id, title }: SessionRow, ends: readonly number[]): Promise<string[]> {
  const shown = new Map<number, MessageSize>();
  for (const end of ends) {
    const line = await pages.sizesDownTo(id, end);
    if (line.length === 0)
      throw new ApiError("not_found", `there is no message ${end} in this conversation`, { param: "message_ids" });
    for (const message of line) if (message.state !== "running") shown.set(message.id, message);
  }
  const sizes = [...shown.values()].sort((a, b) => a.id - b.id);
  const pieces = [`${JSON.stringify({ title, shared_at: isoNow() }).slice(0, -1)},"messages":[`];
  for await (const piece of messagesJson(pages, id, [sizes])) pieces.push(piece);
  return [...pieces, "]}"];
}

/** Reads a snapshot stored in parts; fails when it is revoked meanwhile, so that it never looks complete. */
async function* partsOf(store: ChatStore, token: string): AsyncGenerator<string> {
  for (let seq = 0; ; seq++) {
    const part = await runQueued(() => store.sharedPart(token, seq));
    if (!part) throw new Error("the share link was revoked while it was read");
    yield part.text;
    if (part.is_last === 1) return;
  }
}
