import { Hono } from "hono";
import { describeRoute } from "hono-openapi";
import { z } from "zod";
import { Message, NewAnswers, SentMessage, SessionAnswer } from "@/lib/contract/conversation";
import { ApiError } from "@/lib/contract/error";
import { requireRoom } from "../chat/room";
import { type Conversations, MIN_ROOM } from "../conversations/conversations";
import { messageOf, sessionOf } from "../conversations/rows";
import { addMessage, createSession, requireMessage } from "../conversations/session-writes";
import type { ChatStore, MessageRow, SessionRow } from "../db/chats";
import { isoNow } from "../db/iso-now";
import type { Env } from "../env";
import type { Limits } from "../limits/limiter";
import { requireCaller } from "../middleware/caller";
import type { Vars } from "../middleware/observe";
import { MAX_BODY_BYTES } from "./body";
import { body, errorResponses, jsonResponse, KEY, query, wholeNumber } from "./contract";
import { inEnvelope, messagesAtHand, withMessages } from "./conversation-body";
import { eventStream } from "./event-stream";
import { countWrites, NO_SESSION, NOT_ADDED, noStore, ownSession, SESSION_ID } from "./own-session";
import { sendPieces } from "./send";
import { AnswerStarter } from "./start-answers";

const STARTED = "being written: follow …/events";

const describeSend = describeRoute({
  operationId: "sendMessage",
  summary: "Send a message and get answers",
  description:
    "Adds a user message to a conversation, or begins one with it, and starts one answer per target: one request for " +
    "what …/messages and …/answers do one by one. At most 4 places with 1 to 4 targets each, and 8 answers of a " +
    "conversation at once. Nothing is stored where the limits allow no answer.",
  security: KEY,
  responses: {
    201: jsonResponse(SessionAnswer, "The conversation; its messages are only those that were added."),
    ...errorResponses(NOT_ADDED),
  },
});
const describeAnswers = describeRoute({
  operationId: "askForAnswers",
  summary: "Generate answers",
  description:
    "One answer per target, of which there are 1 to 4, generated server-side; stream from …/events. A conversation has " +
    "at most 8 answers at once. An answer that gets too long (4 MB unless the operator sets another limit) is kept, and " +
    "ends as interrupted with the error answer_too_long.",
  security: KEY,
  parameters: SESSION_ID,
  responses: { 201: jsonResponse(Message, "The answers, under data, as they begin."), ...errorResponses(NOT_ADDED) },
});
const EventQuery = z.object({
  message: wholeNumber(1, Number.MAX_SAFE_INTEGER).describe("Only this answer."),
  after: wholeNumber(0, Number.MAX_SAFE_INTEGER, 0).describe("Only its events with a larger seq."),
});
const describeEvents = describeRoute({
  operationId: "followAnswers",
  summary: "Stream events",
  description: "An event stream from the beginning of each answer, ending with the event over.",
  security: KEY,
  parameters: SESSION_ID,
  responses: { 200: { description: "Events of the types text, reasoning, and end." }, ...errorResponses(NO_SESSION) },
});
const StopRequest = z.object({ message_id: z.number().int().optional() });
const describeStop = describeRoute({
  operationId: "stopAnswers",
  summary: "Stop answers",
  security: KEY,
  parameters: SESSION_ID,
  responses: { 200: { description: "It is done." }, ...errorResponses(NO_SESSION) },
});

/** Starts answers in conversations: to a message in the request, or to an existing one. */
export function answerRoutes(
  conversations: Conversations,
  limits: Pick<Limits, "limiter">,
  env: Pick<Env, "TRUST_PROXY" | "REQUESTS_PER_MINUTE">,
): Hono<Vars> {
  const { store, keys, writes } = conversations;
  const routes = new Hono<Vars>();
  const starter = new AnswerStarter(conversations, limits, env);
  const answering = requireCaller(keys, "conversations", "chat");

  const sent = body(SentMessage, { maxBytes: MAX_BODY_BYTES });
  routes.post("/v1/chat/send", describeSend, answering, noStore, countWrites(writes), sent, async (c) => {
    const { session_id, settings, at } = c.req.valid("json");
    const existing = session_id == null ? null : await ownSession(c, conversations, String(session_id));
    await checkParents(store, existing, at);
    const calls = at.reduce((sum, { targets }) => sum + targets.length, 0);
    const { session, messages } = await starter.admit(c, existing, calls, async () => {
      const session = existing ?? (await createSession(store, c.var.caller.accountId, { settings }));
      const added = await addMessages(store, session, c.req.valid("json"), !existing);
      const messages: MessageRow[] = [];
      for (const [i, { targets }] of at.entries()) {
        const message = added[i] as MessageRow;
        messages.push(message, ...(await starter.start(c, session, { parent: message.id, targets })));
      }
      return { session, messages };
    });
    const changed = sessionOf(await ownSession(c, conversations, String(session.id)));
    const answer = inEnvelope(withMessages(changed, messagesAtHand(messages)), () => STARTED);
    return sendPieces(c, answer, { status: 201 });
  });

  routes.post("/v1/chat/sessions/:id/answers", describeAnswers, answering, body(NewAnswers), async (c) => {
    const session = await ownSession(c, conversations);
    const { parent_id: parent, continue_id, wishes = [], targets = wishes } = c.req.valid("json");
    await requireMessage(store, session, parent, "parent_id");
    if (continue_id != null) await requireMessage(store, session, continue_id, "continue_id");
    const [begin = null] = continue_id == null ? [] : await store.pages.rows(session.id, [continue_id]);
    const started = await starter.admit(c, session, targets.length, () =>
      starter.start(c, session, { parent, targets, begin }),
    );
    return c.json({ success: true, data: started.map(messageOf), message: STARTED }, 201);
  });

  return routes;
}

/** Adds a message at all of its places, or at none if there is no room for it and its answers. */
async function addMessages(
  store: ChatStore,
  session: SessionRow,
  { content, at }: z.infer<typeof SentMessage>,
  isNew: boolean,
): Promise<MessageRow[]> {
  const added: MessageRow[] = [];
  try {
    for (const { parent_id } of at) added.push(await addMessage(store, session, content, { role: "user", parent_id }));
    const answers = at.reduce((sum, { targets }) => sum + targets.length, 0);
    await requireRoom(store, session.account_id, session.id, answers * MIN_ROOM);
    return added;
  } catch (error) {
    if (isNew) await store.update(session.account_id, session.id, { deleted_at: isoNow() });
    else for (const { id } of added) await store.deleteBranch(session.id, id);
    throw error;
  }
}

/** Checks that each parent message is in the conversation; null means the top level. Throws not_found. */
async function checkParents(
  store: ChatStore,
  session: SessionRow | null,
  places: readonly { parent_id?: number | null | undefined }[],
): Promise<void> {
  for (const [i, { parent_id }] of places.entries()) {
    if (parent_id == null) continue;
    const param = `at.${i}.parent_id`;
    if (!session) throw new ApiError("not_found", "a new conversation has no messages yet", { param });
    await requireMessage(store, session, parent_id, param);
  }
}

/** Running answers of a conversation: streams their events, and stops them. */
export function runningAnswerRoutes(conversations: Conversations): Hono<Vars> {
  const { answers, keys } = conversations;
  const routes = new Hono<Vars>();
  const caller = requireCaller(keys, "conversations");

  routes.get("/v1/chat/sessions/:id/events", describeEvents, caller, query(EventQuery), async (c) => {
    const session = await ownSession(c, conversations);
    const { message: messageId, after } = c.req.valid("query");
    const running = await answers.running(session.id);
    const ids = messageId === null ? running : running.filter((id) => id === messageId);
    return eventStream(c, async (send, signal) => {
      const follow = async (id: number) => {
        for await (const event of answers.follow(id, messageId === null ? 0 : after, signal))
          await send({ id: String(event.seq), event: event.type, data: JSON.stringify(event) });
      };
      // A reader that has not seen the end reconnects, so the stream can end without an error.
      const ended = await Promise.all(ids.map(follow)).then(
        () => true,
        () => false,
      );
      if (ended) await send({ event: "over", data: "{}" });
    });
  });

  routes.post("/v1/chat/sessions/:id/stop", describeStop, caller, body(StopRequest), async (c) => {
    const session = await ownSession(c, conversations);
    const { message_id } = c.req.valid("json");
    const running = (await answers.running(session.id)).filter((id) => message_id === undefined || id === message_id);
    for (const id of running) answers.stop(id);
    return c.json({ success: true, data: running, message: `${running.length} stopped` });
  });

  return routes;
}
