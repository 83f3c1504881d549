import { randomBytes } from "node:crypto";
import { Hono } from "hono";
import { ShareRequest } from "@/lib/contract/conversation";
import { ApiError } from "@/lib/contract/error";
import { newestLeaf, toMarkdown } from "@/lib/models/conversation";
import { inTurn } from "@/lib/net/turns";
import type { Conversations } from "../chat/conversations";
import { messageJson, messageOf, sessionOf } from "../chat/rows";
import type { MessageRow, SessionRow } from "../db/chats";
import type { Vars } from "../middleware/observe";
import { pagesOf, withMessages } from "./conversation-body";
import { sendPieces } from "./send";
import { ownSession, readOptionalBody } from "./sessions";

/** Copies of a conversation: as a public link, and as a file. Registered after the caller check of sessions. */
export function shareRoutes(conversations: Conversations): Hono<Vars> {
  const { store } = conversations;
  const routes = new Hono<Vars>();
  const now = () => new Date().toISOString();

  routes.post("/v1/chat/sessions/:id/share", async (c) => {
    const row = await ownSession(c, conversations);
    const { message_ids } = await readOptionalBody(c, ShareRequest);
    const ends = message_ids ?? newestLeaf(await store.tree(row.account_id, row.id));
    const token = randomBytes(18).toString("base64url");
    await store.share(row.id, token, await snapshotOf(row, ends), now());
    const data = { token, path: `/chat/shared/${token}` };
    return c.json({ success: true, data, message: "shared as it is now" }, 201);
  });

  /** Only the branches that end at these messages: what was edited away is not shared. */
  async function snapshotOf({ id, title }: SessionRow, ends: readonly number[]): Promise<string> {
    const shown = new Map<number, MessageRow>();
    for (const end of ends) {
      const line = await inTurn(() => store.line(id, end));
      if (line.length === 0)
        throw new ApiError("not_found", `there is no message ${end} in this conversation`, { param: "message_ids" });
      for (const message of line) if (message.state !== "running") shown.set(message.id, message);
    }
    const messages = [...shown.values()].sort((a, b) => a.id - b.id);
    const head = JSON.stringify({ title, shared_at: now() }).slice(0, -1);
    return `${head},"messages":[${messages.map(messageJson).join()}]}`;
  }

  routes.delete("/v1/chat/sessions/:id/share", async (c) => {
    const row = await ownSession(c, conversations);
    await store.unshare(row.id);
    return c.json({ success: true, message: "the link leads nowhere any more" });
  });

  routes.get("/v1/chat/shared/:token", async (c) => {
    const snapshot = await store.shared(c.req.param("token").slice(0, 100));
    if (!snapshot) throw new ApiError("not_found", "this link leads nowhere: it was never made, or taken back");
    c.header("x-robots-tag", "noindex");
    c.header("cache-control", "no-store");
    return c.body(snapshot, 200, { "content-type": "application/json" });
  });

  routes.get("/v1/chat/sessions/:id/export", async (c) => {
    const row = await ownSession(c, conversations);
    const format = c.req.query("format") ?? "json";
    if (format !== "json" && format !== "md")
      throw new ApiError("invalid_request", `format: expected md or json, got ${JSON.stringify(format.slice(0, 40))}`, {
        param: "format",
      });
    const name = `conversation-${row.id}.${format}`;
    c.header("content-disposition", `attachment; filename="${name}"`);
    if (format === "json") return sendPieces(c, withMessages(sessionOf(row), pagesOf(store, row)));
    const messages = [];
    for await (const rows of pagesOf(store, row)) messages.push(...rows.map(messageOf));
    return c.body(toMarkdown(row.title, messages), 200, { "content-type": "text/markdown; charset=utf-8" });
  });

  return routes;
}
