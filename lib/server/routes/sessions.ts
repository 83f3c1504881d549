import { type Context, Hono, type MiddlewareHandler } from "hono";
import { z } from "zod";
import { NewMessage, NewSession, SessionPatch } from "@/lib/contract/conversation";
import { ApiError } from "@/lib/contract/error";
import { MAX_ID, RowId } from "@/lib/contract/id";
import { searchWords } from "@/lib/models/excerpt";
import { type Conversations, withRoom } from "../chat/conversations";
import { importChatGpt } from "../chat/import-chatgpt";
import { addMessage, createSession, requireMessage } from "../chat/new-rows";
import { excerptIn, messageOf, sessionOf, settingsOf } from "../chat/rows";
import type { ChatStore, SessionRow } from "../db/chats";
import type { Limiter } from "../limits/limiter";
import { requireCaller } from "../middleware/caller";
import type { Vars } from "../middleware/observe";
import { countWrite } from "../middleware/rate-limit";
import { readJson } from "./body";
import { pagesOf, withMessages } from "./conversation-body";
import { wholeNumber } from "./parameters";
import { checked } from "./parse";
import { sendPieces } from "./send";

const SMALL_BYTES = 200_000;
/** A message with its files. */
export const MESSAGE_BYTES = 30_000_000;
/** Messages per response, when a part is requested. */
const MAX_PART = 500;
/** Conversations in one import. */
const MAX_IMPORT = 1_000;

/** The caller's conversation in the path; 404 for any other. */
export async function ownSession(
  c: Context<Vars>,
  { store }: Conversations,
  asked = c.req.param("id") ?? "",
): Promise<SessionRow> {
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

/** The same where nothing need be sent: no body is an empty object. */
export async function readOptionalBody<T>(c: Context<Vars>, schema: z.ZodType<T>): Promise<T> {
  return c.req.raw.body ? readBody(c, schema) : checked(schema, {}, "what GET /openapi.json describes");
}

/** `/v1/chat/sessions` and below: conversations, scoped to the caller's account. */
export function sessionRoutes(conversations: Conversations): Hono<Vars> {
  const { store, keys, writes } = conversations;
  const routes = new Hono<Vars>();
  const now = () => new Date().toISOString();
  routes.use("/v1/chat/sessions/*", requireCaller(keys, "conversations"), noStore);
  routes.use("/v1/chat/sessions", requireCaller(keys, "conversations"), noStore);
  // The pattern also matches the path without a suffix.
  routes.use("/v1/chat/sessions/*", countWrites(writes));
  routes.use("/v1/chat/search", requireCaller(keys, "conversations"), noStore);
  routes.use("/v1/chat/import", requireCaller(keys, "conversations"), noStore, countWrites(writes));
  routes.use("/v1/chat/tags", requireCaller(keys, "conversations"), noStore);
  routes.use("/v1/chat/stats", requireCaller(keys, "conversations"), noStore);

  routes.get("/v1/chat/sessions", async (c) => {
    const params = new URL(c.req.url).searchParams;
    const limit = wholeNumber(params, "limit", 1, 500) ?? 50;
    const offset = wholeNumber(params, "offset", 0, 1_000_000) ?? 0;
    const tag = params.get("tag");
    const data = (await store.list(c.var.caller.accountId, limit, offset, { tag })).map((row) => sessionOf(row));
    return c.json({ success: true, data, count: data.length, message: `${data.length} conversations` });
  });

  routes.post("/v1/chat/sessions", async (c) => {
    const { title, model = null, settings } = await readBody(c, NewSession);
    const row = await createSession(store, c.var.caller.accountId, { title, model, settings });
    return c.json({ success: true, data: sessionOf(row, []), message: "conversation created" }, 201);
  });

  routes.get("/v1/chat/sessions/:id", async (c) => {
    const row = await ownSession(c, conversations);
    const part = partOf(new URL(c.req.url).searchParams);
    if (!part) return sendPieces(c, wholeConversation(store, row));
    const messages = await store.messages(row.account_id, row.id, { ...part, limit: part.limit + 1 });
    const has_more = messages.length > part.limit;
    if (has_more) messages.splice(part.before === null ? part.limit : 0, 1);
    const data = { ...sessionOf(row), has_more };
    return sendPieces(
      c,
      inEnvelope(withMessages(data, [messages]), () => messages.length),
    );
  });

  routes.on(["PUT", "PATCH"], "/v1/chat/sessions/:id", async (c) => {
    const { title, model, settings, is_active, pinned, tags, leaf_id } = await readBody(c, SessionPatch);
    const { accountId } = c.var.caller;
    const asked = Number(c.req.param("id"));
    // Only deleted conversations can be restored, so it can't be looked up first.
    if (is_active === true && RowId.safeParse(asked).success)
      await store.update(accountId, asked, { deleted_at: null });
    const row = await ownSession(c, conversations);
    if (leaf_id != null) await requireMessage(store, row, leaf_id, "leaf_id");
    const set = {
      ...(pinned === undefined || pinned === (row.pinned_at !== null) ? {} : { pinned_at: pinned ? now() : null }),
      ...(tags ? { tags: JSON.stringify([...new Set(tags)]) } : {}),
      ...(leaf_id === undefined ? {} : { leaf_id }),
      ...(title ? { title } : {}),
      ...(model === undefined ? {} : { model }),
      ...(settings ? { settings: JSON.stringify({ ...settingsOf(row), ...settings }) } : {}),
    };
    await withRoom(store, accountId, () => store.update(accountId, row.id, set));
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
    if (parent_id != null) await requireMessage(store, row, parent_id, "parent_id");
    const message = await addMessage(store, row, content, { role, model, tokens, created_at, parent_id });
    return c.json({ success: true, data: messageOf(message), message: "message added" }, 201);
  });

  routes.delete("/v1/chat/sessions/:id/messages/:message", async (c) => {
    const row = await ownSession(c, conversations);
    const message = checked(RowId, Number(c.req.param("message")), "the ID of a message");
    await requireMessage(store, row, message, "message");
    const { deleted, running } = await store.deleteBranch(row.id, message);
    if (running.length > 0)
      throw new ApiError("invalid_request", `answer ${running[0]} below this message is being written: stop it first`, {
        code: "answer_running",
        param: "message",
      });
    return c.json({ success: true, data: { deleted }, message: `${deleted.length} messages deleted` });
  });

  routes.post("/v1/chat/import", async (c) => {
    const body = await readJson(c.req.raw, MESSAGE_BYTES);
    const list = Array.isArray(body) ? body : [body];
    if (list.length > MAX_IMPORT)
      throw new ApiError("invalid_request", `expected at most ${MAX_IMPORT} conversations at once, got ${list.length}`);
    const data = await importChatGpt(store, c.var.caller.accountId, list);
    return c.json({ success: true, data, message: `${data.conversations} conversations imported` }, 201);
  });

  routes.get("/v1/chat/tags", async (c) => {
    const counts = new Map<string, number>();
    for (const tag of await store.tags(c.var.caller.accountId)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    const data = [...counts].map(([tag, conversations]) => ({ tag, conversations }));
    data.sort((a, b) => b.conversations - a.conversations || (a.tag < b.tag ? -1 : 1));
    return c.json({ success: true, data, message: `${data.length} tags` });
  });

  const Search = z.object({
    query: z.string().trim().min(1).max(500),
    limit: z.number().int().min(1).max(100).default(20),
  });
  routes.post("/v1/chat/search", async (c) => {
    const { query, limit } = await readBody(c, Search);
    const { accountId } = c.var.caller;
    const words = searchWords(query).slice(0, 20);
    const rows = await store.list(accountId, limit, 0, { words });
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

/** Which messages are asked for; null for all of them. */
function partOf(params: URLSearchParams): { limit: number; after: number; before: number | null } | null {
  const limit = wholeNumber(params, "limit", 1, MAX_PART);
  const after = wholeNumber(params, "after", 0, MAX_ID);
  const before = wholeNumber(params, "before", 1, MAX_ID);
  if (limit === null && after === null && before === null) return null;
  if (after !== null && before !== null)
    throw new ApiError("invalid_request", "before: expected either before or after, got both", { param: "before" });
  return { limit: limit ?? MAX_PART, after: after ?? 0, before };
}

function wholeConversation(store: ChatStore, row: SessionRow): AsyncGenerator<string> {
  let count = 0;
  const data = withMessages(sessionOf(row), pagesOf(store, row), (messages) => {
    count = messages;
  });
  return inEnvelope(data, () => count);
}

async function* inEnvelope(data: AsyncGenerator<string>, messages: () => number): AsyncGenerator<string> {
  yield '{"success":true,"data":';
  yield* data;
  yield `,"message":"${messages()} messages"}`;
}

/** Counts each change of an account, except stopping an answer. */
export function countWrites(writes: Limiter): MiddlewareHandler<Vars> {
  return async (c, next) => {
    if (c.req.method !== "GET" && !c.req.path.endsWith("/stop")) await countWrite(c.var.caller, writes);
    await next();
  };
}

/** Private responses must not be cached. */
export async function noStore(c: Context<Vars>, next: () => Promise<void>): Promise<void> {
  c.header("cache-control", "no-store");
  await next();
}
