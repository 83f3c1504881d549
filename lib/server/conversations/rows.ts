import {
  type AnswerFacts,
  type ChatSession,
  ChatSettings,
  type Message,
  type MessageContent,
} from "@/lib/contract/conversation";
import { textOf } from "@/lib/models/conversation";
import { excerptOf } from "@/lib/models/excerpt";
import { folded } from "@/lib/models/text";
import type { MessageHead } from "../db/chat-pages";
import type { MessageRow, SessionRow } from "../db/chats";

const DEFAULT_SETTINGS = ChatSettings.parse({});

/** Stored settings, with defaults for what older versions did not store. */
export function settingsOf(row: Pick<SessionRow, "settings">): ChatSettings {
  return { ...DEFAULT_SETTINGS, ...(JSON.parse(row.settings) as Partial<ChatSettings>) };
}

/** A stored conversation in the API's format. Stored data is returned regardless of today's input limits. */
export function sessionOf(row: SessionRow, messages?: readonly MessageRow[]): ChatSession {
  const session: ChatSession = {
    id: row.id,
    user_id: row.account_id,
    title: row.title,
    model: row.model,
    settings: settingsOf(row),
    created_at: row.created_at,
    updated_at: row.updated_at,
    is_active: row.deleted_at === null,
    share: row.share,
    pinned_at: row.pinned_at,
    tags: JSON.parse(row.tags) as string[],
    leaf_id: row.leaf_id,
  };
  return messages ? { ...session, messages: messages.map(messageOf) } : session;
}

/** A stored message in the API's format. */
export function messageOf(row: MessageRow): Message {
  return JSON.parse(messageJson(row)) as Message;
}

/** A stored message in the API's format as JSON, without parsing the stored content. */
export function messageJson(row: MessageHead & Pick<MessageRow, "content" | "reasoning">): string {
  const { id, session_id, parent_id, role, reasoning, model, state, tokens, created_at } = row;
  const start = JSON.stringify({ id, session_id, parent_id, role }).slice(0, -1);
  const middle = JSON.stringify({ reasoning, model, state }).slice(1, -1);
  const end = JSON.stringify({ tokens, created_at }).slice(1);
  return `${start},"content":${row.content},${middle},"facts":${row.facts},"error":${row.error},${end}`;
}

/** How an answer was produced; null for other messages. */
export function factsOf({ facts }: Pick<MessageRow, "facts">): AnswerFacts | null {
  return facts === null ? null : (JSON.parse(facts) as AnswerFacts);
}

/** The line of a stored content that contains one of these words; null when none does. */
export function excerptIn(content: string | undefined, words: readonly string[]): string | null {
  return content === undefined ? null : excerptOf(textOf(JSON.parse(content) as MessageContent), words);
}

/** The columns of a content: its JSON, and its words for search. */
export function contentColumns(content: MessageContent): { content: string; words: string } {
  return { content: JSON.stringify(content), words: folded(textOf(content)) };
}

/** The web pages that an answer cites so far; undefined when there are none. */
export function sourcesOf(row: Pick<MessageRow, "facts">): AnswerFacts["sources"] {
  return factsOf(row)?.sources;
}

/** The text of an answer, as the beginning of one that continues it. */
export function startOf(row: Pick<MessageRow, "content">): string {
  const content = JSON.parse(row.content) as unknown;
  return typeof content === "string" ? content : "";
}
