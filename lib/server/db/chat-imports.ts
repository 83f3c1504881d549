import { setImmediate } from "node:timers/promises";
import type { Kysely } from "kysely";
import { folded } from "@/lib/models/text";
import { type ChatBudget, checkAccount, messageBytes, NoRoomError, sessionBytes } from "./chat-room";
import type { NewMessageRow, NewSessionRow } from "./chats";
import type { StateDatabase } from "./schema";

/** Bytes that are written before yielding to other requests. */
const BYTES_AT_ONCE = 64 << 10;

/** A message whose parent is given by its index in a list. */
type NewImportedRow = Omit<NewMessageRow, "session_id" | "parent_id"> & { parent: number | null };

/** A conversation with all its messages; `leaf` is the index of the last message of its shown branch. */
interface NewConversation {
  session: NewSessionRow;
  messages: readonly NewImportedRow[];
  leaf: number | null;
}

/** Adds a whole conversation, or nothing. Throws a NoRoomError. */
export function addConversation(
  db: Kysely<StateDatabase>,
  budget: ChatBudget | null,
  { session: row, messages, leaf }: NewConversation,
): Promise<void> {
  const bytes = messages.reduce((sum, message) => sum + messageBytes(message), sessionBytes(row));
  return db.transaction().execute(async (tx) => {
    if (budget && bytes > budget.conversation) throw new NoRoomError("conversation");
    if (budget) await checkAccount(tx, row.account_id, bytes, budget);
    const session = { ...row, bytes, title_words: folded(row.title) };
    const { id } = await tx.insertInto("chat_sessions").values(session).returning("id").executeTakeFirstOrThrow();
    const ids: number[] = [];
    let written = 0;
    for (const { parent, ...message } of messages) {
      const parent_id = parent === null ? null : (ids[parent] ?? null);
      const added = tx.insertInto("chat_messages").values({ ...message, session_id: id, parent_id });
      ids.push((await added.returning("id").executeTakeFirstOrThrow()).id);
      // An embedded database responds synchronously: yield to other requests.
      written += messageBytes(message);
      if (written > BYTES_AT_ONCE) written = await setImmediate(0);
    }
    const leaf_id = leaf === null ? null : (ids[leaf] ?? null);
    await tx.updateTable("chat_sessions").set({ leaf_id }).where("id", "=", id).execute();
  });
}
