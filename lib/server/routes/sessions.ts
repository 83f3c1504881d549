import { randomBytes } from "node:crypto";
import { type Context, Hono } from "hono";
import { z } from "zod";
import { ChatSettings, NewMessage, NewSession, SessionPatch } from "@/lib/contract/conversation";
import { ApiError } from "@/lib/contract/error";
import { RowId } from "@/lib/contract/id";
import { titleOf, toMarkdown } from "@/lib/models/conversation";
import { searchWords } from "@/lib/models/excerpt";
import type { Conversations } from "../chat/conversations";
import { contentColumns, excerptIn, messageOf, sessionOf } from "../chat/rows";
import type { SessionRow } from "../db/chats";
import { requireCaller } from "../middleware/caller";
import type { Vars } from "../middleware/observe";
import { readJson } from "./body";
import { wholeNumber } from "./parameters";
import { checked } from "./parse";
import { sendLong } from "./send";

const SMALL_BYTES = 200_000;
const MESSAGE_BYTES = 30_000_000;
const UNTITLED = "New conversation";

/** Finds the conversation of the address among the caller's own: 404 for every other. */
export async function ownSession(c: Context<Vars>, { store }: Conversations): Promise<SessionRow> {
  const asked = c.req.param("id") ?? "";
  const row = RowId.safeParse(Number(asked)).success
    ? await store.session(c.var.caller.accountId, Number(asked))
    : undefined;
  if (row) return row;
  throw new ApiError("not_found", `there is no conversation "${asked.slice(0, 40)}" in this account`, { param: "id" });
}

/** Reads a body by a schema. Throws an ApiError that says what was expected. */
export async function readBody<T>(c: Context<Vars>, schema: z.ZodType<T>, mostBytes = SMALL_BYTES): Promise<T> {
  return checked(schema, await readJson(c.req.raw, mostBytes), "what GET /openapi.json describes");
}

/** `/v1/chat/sessions` and what hangs on one: conversations, scoped to the account of the caller. */
export function sessionRoutes(conversations: Conversations): Hono<Vars> {
  const { store, keys } = conversations;
  const routes = new Hono<Vars>();
  const now = () => new Date().toISOString();
  routes.use("/v1/chat/sessions/*", requireCaller(keys, "conversations"), noStore);
  routes.use("/v1/chat/sessions", requireCaller(keys, "conversations"), noStore);
  routes.use("/v1/chat/search", requireCaller(keys, "conversations"), noStore);
  routes.use("/v1/chat/stats", requireCaller(keys, "conversations"), noStore);

  routes.get("/v1/chat/sessions", async (c) => {
    const params = new URL(c.req.url).searchParams;
    const limit = wholeNumber(params, "limit", 1, 500) ?? 50;
    const offset = wholeNumber(params, "offset", 0, 1_000_000) ?? 0;
    const data = (await store.list(c.var.caller.accountId, limit, offset)).map((row) => sessionOf(row));
    return c.json({ success: true, data, count: data.length, message: `${data.length} conversations` });
  });

  routes.post("/v1/chat/sessions", async (c) => {
    const { title, model = null, settings } = await readBody(c, NewSession);
    const at = now();
    const row = await store.create({
      account_id: c.var.caller.accountId,
      title: title || UNTITLED,
      model,
      settings: JSON.stringify(ChatSettings.parse(settings ?? {})),
      created_at: at,
      updated_at: at,
    });
    return c.json({ success: true, data: sessionOf(row, []), message: "conversation created" }, 201);
  });

  routes.get("/v1/chat/sessions/:id", async (c) => {
    const row = await ownSession(c, conversations);
    const messages = await store.messages(row.account_id, row.id);
    return sendLong(c, { success: true, data: sessionOf(row, messages), message: `${messages.length} messages` });
  });

  routes.on(["PUT", "PATCH"], "/v1/chat/sessions/:id", async (c) => {
    const { title, model, settings, is_active } = await readBody(c, SessionPatch);
    const { accountId } = c.var.caller;
    const asked = Number(c.req.param("id"));
    // Only what was deleted can be brought back, so that it cannot be found before.
    if (is_active === true && RowId.safeParse(asked).success)
      await store.update(accountId, asked, { deleted_at: null });
    const row = await ownSession(c, conversations);
    const merged = { ...ChatSettings.parse(JSON.parse(row.settings)), ...settings };
    await store.update(accountId, row.id, {
      ...(title ? { title } : {}),
      ...(model === undefined ? {} : { model }),
      ...(settings ? { settings: JSON.stringify(ChatSettings.parse(merged)) } : {}),
    });
    return c.json({
      success: true,
      data: sessionOf(await ownSession(c, conversations)),
      message: "conversation changed",
    });
  });

  routes.delete("/v1/chat/sessions/:id", async (c) => {
    const row = await ownSession(c, conversations);
    for (const id of await conversations.answers.running(row.id)) conversations.answers.stop(id);
    await store.update(row.account_id, row.id, { deleted_at: now() });
    return c.json({ success: true, message: "conversation deleted; PATCH { is_active: true } brings it back" });
  });

  routes.post("/v1/chat/sessions/:id/messages", async (c) => {
    const row = await ownSession(c, conversations);
    const {
      role,
      content,
      model = null,
      tokens = null,
      created_at,
      parent_id,
    } = await readBody(c, NewMessage, MESSAGE_BYTES);
    const messages = await store.messages(row.account_id, row.id);
    if (parent_id != null && !messages.some(({ id }) => id === parent_id)) {
      throw new ApiError("not_found", `there is no message ${parent_id} in this conversation`, { param: "parent_id" });
    }
    const message = await store.addMessage({
      session_id: row.id,
      // An older client knows no branches: its messages follow one another.
      parent_id: parent_id === undefined ? (messages.at(-1)?.id ?? null) : parent_id,
      role,
      ...contentColumns(content),
      reasoning: "",
      model: model ?? null,
      state: "done",
      tokens: tokens ?? null,
      created_at: created_at ?? now(),
    });
    if (row.title === UNTITLED && role === "user")
      await store.update(row.account_id, row.id, { title: titleOf(content) });
    return c.json({ success: true, data: messageOf(message), message: "message added" }, 201);
  });

  routes.post("/v1/chat/sessions/:id/share", async (c) => {
    const row = await ownSession(c, conversations);
    const messages = (await store.messages(row.account_id, row.id)).map(messageOf);
    const snapshot = {
      title: row.title,
      shared_at: now(),
      messages: messages.filter(({ state }) => state !== "running"),
    };
    const token = randomBytes(18).toString("base64url");
    await store.share(row.id, token, JSON.stringify(snapshot), now());
    return c.json(
      { success: true, data: { token, path: `/chat/shared/${token}` }, message: "shared as it is now" },
      201,
    );
  });

  routes.delete("/v1/chat/sessions/:id/share", async (c) => {
    const row = await ownSession(c, conversations);
    await store.unshare(row.id);
    return c.json({ success: true, message: "the link leads nowhere any more" });
  });

  routes.get("/v1/chat/sessions/:id/export", async (c) => {
    const row = await ownSession(c, conversations);
    const messages = (await store.messages(row.account_id, row.id)).map(messageOf);
    const format = c.req.query("format") ?? "json";
    if (format !== "json" && format !== "md")
      throw new ApiError("invalid_request", `format: expected md or json, got ${JSON.stringify(format.slice(0, 40))}`, {
        param: "format",
      });
    const name = `conversation-${row.id}.${format}`;
    c.header("content-disposition", `attachment; filename="${name}"`);
    if (format === "json") return c.json({ ...sessionOf(row), messages });
    return c.body(toMarkdown(row.title, messages), 200, { "content-type": "text/markdown; charset=utf-8" });
  });

  const Search = z.object({
    query: z.string().trim().min(1).max(500),
    limit: z.number().int().min(1).max(100).default(20),
  });
  routes.post("/v1/chat/search", async (c) => {
    const { query, limit } = await readBody(c, Search);
    const { accountId } = c.var.caller;
    const words = searchWords(query).slice(0, 20);
    const rows = await store.list(accountId, limit, 0, words);
    const ids = rows.map(({ id }) => id);
    const excerpts = await store.firstWith(accountId, ids, words);
    const data = rows.map((row) => ({ ...sessionOf(row), excerpt: excerptIn(excerpts.get(row.id), words) }));
    return c.json({ success: true, data, count: data.length, message: `${data.length} conversations` });
  });

  routes.get("/v1/chat/stats", async (c) => {
    const { sessions, messages } = await store.counts(c.var.caller.accountId);
    return c.json({ success: true, data: { total_sessions: sessions, total_messages: messages }, message: "counted" });
  });

  return routes;
}

async function noStore(c: Context<Vars>, next: () => Promise<void>): Promise<void> {
  c.header("cache-control", "no-store");
  await next();
}
