import type { z } from "zod";
import { ChatSettings, type MessageContent, type NewMessage, type NewSession } from "@/lib/contract/conversation";
import { ApiError } from "@/lib/contract/error";
import { titleOf } from "@/lib/models/conversation";
import { runQueued } from "@/lib/net/turns";
import { withRoom } from "../chat/room";
import type { MessageHead } from "../db/chat-pages";
import type { ChatStore, MessageRow, SessionRow } from "../db/chats";
import { contentColumns } from "./rows";

const UNTITLED = "New conversation";
/** Longer texts, and all contents with files, are processed in the queue for large work. */
const LONG_CHARACTERS = 256 << 10;

/** Stores a new conversation. Throws an ApiError when the account is full. */
export function createSession(
  store: ChatStore,
  account: number,
  { title, model = null, settings }: Partial<z.infer<typeof NewSession>>,
): Promise<SessionRow> {
  const at = new Date().toISOString();
  return withRoom(store, account, () =>
    store.create({
      account_id: account,
      title: title || UNTITLED,
      model,
      settings: JSON.stringify(ChatSettings.parse(settings ?? {})),
      created_at: at,
      updated_at: at,
    }),
  );
}

/** Adds a message to a conversation; the first user message sets the title. Throws an ApiError when it is full. */
export async function addMessage(
  store: ChatStore,
  session: SessionRow,
  content: MessageContent,
  { role, model, tokens, created_at, parent_id }: Omit<z.infer<typeof NewMessage>, "content">,
): Promise<MessageRow> {
  const isLong = typeof content !== "string" || content.length > LONG_CHARACTERS;
  const columns = await (isLong ? runQueued(() => contentColumns(content)) : contentColumns(content));
  // Writing the message is queued separately.
  if (isLong) await runQueued(() => {});
  const added = {
    session_id: session.id,
    // Older clients don't know branches: their messages are consecutive.
    parent_id: parent_id === undefined ? await store.lastMessage(session.id) : parent_id,
    role,
    ...columns,
    reasoning: "",
    model: model ?? null,
    state: "done",
    tokens: tokens ?? null,
    created_at: created_at ?? new Date().toISOString(),
  };
  const message = await withRoom(store, session.account_id, () => store.addMessage(added));
  if (session.title === UNTITLED && role === "user")
    await store.update(session.account_id, session.id, { title: titleOf(content) });
  return message;
}

/** A message of a conversation by its ID, given in `param`. Throws not_found. */
export async function requireMessage(
  store: ChatStore,
  { account_id, id }: SessionRow,
  message: number,
  param: string,
): Promise<MessageHead> {
  const row = await store.messageOf(account_id, id, message);
  if (row) return row;
  throw new ApiError("not_found", `there is no message ${message} in this conversation`, { param });
}
