import type { ChatRequest } from "@/lib/contract/chat";
import type { AnswerFacts, MessageContent } from "@/lib/contract/conversation";
import { ApiError } from "@/lib/contract/error";
import { cancelSignalFrom } from "@/lib/net/cancel-signal";
import { markLarge } from "@/lib/net/turns";
import type { Caller, KeyRing } from "../auth/key-ring";
import { NoRoomError } from "../db/chat-room";
import type { ChatStore, MessageRow, SessionRow } from "../db/chats";
import { purgeConversations } from "../db/retention";
import type { Limiter } from "../limits/limiter";
import type { Answers } from "./answers";
import { contentColumns, settingsOf, startOf } from "./rows";
import type { ChatService } from "./service";

/** Our own conversations: what is stored, what is being written, and who may call. */
export interface Conversations {
  store: ChatStore;
  answers: Answers;
  keys: KeyRing;
  complete: ChatService["complete"];
  /** Counts writes of an account. */
  writes: Limiter;
}

/** What an answer is asked with. */
export interface AnswerRequest {
  session: SessionRow;
  /** The messages down to the one that is answered, the oldest first. */
  line: readonly MessageRow[];
  model: string;
  gateway: string | null;
  /** A cut answer whose text is the beginning of this one. */
  begin: MessageRow | null;
}

/** An answer is not begun in a conversation that has less room, in bytes. */
const MIN_ROOM = 16_384;

/** What is known of an answer that has just begun; whom it was asked of tells columns side by side apart. */
const NOTHING_KNOWN: AnswerFacts = {
  gateway: null,
  native_id: null,
  asked_gateway: null,
  first_token_ms: null,
  duration_ms: null,
  reasoning_ms: null,
  usage: null,
  finish_reason: null,
};

/** Adds an answer to a conversation and begins to write it. The caller pays as for any call. */
export async function startAnswer(
  { store, answers, complete }: Conversations,
  order: AnswerRequest,
  caller: Caller,
  requestId: string,
): Promise<MessageRow> {
  const { session, line, model, gateway, begin } = order;
  const start = begin ? startOf(begin) : "";
  const row = await withRoom(store, session.account_id, async () => {
    const room = await store.roomIn(session.account_id, session.id);
    if (room.bytes < MIN_ROOM + Buffer.byteLength(start)) throw new NoRoomError(room.of);
    return store.addMessage({
      session_id: session.id,
      parent_id: line.at(-1)?.id ?? null,
      role: "assistant",
      ...contentColumns(start),
      reasoning: "",
      model,
      state: "running",
      writer: answers.writer,
      facts: JSON.stringify({ ...NOTHING_KNOWN, asked_gateway: gateway }),
      created_at: new Date().toISOString(),
    });
  });
  const room = await store.roomIn(session.account_id, session.id);
  const request = requestOf(order, start);
  if (isLarge(request)) markLarge(request);
  answers.begin(row, gateway, room.bytes, (signal) =>
    complete(request, caller, { client: cancelSignalFrom(signal), requestId }),
  );
  return row;
}

/** After every time. */
const LATER = "9999";

/** Writes something; where the account is full, its deleted conversations are purged first. Throws an ApiError. */
export async function withRoom<T>(store: ChatStore, account: number, write: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof NoRoomError)) throw error;
      if (error.full === "account" && (await purgeConversations(store.db, LATER, account))) continue;
      const megabytes = Math.round((store.budget?.[error.full] ?? 0) / 1e6);
      const message = `this ${error.full} holds as much as it may (${megabytes} MB): ${TO_DO[error.full]}`;
      throw new ApiError("payload_too_large", message, { code: `${error.full}_full` });
    }
  }
}

const TO_DO = { conversation: "begin a new one", account: "delete conversations that are not needed any more" };

function requestOf({ session, line: all, model, gateway }: AnswerRequest, start: string): ChatRequest {
  const { system, temperature, top_p, max_tokens } = settingsOf(session);
  const line = all.filter(({ role, state }) => role !== "assistant" || state !== "error");
  return {
    model,
    stream: true,
    stream_options: { include_usage: true },
    messages: [
      ...(system ? [{ role: "system", content: system }] : []),
      ...line.map(({ role, content }) => ({ role, content: JSON.parse(content) as MessageContent })),
      // A model takes up a half answer where it is handed the beginning of it.
      ...(start ? [{ role: "assistant", content: start }] : []),
    ],
    ...(temperature === null ? {} : { temperature }),
    ...(top_p === null ? {} : { top_p }),
    ...(max_tokens === null ? {} : { max_tokens }),
    ...(gateway ? { provider: { only: [gateway] } } : {}),
  };
}

/** From so many characters on, what is done with all of a conversation is done in turns. */
const LARGE_CHARACTERS = 200_000;

function isLarge({ messages }: ChatRequest): boolean {
  let characters = 0;
  for (const { content } of messages) {
    if (typeof content === "string") characters += content.length;
    // Images and files are in parts.
    else if (content) return true;
    if (characters > LARGE_CHARACTERS) return true;
  }
  return false;
}
