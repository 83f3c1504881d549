import { setImmediate } from "node:timers/promises";
import { ChatSettings } from "@/lib/contract/conversation";
import { type ImportedMessage, readChatGpt } from "@/lib/models/chatgpt";
import { titleOf } from "@/lib/models/conversation";
import { cleanText } from "@/lib/models/text";
import { addConversation } from "../db/chat-imports";
import { NoRoomError } from "../db/chat-room";
import type { ChatStore } from "../db/chats";
import { contentColumns } from "./rows";

interface ImportResult {
  conversations: number;
  messages: number;
  /** Skipped conversations, or single messages of one, with the reason. */
  skipped: { title: string; reason: string }[];
}

const MAX_CHARACTERS = 1_000_000;
const MAX_TITLE = 300;
/** Number of characters to prepare before yielding to other requests. */
const PIECE_CHARACTERS = 256 << 10;

/** Stores conversations of ChatGPT's export, each whole or not at all, within the budgets of the account. */
export async function importChatGpt(
  store: ChatStore,
  account: number,
  conversations: readonly unknown[],
): Promise<ImportResult> {
  const result: ImportResult = { conversations: 0, messages: 0, skipped: [] };
  const settings = JSON.stringify(ChatSettings.parse({}));
  let full = false;
  for (const conversation of conversations) {
    let title = "Untitled";
    await setImmediate();
    try {
      const read = readChatGpt(conversation, new Date().toISOString());
      const first = read.messages.find(({ role }) => role === "user");
      title = cleanText(read.title || titleOf(first?.text ?? "")).slice(0, MAX_TITLE);
      if (read.messages.length === 0) throw new Error("it has no messages");
      if (read.messages.some(({ text }) => text.length > MAX_CHARACTERS))
        throw new Error(`a message has more than ${MAX_CHARACTERS} characters`);
      if (full) throw new NoRoomError("account");
      const rows = await rowsOf(read.messages);
      const updated_at = rows.reduce((last, row) => (row.created_at > last ? row.created_at : last), read.created_at);
      const row = { account_id: account, title, model: null, settings, created_at: read.created_at, updated_at };
      await addConversation(store.db, store.budget, { session: row, messages: rows, leaf: read.leaf });
      result.conversations++;
      result.messages += rows.length;
      for (const [reason, count] of Object.entries(read.skipped))
        result.skipped.push({ title, reason: `${reason}${count > 1 ? ` (${count} times)` : ""}` });
    } catch (error) {
      if (error instanceof NoRoomError) full ||= error.full === "account";
      else if (!(error instanceof Error) || error.constructor !== Error) throw error;
      const reason = error instanceof NoRoomError ? TOO_LARGE[error.full] : error.message;
      result.skipped.push({ title, reason });
    }
  }
  return result;
}

/** The rows of messages; yields to other requests in between. */
async function rowsOf(messages: readonly ImportedMessage[]) {
  const rows = [];
  let characters = 0;
  for (const { parent, role, text, model, created_at } of messages) {
    rows.push({
      parent,
      role,
      ...contentColumns(cleanText(text)),
      reasoning: "",
      model: model && cleanText(model).slice(0, 400),
      state: "done",
      created_at,
    });
    characters += text.length;
    if (characters > PIECE_CHARACTERS) characters = await setImmediate(0);
  }
  return rows;
}

const TOO_LARGE = { conversation: "it exceeds the size limit of a conversation", account: "the account is full" };
