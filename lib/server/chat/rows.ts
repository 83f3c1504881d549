import { ChatSession, ChatSettings, Message, MessageContent } from "@/lib/contract/conversation";
import { textOf } from "@/lib/models/conversation";
import { excerptOf } from "@/lib/models/excerpt";
import type { MessageRow, SessionRow } from "../db/chats";

/** A stored conversation as the API shows it. */
export function sessionOf(row: SessionRow, messages?: readonly MessageRow[]): ChatSession {
  const session = ChatSession.parse({
    id: row.id,
    user_id: row.account_id,
    title: row.title,
    model: row.model,
    settings: ChatSettings.parse(JSON.parse(row.settings)),
    created_at: row.created_at,
    updated_at: row.updated_at,
    is_active: row.deleted_at === null,
    share: row.share,
  });
  return messages ? { ...session, messages: messages.map(messageOf) } : session;
}

/** A stored message as the API shows it. */
export function messageOf(row: MessageRow): Message {
  const json = (text: string | null): unknown => (text === null ? null : JSON.parse(text));
  const { id, session_id, parent_id, role, reasoning, model, state, tokens, created_at } = row;
  const [content, facts, error] = [json(row.content), json(row.facts), json(row.error)];
  return Message.parse({
    id,
    session_id,
    parent_id,
    role,
    content,
    reasoning,
    model,
    state,
    facts,
    error,
    tokens,
    created_at,
  });
}

/** The line of a stored content in which one of these words is; null where none is. */
export function excerptIn(content: string | undefined, words: readonly string[]): string | null {
  return content === undefined ? null : excerptOf(textOf(MessageContent.parse(JSON.parse(content))), words);
}

/** What is stored of a content: itself, and its words for search. */
export function contentColumns(content: MessageContent): { content: string; words: string } {
  return { content: JSON.stringify(content), words: textOf(content).toLowerCase() };
}

/** What an answer that goes on begins with. */
export function startOf(row: MessageRow): string {
  const content = JSON.parse(row.content) as unknown;
  return typeof content === "string" ? content : "";
}
