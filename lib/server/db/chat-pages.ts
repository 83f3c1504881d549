import { type Kysely, sql } from "kysely";
import type { MessageRow } from "./chat-answers";
import { TEXT_BYTES } from "./chat-room";
import type { StateDatabase } from "./schema";

/** A message with the size of its text in bytes. */
export type MessageSize = Pick<MessageRow, "id" | "state"> & { bytes: number };
/** A message without its text. */
export type MessageHead = Omit<MessageRow, "content" | "reasoning" | "words" | "writer">;

/** The messages to read. */
export interface MessagePart {
  after?: number;
  before?: number | null;
  limit: number;
}

/** The columns of a message without its text. */
export const HEAD = [
  "id",
  "session_id",
  "parent_id",
  "role",
  "model",
  "state",
  "facts",
  "error",
  "tokens",
  "created_at",
] as const satisfies readonly (keyof MessageHead)[];

/** Reads messages of verified conversations: first their sizes, then no more than fits into memory. */
export class MessagePages {
  constructor(readonly db: Kysely<StateDatabase>) {}

  /** Some messages, oldest first: those after an ID, or the last ones before an ID. */
  async sizes(session: number, { after = 0, before = null, limit }: MessagePart): Promise<MessageSize[]> {
    let query = this.#of(session)
      .select(["id", "state", TEXT_BYTES.as("bytes")])
      .limit(limit);
    if (before !== null) query = query.where("id", "<", before).orderBy("id", "desc");
    else query = query.where("id", ">", after).orderBy("id");
    const rows = await query.execute();
    return before === null ? rows : rows.reverse();
  }

  /** The messages from the root down to one, oldest first: a child always has the larger ID. */
  async sizesDownTo(session: number, id: number): Promise<MessageSize[]> {
    const { rows } = await sql<MessageSize>`
      with recursive line(id, parent_id) as (
        select id, parent_id from chat_messages where id = ${id} and session_id = ${session}
        union select m.id, m.parent_id from chat_messages m join line on m.id = line.parent_id
        where m.session_id = ${session}
      ) select m.id, m.state, ${TEXT_BYTES} as bytes from chat_messages m join line on m.id = line.id order by m.id
    `.execute(this.db);
    return rows;
  }

  /** These messages, oldest first. */
  rows(session: number, ids: readonly number[]): Promise<(MessageHead & { content: string; reasoning: string })[]> {
    return this.#of(session)
      .select([...HEAD, "content", "reasoning"])
      .where("id", "in", ids)
      .orderBy("id")
      .execute();
  }

  /** These messages without their text, oldest first. */
  heads(session: number, ids: readonly number[]): Promise<MessageHead[]> {
    return this.#of(session).select(HEAD).where("id", "in", ids).orderBy("id").execute();
  }

  /** A part of a message's text that starts at a character index; "" after its end. */
  async piece(id: number, column: "content" | "reasoning", from: number, characters: number): Promise<string> {
    const text = sql<string>`substr(${sql.ref(column)}, ${sql.lit(from + 1)}, ${sql.lit(characters)})`;
    const row = this.db.selectFrom("chat_messages").select(text.as("text")).where("id", "=", id);
    return (await row.executeTakeFirst())?.text ?? "";
  }

  #of(session: number) {
    return this.db.selectFrom("chat_messages").where("session_id", "=", session);
  }
}
