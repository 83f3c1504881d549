import type { ChatRequest } from "@/lib/contract/chat";
import type { AnswerFacts } from "@/lib/contract/conversation";
import { type CancelSignal, cancelSignalFrom } from "@/lib/net/cancel-signal";
import { markLarge } from "@/lib/net/turns";
import type { Caller, KeyRing } from "../auth/key-ring";
import type { CompleteChat } from "../chat/complete-options";
import { withRoom } from "../chat/room";
import { NoRoomError } from "../db/chat-room";
import type { ChatStore, MessageRow, SessionRow } from "../db/chats";
import type { Limiter } from "../limits/limiter";
import type { Answers } from "./answers";
import { generateTitle, wantsTitle } from "./generated-title";
import type { ParsedMessage } from "./message-pages";
import { contentColumns, settingsOf, sourcesOf, startOf } from "./rows";

/** Conversations: their store, running answers, and callers. */
export interface Conversations {
  store: ChatStore;
  answers: Answers;
  keys: KeyRing;
  complete: CompleteChat;
  writes: Limiter;
}

/** The request for an answer. */
export interface AnswerRequest {
  session: SessionRow;
  /** The messages from the root to the one to answer, oldest first. */
  line: readonly ParsedMessage[];
  model: string;
  gateway: string | null;
  /** The interrupted answer that this one continues. */
  begin: Pick<MessageRow, "content" | "facts"> | null;
  /** True for the first of the answers that asks: its model names the conversation. */
  claimTitle(): boolean;
  /** Counts one more call of the caller; rejects when no calls remain. */
  countCall(): Promise<void> | void;
  onOver(): void;
}

/** Minimum free bytes of a conversation to start an answer. */
export const MIN_ROOM = 16_384;

/** Facts of an answer that has just started; the requested gateway identifies its column among parallel answers. */
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

/** Adds an answer to a conversation and starts generating it. The caller is charged as for any call. */
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
      facts: JSON.stringify({
        ...NOTHING_KNOWN,
        asked_gateway: gateway,
        sources: begin ? sourcesOf(begin) : undefined,
      }),
      created_at: new Date().toISOString(),
    });
  });
  const room = await store.roomIn(session.account_id, session.id);
  const request = requestOf(order, start);
  if (isLarge(request)) markLarge(request);
  const open = (signal: AbortSignal) => complete(request, caller, { client: cancelSignalFrom(signal), requestId });
  const after = async (client: CancelSignal) => {
    order.onOver();
    if (!wantsTitle(order)) return;
    await generateTitle({ store, complete }, order, row.id, { caller, client, requestId });
  };
  answers.begin(row, { askedGateway: gateway, maxBytes: room.bytes, open, after });
  return row;
}

function requestOf({ session, line: all, model, gateway }: AnswerRequest, start: string): ChatRequest {
  const { system, temperature, top_p, max_tokens, reasoning_effort } = settingsOf(session);
  const line = all.filter(({ role, state }) => role !== "assistant" || state !== "error");
  return {
    model,
    stream: true,
    stream_options: { include_usage: true },
    messages: [
      ...(system ? [{ role: "system", content: system }] : []),
      ...line.map(({ role, content }) => ({ role, content })),
      // Models continue a partial answer when given its beginning.
      ...(start ? [{ role: "assistant", content: start }] : []),
    ],
    ...(temperature === null ? {} : { temperature }),
    ...(top_p === null ? {} : { top_p }),
    ...(max_tokens === null ? {} : { max_tokens }),
    ...(reasoning_effort == null ? {} : { reasoning_effort }),
    ...(gateway ? { provider: { only: [gateway] } } : {}),
  };
}

/** Conversations with more characters are processed in slices. */
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
