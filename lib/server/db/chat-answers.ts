import type { Insertable, Kysely, Selectable } from "kysely";
import { countBytes, messageBytes } from "./chat-room";
import type { StateDatabase } from "./schema";
import type { ChatMessageTable } from "./schema-chats";

export type MessageRow = Selectable<ChatMessageTable>;
export type NewMessageRow = Omit<Insertable<ChatMessageTable>, "id">;
export type NewEventRow = Insertable<StateDatabase["chat_events"]>;

/** Events per statement: SQLite allows about 32,000 values. */
const BATCH = 1_000;

type UnfinishedRow = Pick<MessageRow, "id" | "writer" | "created_at">;

/** Running answers: their events, their end, and those whose writer no longer runs. */
export class AnswerStore {
  constructor(readonly db: Kysely<StateDatabase>) {}

  /** Stores new events of an answer; existing ones stay. */
  async addEvents(rows: readonly NewEventRow[]): Promise<void> {
    for (let at = 0; at < rows.length; at += BATCH) {
      const added = this.db.insertInto("chat_events").values(rows.slice(at, at + BATCH));
      await added.onConflict((c) => c.columns(["message_id", "seq"]).doNothing()).execute();
    }
  }

  /** The next events of an answer after a sequence number, at most a thousand. */
  events(message: number, after: number): Promise<Selectable<StateDatabase["chat_events"]>[]> {
    return this.db
      .selectFrom("chat_events")
      .selectAll()
      .where("message_id", "=", message)
      .where("seq", ">", after)
      .orderBy("seq")
      .limit(BATCH)
      .execute();
  }

  /** Stores the complete answer and deletes its events. */
  finish(id: number, set: Partial<NewMessageRow>): Promise<MessageRow> {
    return this.db.transaction().execute(async (tx) => {
      const previous = await tx.selectFrom("chat_messages").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
      await tx.deleteFrom("chat_events").where("message_id", "=", id).execute();
      const changed = tx.updateTable("chat_messages").set(set).where("id", "=", id).returningAll();
      const updated = await changed.executeTakeFirstOrThrow();
      await countBytes(tx, updated.session_id, messageBytes(updated) - messageBytes(previous), null);
      return updated;
    });
  }

  /** Ends an answer whose writer no longer runs, unless another process did; deletes its events. */
  interrupt(id: number, set: Partial<NewMessageRow>): Promise<boolean> {
    return this.db.transaction().execute(async (tx) => {
      const previous = await tx.selectFrom("chat_messages").selectAll().where("id", "=", id).executeTakeFirst();
      const running = tx.updateTable("chat_messages").set(set).where("id", "=", id).where("state", "=", "running");
      const updated = await running.returningAll().executeTakeFirst();
      if (!previous || !updated) return false;
      await tx.deleteFrom("chat_events").where("message_id", "=", id).execute();
      await countBytes(tx, updated.session_id, messageBytes(updated) - messageBytes(previous), null);
      return true;
    });
  }

  message(id: number): Promise<MessageRow | undefined> {
    return this.db.selectFrom("chat_messages").selectAll().where("id", "=", id).executeTakeFirst();
  }

  /** The running answers of a conversation, in any process. */
  async running(session: number): Promise<number[]> {
    const rows = await this.db
      .selectFrom("chat_messages")
      .select("id")
      .where("session_id", "=", session)
      .where("state", "=", "running")
      .orderBy("id")
      .execute();
    return rows.map(({ id }) => id);
  }

  /** The next unfinished answers after an ID, without their content. */
  unfinished(after: number, limit: number): Promise<UnfinishedRow[]> {
    return this.db
      .selectFrom("chat_messages")
      .select(["id", "writer", "created_at"])
      .where("state", "=", "running")
      .where("id", ">", after)
      .orderBy("id")
      .limit(limit)
      .execute();
  }
}
