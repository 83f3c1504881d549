import type { ChatRequest } from "@/lib/contract/chat";
import { type AnswerFacts, ChatSettings, type Message } from "@/lib/contract/conversation";
import { linesTo } from "@/lib/models/conversation";
import { cancelSignalFrom } from "@/lib/net/cancel-signal";
import { markLarge } from "@/lib/net/turns";
import type { Caller, KeyRing } from "../auth/key-ring";
import type { ChatStore, MessageRow, SessionRow } from "../db/chats";
import type { Answers } from "./answers";
import { contentColumns } from "./rows";
import type { ChatService } from "./service";

/** Our own conversations: what is stored, what is being written, and who may call. */
export interface Conversations {
  store: ChatStore;
  answers: Answers;
  keys: KeyRing;
  complete: ChatService["complete"];
}

/** What an answer is asked with. */
export interface AnswerRequest {
  session: SessionRow;
  messages: readonly Message[];
  /** The message that is answered. */
  parent: Message;
  model: string;
  gateway: string | null;
  /** A cut answer whose text is the beginning of this one. */
  begin: Message | null;
}

/** What is known of an answer that has just begun; whom it was asked of tells columns side by side apart. */
const NOTHING_KNOWN: AnswerFacts = {
  gateway: null,
  native_id: null,
  asked_gateway: null,
  first_token_ms: null,
  duration_ms: null,
  reasoning_ms: null,
  usage: null,
};

/** Adds an answer to a conversation and begins to write it. The caller pays as for any call. */
export async function startAnswer(
  { store, answers, complete }: Conversations,
  order: AnswerRequest,
  caller: Caller,
  requestId: string,
): Promise<MessageRow> {
  const { session, parent, model, gateway, begin } = order;
  const start = typeof begin?.content === "string" ? begin.content : "";
  const row = await store.addMessage({
    session_id: session.id,
    parent_id: parent.id,
    role: "assistant",
    ...contentColumns(start),
    reasoning: "",
    model,
    state: "running",
    writer: answers.writer,
    facts: JSON.stringify({ ...NOTHING_KNOWN, asked_gateway: gateway }),
    created_at: new Date().toISOString(),
  });
  const request = requestOf(order, start);
  if (isLarge(request)) markLarge(request);
  answers.begin(row, gateway, (signal) => complete(request, caller, { client: cancelSignalFrom(signal), requestId }));
  return row;
}

function requestOf({ session, messages, parent, model, gateway }: AnswerRequest, start: string): ChatRequest {
  const { system, temperature, top_p, max_tokens } = ChatSettings.parse(JSON.parse(session.settings));
  const line = linesTo(messages, parent.id).filter(({ role, state }) => role !== "assistant" || state !== "error");
  return {
    model,
    stream: true,
    stream_options: { include_usage: true },
    messages: [
      ...(system ? [{ role: "system", content: system }] : []),
      ...line.map(({ role, content }) => ({ role, content })),
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
