import { setImmediate } from "node:timers/promises";
import type { AnswerSource, ChatSession } from "@/lib/contract/conversation";
import { markdownOutline, textOf } from "@/lib/models/conversation";
import { runQueued } from "@/lib/net/turns";
import { allSizes, messagesJson, PAGE_BYTES, parsedMessages } from "../conversations/message-pages";
import { factsOf, messageJson, sessionOf, sourcesOf } from "../conversations/rows";
import type { MessageSize } from "../db/chat-pages";
import type { ChatStore, MessageRow, SessionRow } from "../db/chats";

/** The JSON of an object in chunks, with these messages as its last field. */
export async function* withMessages(
  session: Omit<ChatSession, "messages">,
  messages: AsyncIterable<string>,
): AsyncGenerator<string> {
  yield `${JSON.stringify(session).slice(0, -1)},"messages":[`;
  yield* messages;
  yield "]}";
}

/** A conversation with all its messages. */
export function wholeConversation(
  { pages }: ChatStore,
  row: SessionRow,
  counted?: (messages: number) => void,
): AsyncGenerator<string> {
  return withMessages(sessionOf(row), messagesJson(pages, row.id, allSizes(pages, row.id), counted));
}

/** Wraps the JSON of data in its envelope. */
export async function* inEnvelope(data: AsyncGenerator<string>, message: () => string): AsyncGenerator<string> {
  yield '{"success":true,"data":';
  yield* data;
  yield `,"message":${JSON.stringify(message())}}`;
}

/** The JSON of messages already in memory, in chunks. */
export async function* messagesAtHand(rows: readonly MessageRow[]): AsyncGenerator<string> {
  for (const [at, row] of rows.entries()) yield* inPieces(at > 0 ? `,${messageJson(row)}` : messageJson(row));
}

/** Splits a long text into chunks without splitting a character, yielding to other requests in between. */
async function* inPieces(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; ) {
    const half = /[\ud800-\udbff]/.test(text.charAt(at + PAGE_BYTES - 1)) ? 1 : 0;
    yield text.slice(at, at + PAGE_BYTES + half);
    at += PAGE_BYTES + half;
    if (at < text.length) await setImmediate();
  }
}

/** A conversation as Markdown, with all its branches. */
export async function* markdownOf({ pages }: ChatStore, row: SessionRow): AsyncGenerator<string> {
  const heads = [];
  const sizes = new Map<number, MessageSize>();
  for await (const batch of allSizes(pages, row.id)) {
    const ids = batch.map(({ id }) => id);
    for (const size of batch) sizes.set(size.id, size);
    heads.push(...(await runQueued(() => pages.heads(row.id, ids))));
  }
  const outline = [...markdownOutline(heads.map((head) => ({ ...head, facts: factsOf(head) })))];
  const inOrder = outline.flatMap(({ id }) => sizes.get(id) ?? []);
  yield `# ${row.title}`;
  let at = 0;
  for await (const messages of parsedMessages(pages, row.id, [inOrder]))
    for (const { id, content, facts } of messages) {
      while (outline[at] && outline[at]?.id !== id) at++;
      yield `\n\n${outline[at]?.heading}\n\n${textOf(content)}${sourceList(sourcesOf({ facts }))}`;
    }
  yield "\n";
}

/** The web pages that an answer cites, as a list below it. */
function sourceList(sources: readonly AnswerSource[] = []): string {
  if (sources.length === 0) return "";
  const links = sources.map(({ url, title }, at) => {
    const { href } = new URL(url);
    return `${at + 1}. ${title === null ? `<${href}>` : `[${title.replaceAll(/[[\]\\]|\s+/g, inLink)}](<${href}>)`}`;
  });
  return `\n\nSources:\n\n${links.join("\n")}`;
}

/** Escapes a character of a link's text in Markdown: brackets are escaped, and line breaks become spaces. */
const inLink = (text: string): string => (text.trim() === "" ? " " : `\\${text}`);
