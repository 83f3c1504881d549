import { inTurn } from "@/lib/net/turns";
import type { ChatStore, SessionRow } from "../db/chats";
import { groupsOf, PAGE_BYTES } from "./message-pages";
import { excerptIn } from "./rows";

/** Conversations that are searched at once, unless a single one is larger; others have their turn in between. */
const SEARCHED = { mostBytes: 8 << 20, mostRows: 400 };

/** A conversation that holds all words, and its first line with one of them; null when only the title has them. */
interface FoundSession {
  row: SessionRow;
  excerpt: string | null;
}

/** The first conversations of an account that hold all words, in the order of its list. */
export async function searchSessions(
  store: ChatStore,
  account: number,
  words: readonly string[],
  limit: number,
): Promise<FoundSession[]> {
  const found: FoundSession[] = [];
  const within = { store, account };
  let first = true;
  for (const group of groupsOf(await store.sizes(account), SEARCHED)) {
    const among = group.map(({ id }) => id);
    const search = () => searchAmong(within, among, words, limit - found.length);
    found.push(...(await (first ? search() : inTurn(search))));
    if (found.length >= limit) break;
    first = false;
  }
  return found;
}

async function searchAmong(
  { store, account }: { store: ChatStore; account: number },
  among: readonly number[],
  words: readonly string[],
  limit: number,
): Promise<FoundSession[]> {
  const rows = await store.list(account, limit, 0, { words, among });
  const firsts = await store.firstWith(
    rows.map(({ id }) => id),
    words,
  );
  const found: FoundSession[] = [];
  for (const row of rows) {
    const message = firsts.get(row.id);
    found.push({ row, excerpt: message === undefined ? null : await excerptOf(store, row.id, message, words) });
  }
  return found;
}

async function excerptOf({ pages }: ChatStore, session: number, id: number, words: readonly string[]) {
  const [size] = await pages.sizes(session, { after: id - 1, limit: 1 });
  const [message] = await pages.rows(session, [id]);
  if (size && size.bytes > PAGE_BYTES) await new Promise((resolve) => setImmediate(resolve));
  return excerptIn(message?.content, words);
}
