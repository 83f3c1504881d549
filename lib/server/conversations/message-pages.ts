import type { MessageContent } from "@/lib/contract/conversation";
import { runQueued } from "@/lib/net/turns";
import type { MessageHead, MessagePages, MessageSize } from "../db/chat-pages";
import { messageJson } from "./rows";

/** Number of bytes to read, parse, or write before yielding to other requests. */
export const PAGE_BYTES = 1 << 20;
/** The database reads the whole text for each piece of it. */
export const PIECE_CHARACTERS = 2 << 20;
const MAX_ROWS = 500;
const SIZES = 1_000;

type Sizes = AsyncIterable<readonly MessageSize[]> | Iterable<readonly MessageSize[]>;

/** The sizes of all messages of a conversation, oldest first. */
export async function* allSizes(pages: MessagePages, session: number): AsyncGenerator<MessageSize[]> {
  for (let after = 0; ; ) {
    const read = () => pages.sizes(session, { after, limit: SIZES });
    const sizes = await (after === 0 ? read() : runQueued(read));
    const last = sizes.at(-1);
    if (last) yield sizes;
    if (!last || sizes.length < SIZES) return;
    after = last.id;
  }
}

/**
 * The JSON of messages, separated by commas, in chunks that are read on demand.
 * @param counted receives the number of messages
 */
export async function* messagesJson(
  pages: MessagePages,
  session: number,
  sizes: Sizes,
  counted: (messages: number) => void = () => {},
): AsyncGenerator<string> {
  let count = 0;
  for await (const batch of sizes)
    for (const group of groupsOf(batch)) {
      const [first] = group;
      const between = count > 0 ? "," : "";
      if (first && first.bytes > PAGE_BYTES) {
        const [head] = await runQueued(() => pages.heads(session, [first.id]));
        if (head) yield* longMessage(pages, head, between);
        count += head ? 1 : 0;
        continue;
      }
      const read = () => rowsOf(pages, session, group);
      const rows = await (count === 0 ? read() : runQueued(read));
      if (rows.length > 0) yield between + rows.map(messageJson).join();
      count += rows.length;
    }
  counted(count);
}

type Read = Awaited<ReturnType<MessagePages["rows"]>>[number];

const rowsOf = (pages: MessagePages, session: number, group: readonly MessageSize[]) =>
  pages.rows(
    session,
    group.map(({ id }) => id),
  );

/** A message with its parsed content. */
export type ParsedMessage = Omit<Read, "content"> & { content: MessageContent };

/**
 * The messages from the root to one, oldest first, with their parsed contents.
 * @param take receives their bytes before they are read; throwing rejects
 */
export async function readLine(
  pages: MessagePages,
  session: number,
  id: number,
  take: (bytes: number) => void = () => {},
): Promise<ParsedMessage[]> {
  const line: ParsedMessage[] = [];
  const sizes = await pages.sizesDownTo(session, id);
  take(sizes.reduce((sum, { bytes }) => sum + bytes, 0));
  for await (const batch of parsedMessages(pages, session, [sizes])) line.push(...batch);
  return line;
}

/** Messages with their parsed contents, in the order of their sizes; at most a page is parsed at a time. */
export async function* parsedMessages(
  pages: MessagePages,
  session: number,
  sizes: Sizes,
): AsyncGenerator<ParsedMessage[]> {
  let first = true;
  for await (const batch of sizes)
    for (const group of groupsOf(batch)) {
      const read = async () => {
        const rows = new Map((await rowsOf(pages, session, group)).map((row) => [row.id, row]));
        return group.flatMap(({ id }) => rows.get(id) ?? []);
      };
      const rows = await (first ? read() : runQueued(read));
      first = false;
      if (group.some(({ bytes }) => bytes > PAGE_BYTES)) await runQueued(() => {});
      yield rows.map(({ content, ...row }) => ({ ...row, content: JSON.parse(content) as MessageContent }));
    }
}

/** Groups of at most this many bytes, by default a page, and rows; a larger item forms its own group. */
export function* groupsOf<T extends { bytes: number }>(
  sizes: readonly T[],
  { mostBytes: maxBytes = PAGE_BYTES, mostRows: maxRows = MAX_ROWS } = {},
): Generator<T[]> {
  let group: T[] = [];
  let bytes = 0;
  for (const size of sizes) {
    if (group.length > 0 && (bytes + size.bytes > maxBytes || group.length >= maxRows)) {
      yield group;
      [group, bytes] = [[], 0];
    }
    group.push(size);
    bytes += size.bytes;
  }
  if (group.length > 0) yield group;
}

/** Placeholder of a text in the JSON of a message. */
const HERE = "\u0001";

/** The JSON of one message, whose text is read piece by piece. */
async function* longMessage(pages: MessagePages, head: MessageHead, between: string): AsyncGenerator<string> {
  const json = messageJson({ ...head, content: HERE, reasoning: "" });
  const [start = "", end = ""] = json.split(`${HERE},"reasoning":"`);
  yield between + start;
  yield* textOf(pages, head.id, "content");
  yield ',"reasoning":"';
  for await (const piece of textOf(pages, head.id, "reasoning")) yield JSON.stringify(piece).slice(1, -1);
  yield end;
}

async function* textOf(pages: MessagePages, id: number, column: "content" | "reasoning"): AsyncGenerator<string> {
  for (let from = 0; ; from += PIECE_CHARACTERS) {
    const piece = await runQueued(() => pages.piece(id, column, from, PIECE_CHARACTERS));
    if (piece !== "") yield piece;
    if (piece.length < PIECE_CHARACTERS) return;
  }
}
