import { Hono } from "hono";
import { describeRoute } from "hono-openapi";
import { z } from "zod";
import { Message, NewMessage, NewSession, SessionAnswer, SessionList, SessionPatch } from "@/lib/contract/conversation";
import { ApiError } from "@/lib/contract/error";
import { MAX_ID, RowId } from "@/lib/contract/id";
import { withRoom } from "../chat/room";
import type { Conversations } from "../conversations/conversations";
import { messagesJson } from "../conversations/message-pages";
import { sessionOf, settingsOf } from "../conversations/rows";
import { addMessage, createSession, requireMessage } from "../conversations/session-writes";
import type { MessagePart } from "../db/chat-pages";
import type { ChatStore, SessionRow } from "../db/chats";
import { isoNow } from "../db/iso-now";
import { requireCaller } from "../middleware/caller";
import type { Vars } from "../middleware/observe";
import { MAX_BODY_BYTES } from "./body";
import { body, errorResponses, inPath, jsonResponse, KEY, NO_KEY, query, wholeNumber } from "./contract";
import { inEnvelope, messagesAtHand, wholeConversation, withMessages } from "./conversation-body";
import { countWrites, NO_SESSION, NOT_ADDED, noStore, ownSession, SESSION_ID } from "./own-session";
import { checked } from "./parse";
import { sendPieces } from "./send";

/** Messages per response, when a part is requested. */
const MAX_PART = 500;

const describeSession = (operationId: string, summary: string, description?: string) =>
  describeRoute({
    operationId,
    summary,
    ...(description ? { description } : {}),
    security: KEY,
    parameters: SESSION_ID,
    responses: { 200: jsonResponse(SessionAnswer, "The conversation."), ...errorResponses(NO_SESSION) },
  });
const ListQuery = z.object({
  limit: wholeNumber(1, 500, 50).describe("Conversations to send."),
  offset: wholeNumber(0, 1_000_000, 0).describe("Conversations to skip."),
  tag: z.string().optional().describe("Only those with this tag."),
});
const describeList = describeRoute({
  operationId: "listConversations",
  summary: "List conversations",
  description: "Those of the account: pinned ones, then the last used first.",
  security: KEY,
  responses: { 200: jsonResponse(SessionList, "The conversations."), ...errorResponses(NO_KEY) },
});
const describeCreate = describeRoute({
  operationId: "createConversation",
  summary: "Create a conversation",
  security: KEY,
  responses: {
    201: jsonResponse(SessionAnswer, "The conversation."),
    ...errorResponses({ 400: "A field cannot be used.", ...NO_KEY }),
  },
});
const PartQuery = z.object({
  limit: wholeNumber(1, MAX_PART).describe("How many messages; all when none of the three is given."),
  after: wholeNumber(0, MAX_ID).describe("Messages with a larger id."),
  before: wholeNumber(1, MAX_ID).describe("The last messages with a smaller id."),
});
const describeGet = describeSession(
  "getConversation",
  "Get a conversation",
  "All messages, or with limit, after or before a part of them and has_more. The oldest come first.",
);
const describePatch = describeSession(
  "changeConversation",
  "Update a conversation",
  "PUT is the same. is_active: false deletes it, true brings it back. pinned lists it before others; tags replaces all its " +
    "tags; leaf_id is the message whose branch is shown first, which each added message becomes by itself.",
);
const describePut = describeSession("setConversation", "The same as PATCH");
const describeDelete = describeRoute({
  operationId: "deleteConversation",
  summary: "Delete a conversation",
  security: KEY,
  parameters: SESSION_ID,
  responses: { 200: { description: "It is done." }, ...errorResponses(NO_SESSION) },
});
const describeBranch = describeRoute({
  operationId: "deleteBranch",
  summary: "Delete a message and all below it",
  description: "data.deleted lists the messages that are gone. It cannot be undone; what was shared stays shared.",
  security: KEY,
  parameters: [...SESSION_ID, inPath("message", { type: "integer" })],
  responses: {
    200: { description: "They are deleted." },
    ...errorResponses({ ...NO_SESSION, 400: "An answer below it is being written: code answer_running." }),
  },
});
const describeAdd = describeRoute({
  operationId: "addMessage",
  summary: "Add a message",
  description: "parent_id makes a branch; left out, the message follows the last one.",
  security: KEY,
  parameters: SESSION_ID,
  responses: { 201: jsonResponse(Message, "The message, under data."), ...errorResponses(NOT_ADDED) },
});

/** `/v1/chat/sessions` and `/{id}`: conversations, scoped to the caller's account. */
export function sessionRoutes(conversations: Conversations): Hono<Vars> {
  const { store, keys, writes } = conversations;
  const routes = new Hono<Vars>();
  // The pattern also matches the path without a suffix.
  routes.use("/v1/chat/sessions/*", requireCaller(keys, "conversations"), noStore, countWrites(writes));

  routes.get("/v1/chat/sessions", describeList, query(ListQuery), async (c) => {
    const { limit, offset, tag = null } = c.req.valid("query");
    const data = (await store.list(c.var.caller.accountId, limit, offset, { tag })).map((row) => sessionOf(row));
    return c.json({ success: true, data, count: data.length, message: `${data.length} conversations` });
  });

  routes.post("/v1/chat/sessions", describeCreate, body(NewSession), async (c) => {
    const { title, model = null, settings } = c.req.valid("json");
    const row = await createSession(store, c.var.caller.accountId, { title, model, settings });
    return c.json({ success: true, data: sessionOf(row, []), message: "conversation created" }, 201);
  });

  routes.get("/v1/chat/sessions/:id", describeGet, query(PartQuery), async (c) => {
    const row = await ownSession(c, conversations);
    const part = askedPart(c.req.valid("query"));
    let count = 0;
    const counted = (messages: number) => {
      count = messages;
    };
    const data = part ? await partOf(store, row, part, counted) : wholeConversation(store, row, counted);
    const answer = inEnvelope(data, () => `${count} messages`);
    return sendPieces(c, answer);
  });

  routes.patch("/v1/chat/sessions/:id", describePatch);
  routes.put("/v1/chat/sessions/:id", describePut);
  routes.on(["PUT", "PATCH"], "/v1/chat/sessions/:id", body(SessionPatch), async (c) => {
    const patch = c.req.valid("json");
    const row = await ownSession(c, conversations, c.req.param("id"), patch.is_active === true);
    if (patch.leaf_id != null) await requireMessage(store, row, patch.leaf_id, "leaf_id");
    if (patch.is_active === false) await stopAnswers(conversations, row);
    await withRoom(store, row.account_id, () => store.update(row.account_id, row.id, changesOf(row, patch)));
    const data = sessionOf(await ownSession(c, conversations, c.req.param("id"), true));
    return c.json({ success: true, data, message: "conversation changed" });
  });

  routes.delete("/v1/chat/sessions/:id", describeDelete, async (c) => {
    const row = await ownSession(c, conversations);
    await stopAnswers(conversations, row);
    await store.update(row.account_id, row.id, { deleted_at: isoNow() });
    return c.json({ success: true, message: "conversation deleted; PATCH { is_active: true } brings it back" });
  });

  return routes;
}

async function stopAnswers({ answers }: Conversations, row: SessionRow): Promise<void> {
  for (const id of await answers.running(row.id)) answers.stop(id);
}

/** Messages of a conversation: adds one, and deletes one with its descendants. Registered after `sessionRoutes`. */
export function sessionMessageRoutes(conversations: Conversations): Hono<Vars> {
  const { store } = conversations;
  const routes = new Hono<Vars>();

  const newMessage = body(NewMessage, { maxBytes: MAX_BODY_BYTES });
  routes.post("/v1/chat/sessions/:id/messages", describeAdd, newMessage, async (c) => {
    const row = await ownSession(c, conversations);
    const { role, content, model = null, tokens = null, created_at, parent_id } = c.req.valid("json");
    if (parent_id != null) await requireMessage(store, row, parent_id, "parent_id");
    const message = await addMessage(store, row, content, { role, model, tokens, created_at, parent_id });
    const answer = inEnvelope(messagesAtHand([message]), () => "message added");
    return sendPieces(c, answer, { status: 201 });
  });

  routes.delete("/v1/chat/sessions/:id/messages/:message", describeBranch, async (c) => {
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

  return routes;
}

/** The requested part of the messages; null for all of them. */
function askedPart({ limit, after, before }: z.infer<typeof PartQuery>) {
  if (limit === null && after === null && before === null) return null;
  if (after !== null && before !== null)
    throw new ApiError("invalid_request", "before: expected either before or after, got both", { param: "before" });
  return { limit: limit ?? MAX_PART, after: after ?? 0, before };
}

/** A part of a conversation's messages, and whether there are more in the requested direction. */
async function partOf({ pages }: ChatStore, row: SessionRow, part: MessagePart, counted: (messages: number) => void) {
  const sizes = await pages.sizes(row.id, { ...part, limit: part.limit + 1 });
  const has_more = sizes.length > part.limit;
  if (has_more) sizes.splice(part.before == null ? part.limit : 0, 1);
  return withMessages({ ...sessionOf(row), has_more }, messagesJson(pages, row.id, [sizes], counted));
}

function changesOf(row: SessionRow, patch: z.infer<typeof SessionPatch>) {
  const { title, model, settings, pinned, tags, leaf_id, is_active } = patch;
  const pins = pinned !== undefined && pinned !== (row.pinned_at !== null);
  return {
    ...(is_active === undefined ? {} : { deleted_at: is_active ? null : isoNow() }),
    ...(pins ? { pinned_at: pinned ? isoNow() : null } : {}),
    ...(tags ? { tags: JSON.stringify([...new Set(tags)]) } : {}),
    ...(leaf_id === undefined ? {} : { leaf_id }),
    ...(title === undefined ? {} : { title }),
    ...(model === undefined ? {} : { model }),
    ...(settings ? { settings: JSON.stringify({ ...settingsOf(row), ...settings }) } : {}),
  };
}
