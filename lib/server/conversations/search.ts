import { runQueued } from "@/lib/net/turns";
import type { ChatStore, SessionRow } from "../db/chats";
import { groupsOf, PAGE_BYTES } from "./message-pages";
import { excerptIn } from "./rows";

/** Yields to other requests between batches of at most this size. */
const BATCH_LIMITS = { mostBytes: 8 << 20, mostRows: 400 };

/** A conversation that has all words, and its first line with one of them; null when only the title matches. */
interface FoundSession {
  row: SessionRow;
  excerpt: string | null;
}

/** The first conversations of an account that have all words, in the order of its list. */
export async function searchSessions(
  store: ChatStore,
  account: number,
  words: readonly string[],
  limit: number,
): Promise<FoundSession[]> {
  const matches: FoundSession[] = [];
  const within = { store, account };
  let first = true;
  for (const group of groupsOf(await store.sizes(account), BATCH_LIMITS)) {
    const among = group.map(({ id }) => id);
    const search = () => searchAmong(within, among, words, limit - matches.length);
    matches.push(...(await (first ? search() : runQueued(search))));
    if (matches.length >= limit) break;
    first = false;
  }
  return matches;
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
  const matches: FoundSession[] = [];
  for (const row of rows) {
    const message = firsts.get(row.id);
    matches.push({ row, excerpt: message === undefined ? null : await excerptOf(store, row.id, message, words) });
  }
  return matches;
}

async function excerptOf({ pages }: ChatStore, session: number, id: number, words: readonly string[]) {
  const [size] = await pages.sizes(session, { after: id - 1, limit: 1 });
  const [message] = await pages.rows(session, [id]);
  if (size && size.bytes > PAGE_BYTES) await new Promise((resolve) => setImmediate(resolve));
  return excerptIn(message?.content, words);
}
