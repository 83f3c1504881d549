import type { ChatSession } from "@/lib/contract/conversation";
import { inTurn } from "@/lib/net/turns";
import { messageJson, sessionOf } from "../chat/rows";
import type { ChatStore, MessageRow, SessionRow } from "../db/chats";

/** Rows per read: few until they are known to be small. */
const FIRST_ROWS = 4;
const MAX_ROWS = 256;
const PAGE_CHARACTERS = 256 << 10;

/** All messages of a conversation, page by page, yielding to other requests in between. */
export async function* pagesOf(store: ChatStore, { account_id, id }: SessionRow): AsyncGenerator<MessageRow[]> {
  let after = 0;
  for (let limit = FIRST_ROWS; ; ) {
    const read = () => store.messages(account_id, id, { after, limit });
    const rows = await (after === 0 ? read() : inTurn(read));
    const last = rows.at(-1);
    if (last) yield rows;
    if (!last || rows.length < limit) return;
    after = last.id;
    const size = rows.reduce((sum, { content, reasoning }) => sum + content.length + reasoning.length, 0);
    const fitting = Math.floor((PAGE_CHARACTERS * rows.length) / Math.max(1, size));
    limit = Math.max(1, Math.min(MAX_ROWS, fitting));
  }
}

/** The JSON of an object in chunks, with the messages of these pages as its last field. */
export async function* withMessages(
  session: Omit<ChatSession, "messages">,
  pages: AsyncIterable<MessageRow[]> | Iterable<MessageRow[]>,
  counted: (messages: number) => void = () => {},
): AsyncGenerator<string> {
  yield `${JSON.stringify(session).slice(0, -1)},"messages":[`;
  let count = 0;
  for await (const rows of pages) {
    for (const row of rows) yield count++ === 0 ? messageJson(row) : `,${messageJson(row)}`;
  }
  counted(count);
  yield "]}";
}

/** A conversation with all its messages, in its envelope. */
export function wholeConversation(store: ChatStore, row: SessionRow): AsyncGenerator<string> {
  let count = 0;
  const data = withMessages(sessionOf(row), pagesOf(store, row), (messages) => {
    count = messages;
  });
  return inEnvelope(data, () => count);
}

/** The envelope of a conversation around its JSON. */
export async function* inEnvelope(data: AsyncGenerator<string>, messages: () => number): AsyncGenerator<string> {
  yield '{"success":true,"data":';
  yield* data;
  yield `,"message":"${messages()} messages"}`;
}
