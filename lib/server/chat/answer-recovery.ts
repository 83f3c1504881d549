import type { ChatStore, MessageRow } from "../db/chats";
import { contentColumns, startOf } from "./rows";
import { INTERRUPTED } from "./running-answer";

/** Keeps what came of an answer whose writer is gone, and marks it as interrupted; false when another was first. */
export async function recoverAnswer(store: ChatStore, row: MessageRow): Promise<boolean> {
  const events = await store.events(row.id, 0);
  const of = (kind: string) =>
    events
      .filter((event) => event.kind === kind)
      .map(({ text }) => text)
      .join("");
  return store.interrupt(row.id, {
    ...contentColumns(startOf(row) + of("text")),
    reasoning: of("reasoning"),
    state: "interrupted",
    error: JSON.stringify(INTERRUPTED),
  });
}
