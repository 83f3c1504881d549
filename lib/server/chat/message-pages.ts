import type { MessageContent } from "@/lib/contract/conversation";
import { inTurn } from "@/lib/net/turns";
import type { MessageHead, MessagePages, MessageSize } from "../db/chat-pages";
import { messageJson } from "./rows";

/** Bytes that are read, parsed, or written before other requests get a turn. */
export const PAGE_BYTES = 1 << 20;
/** A database reads the whole text for each piece of it. */
export const PIECE_CHARACTERS = 2 << 20;
/** Rows that are read at once. */
const MAX_ROWS = 500;
/** Messages whose sizes are read at once. */
const SIZES = 1_000;

type Sizes = AsyncIterable<readonly MessageSize[]> | Iterable<readonly MessageSize[]>;

/** The sizes of all messages of a conversation, oldest first. */
export async function* allSizes(pages: MessagePages, session: number): AsyncGenerator<MessageSize[]> {
  for (let after = 0; ; ) {
    const read = () => pages.sizes(session, { after, limit: SIZES });
    const sizes = await (after === 0 ? read() : inTurn(read));
    const last = sizes.at(-1);
    if (last) yield sizes;
    if (!last || sizes.length < SIZES) return;
    after = last.id;
  }
}

/**
 * The JSON of messages, separated by commas, in pieces that are read and made when they are asked for.
 * @param counted receives how many messages there were
 */
export async function* messagesJson(
  pages: MessagePages,
  session: number,
  sizes: Sizes,
  counted: (messages: number) => void = () => {},
): AsyncGenerator<string> {
  let count = 0;
  for await (const some of sizes)
    for (const group of groupsOf(some)) {
      const [first] = group;
      const between = count > 0 ? "," : "";
      if (first && first.bytes > PAGE_BYTES) {
        const [head] = await inTurn(() => pages.heads(session, [first.id]));
        if (head) yield* longMessage(pages, head, between);
        count += head ? 1 : 0;
        continue;
      }
      const read = () => rowsOf(pages, session, group);
      const rows = await (count === 0 ? read() : inTurn(read));
      if (rows.length > 0) yield between + rows.map(messageJson).join();
      count += rows.length;
    }
  counted(count);
}

/** The messages of a group, or a part of one that holds more than a page. */
type Read = Awaited<ReturnType<MessagePages["rows"]>>[number];

const rowsOf = (pages: MessagePages, session: number, group: readonly MessageSize[]) =>
  pages.rows(
    session,
    group.map(({ id }) => id),
  );

/** A message with its parsed content. */
export type ParsedMessage = Omit<Read, "content"> & { content: MessageContent };

/**
 * The messages from the root down to one, oldest first, with their parsed contents.
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
  for await (const some of parsedMessages(pages, session, [sizes])) line.push(...some);
  return line;
}

/** Messages with their parsed contents, in the order of their sizes; at most a page is parsed at once. */
export async function* parsedMessages(
  pages: MessagePages,
  session: number,
  sizes: Sizes,
): AsyncGenerator<ParsedMessage[]> {
  let first = true;
  for await (const some of sizes)
    for (const group of groupsOf(some)) {
      const read = async () => {
        const rows = new Map((await rowsOf(pages, session, group)).map((row) => [row.id, row]));
        return group.flatMap(({ id }) => rows.get(id) ?? []);
      };
      const rows = await (first ? read() : inTurn(read));
      first = false;
      if (group.some(({ bytes }) => bytes > PAGE_BYTES)) await inTurn(() => {});
      yield rows.map(({ content, ...row }) => ({ ...row, content: JSON.parse(content) as MessageContent }));
    }
}

/** Groups of at most this many bytes, by default a page, and rows; a larger item is in a group of its own. */
export function* groupsOf<T extends { bytes: number }>(
  sizes: readonly T[],
  { mostBytes = PAGE_BYTES, mostRows = MAX_ROWS } = {},
): Generator<T[]> {
  let group: T[] = [];
  let bytes = 0;
  for (const size of sizes) {
    if (group.length > 0 && (bytes + size.bytes > mostBytes || group.length >= mostRows)) {
      yield group;
      [group, bytes] = [[], 0];
    }
    group.push(size);
    bytes += size.bytes;
  }
  if (group.length > 0) yield group;
}

/** The place of a text in the JSON of a message. */
const HERE = "\u0001";

/** The JSON of one message, whose text is read piece by piece. */
async function* longMessage(pages: MessagePages, head: MessageHead, between: string): AsyncGenerator<string> {
  const whole = messageJson({ ...head, content: HERE, reasoning: "" });
  const [before = "", after = ""] = whole.split(`${HERE},"reasoning":"`);
  yield between + before;
  yield* textOf(pages, head.id, "content");
  yield ',"reasoning":"';
  for await (const piece of textOf(pages, head.id, "reasoning")) yield JSON.stringify(piece).slice(1, -1);
  yield after;
}

async function* textOf(pages: MessagePages, id: number, column: "content" | "reasoning"): AsyncGenerator<string> {
  for (let from = 0; ; from += PIECE_CHARACTERS) {
    const piece = await inTurn(() => pages.piece(id, column, from, PIECE_CHARACTERS));
    if (piece !== "") yield piece;
    if (piece.length < PIECE_CHARACTERS) return;
  }
}
