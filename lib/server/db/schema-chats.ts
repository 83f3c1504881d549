import type { Generated } from "kysely";

export interface ChatSessionTable {
  id: Generated<number>;
  account_id: number;
  title: string;
  model: string | null;
  /** JSON of ChatSettings. */
  settings: string;
  /** Its total size, deleted or not; see lib/server/db/chat-room.ts. */
  bytes: Generated<number>;
  created_at: string;
  updated_at: string;
  pinned_at: Generated<string | null>;
  /** JSON of a list of strings. */
  tags: Generated<string>;
  /** The message that was chosen or written last; it may have been deleted. */
  leaf_id: Generated<number | null>;
  /** The title folded for search. */
  title_words: Generated<string | null>;
  /** Kept for a while, so that a deletion can be undone. */
  deleted_at: string | null;
}

export interface ChatMessageTable {
  id: Generated<number>;
  session_id: number;
  parent_id: number | null;
  role: string;
  /** JSON of the content. */
  content: string;
  /** The text of the content folded for search; rows of older versions are only in lower case. */
  words: string;
  reasoning: string;
  model: string | null;
  state: string;
  /** The process that generates it, when several share the database; see lib/server/db/channel.ts. */
  writer: Generated<number | null>;
  /** JSON of AnswerFacts and AnswerError. */
  facts: string | null;
  error: string | null;
  tokens: number | null;
  created_at: string;
}

/** The stored events of a running answer. */
export interface ChatEventTable {
  message_id: number;
  seq: number;
  kind: string;
  text: string;
}

/** A snapshot of a shared conversation. */
export interface ChatShareTable {
  token: string;
  session_id: number;
  /** JSON; "" when it is stored in parts. */
  snapshot: string;
  created_at: string;
}

/** A part of the JSON of a long copy. */
export interface ChatSharePartTable {
  token: string;
  seq: number;
  session_id: number;
  text: string;
  /** 1 for the last one. */
  is_last: number;
}

/** A preset of an account. */
export interface PresetTable {
  id: Generated<number>;
  account_id: number;
  name: string;
  /** The name folded for comparison. */
  name_key: string;
  model: string;
  gateway: string | null;
  /** JSON of ChatSettings. */
  settings: string;
  created_at: string;
  updated_at: string;
}

/** A stored response of `POST /v1/responses`, with its input. */
export interface ResponseTable {
  id: string;
  account_id: number;
  /** The only key that may read it; null for every key of the account. */
  key_id: number | null;
  previous_id: string | null;
  created_at: string;
  /** Null when it is kept until deleted. */
  expires_at: string | null;
  /** The request's own items, as JSON. */
  input: string;
  /** The response, as JSON. */
  response: string;
  /** The bytes counted for its account's limit. */
  bytes: number;
}
