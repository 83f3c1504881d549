import type { ChatStore } from "../db/chats";
import { AnswerSize, INTERRUPTED, TOO_LONG } from "./answer-size";
import { contentColumns, startOf } from "./rows";

/** Answers per query after a start. */
const BATCH = 50;

/** Marks an answer without a writer as interrupted; false when another process did so first. */
export async function recoverAnswer(store: ChatStore, id: number, maxBytes: number): Promise<boolean> {
  const row = await store.message(id);
  if (row?.state !== "running") return false;
  const start = startOf(row);
  const size = new AnswerSize(maxBytes - Buffer.byteLength(start));
  const received = { text: [start], reasoning: [] as string[] };
  for (let after = 0; !size.full; ) {
    const events = await store.events(id, after);
    const last = events.at(-1);
    if (!last) break;
    after = last.seq;
    for (const { kind, text } of events) {
      const of = kind === "reasoning" ? "reasoning" : "text";
      received[of].push(size.take(of, text));
    }
  }
  return store.interrupt(id, {
    ...contentColumns(received.text.join("")),
    reasoning: received.reasoning.join(""),
    state: "interrupted",
    error: JSON.stringify(size.full ? TOO_LONG : INTERRUPTED),
  });
}

/** Recovers all unfinished answers that are not `written` here, one by one. */
export async function recoverAll(store: ChatStore, maxBytes: number, written: (id: number) => boolean): Promise<void> {
  for (let after = 0; ; ) {
    const rows = await store.unfinished(after, BATCH);
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
    for (const { id } of rows) if (!written(id)) await recoverAnswer(store, id, maxBytes);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
