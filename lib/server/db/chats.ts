import { type Insertable, type Kysely, type Selectable, sql } from "kysely";
import type { StateDatabase } from "./schema";
import type { ChatMessageTable, ChatSessionTable } from "./schema-chats";

export type SessionRow = Selectable<ChatSessionTable> & { share: string | null };
export type MessageRow = Selectable<ChatMessageTable>;
export type NewMessageRow = Omit<Insertable<ChatMessageTable>, "id">;
export type NewEventRow = Insertable<StateDatabase["chat_events"]>;
type SessionSet = Partial<Pick<ChatSessionTable, "title" | "model" | "settings" | "updated_at" | "deleted_at">>;

/** Conversations. Every statement names the account they must belong to; what belongs to another is not there. */
export class ChatStore {
  constructor(readonly db: Kysely<StateDatabase>) {}

  async create(row: Omit<Insertable<ChatSessionTable>, "id">): Promise<SessionRow> {
    return {
      ...(await this.db.insertInto("chat_sessions").values(row).returningAll().executeTakeFirstOrThrow()),
      share: null,
    };
  }

  /** The conversations of an account, the last used first; those that hold all of these words when some are given. */
  async list(account: number, limit: number, offset: number, words: readonly string[] = []): Promise<SessionRow[]> {
    let query = this.#sessions(account).orderBy("s.updated_at", "desc").orderBy("s.id", "desc");
    for (const word of words) {
      const like = likePattern(word);
      query = query.where((eb) =>
        eb.or([
          sql<boolean>`lower(s.title) like ${like} escape '\\'`,
          eb.exists(
            eb
              .selectFrom("chat_messages as m")
              .select("m.id")
              .whereRef("m.session_id", "=", "s.id")
              .where(sql<boolean>`m.words like ${like} escape '\\'`),
          ),
        ]),
      );
    }
    return query.limit(limit).offset(offset).execute();
  }

  /** The first message with any of these words of each of an account's conversations: its content, by conversation. */
  async firstWith(
    account: number,
    sessions: readonly number[],
    words: readonly string[],
  ): Promise<Map<number, string>> {
    if (sessions.length === 0 || words.length === 0) return new Map();
    const firsts = this.db
      .selectFrom("chat_messages as m")
      .innerJoin("chat_sessions as s", "s.id", "m.session_id")
      .select((eb) => eb.fn.min("m.id").as("id"))
      .where("s.account_id", "=", account)
      .where("m.session_id", "in", sessions)
      .where((eb) => eb.or(words.map((word) => sql<boolean>`m.words like ${likePattern(word)} escape '\\'`)))
      .groupBy("m.session_id");
    const rows = await this.db
      .selectFrom("chat_messages")
      .select(["session_id", "content"])
      .where("id", "in", firsts)
      .execute();
    return new Map(rows.map(({ session_id, content }) => [session_id, content]));
  }

  session(account: number, id: number): Promise<SessionRow | undefined> {
    return this.#sessions(account).where("s.id", "=", id).executeTakeFirst();
  }

  /** Changes a conversation; false when the account has none such. A deleted one can only be brought back. */
  async update(account: number, id: number, set: SessionSet): Promise<boolean> {
    if (Object.keys(set).length === 0) return (await this.session(account, id)) !== undefined;
    let query = this.db.updateTable("chat_sessions").set(set).where("id", "=", id).where("account_id", "=", account);
    if (set.deleted_at !== null) query = query.where("deleted_at", "is", null);
    return (await query.executeTakeFirst()).numUpdatedRows > 0n;
  }

  async messages(account: number, session: number): Promise<MessageRow[]> {
    return this.db
      .selectFrom("chat_messages")
      .innerJoin("chat_sessions as s", "s.id", "chat_messages.session_id")
      .selectAll("chat_messages")
      .where("s.account_id", "=", account)
      .where("s.id", "=", session)
      .where("s.deleted_at", "is", null)
      .orderBy("chat_messages.id")
      .execute();
  }

  /** Adds a message to a conversation that was found to be the account's. */
  addMessage(row: NewMessageRow): Promise<MessageRow> {
    return this.db.transaction().execute(async (tx) => {
      await tx
        .updateTable("chat_sessions")
        .set({ updated_at: row.created_at })
        .where("id", "=", row.session_id)
        .execute();
      return tx.insertInto("chat_messages").values(row).returningAll().executeTakeFirstOrThrow();
    });
  }

  /** Writes down what came of an answer since the last time; what is there already stays. */
  async addEvents(rows: readonly NewEventRow[]): Promise<void> {
    if (rows.length === 0) return;
    const added = this.db.insertInto("chat_events").values([...rows]);
    await added.onConflict((c) => c.columns(["message_id", "seq"]).doNothing()).execute();
  }

  events(message: number, after: number): Promise<Selectable<StateDatabase["chat_events"]>[]> {
    return this.db
      .selectFrom("chat_events")
      .selectAll()
      .where("message_id", "=", message)
      .where("seq", ">", after)
      .orderBy("seq")
      .execute();
  }

  /** Ends an answer with all of it; its steps are not needed any more. */
  finish(id: number, set: Partial<NewMessageRow>): Promise<MessageRow> {
    return this.db.transaction().execute(async (tx) => {
      await tx.deleteFrom("chat_events").where("message_id", "=", id).execute();
      return tx.updateTable("chat_messages").set(set).where("id", "=", id).returningAll().executeTakeFirstOrThrow();
    });
  }

  /** Ends an answer whose writer is gone, unless another process did; its steps are not needed any more. */
  interrupt(id: number, set: Partial<NewMessageRow>): Promise<boolean> {
    return this.db.transaction().execute(async (tx) => {
      const running = tx.updateTable("chat_messages").set(set).where("id", "=", id).where("state", "=", "running");
      if ((await running.executeTakeFirst()).numUpdatedRows === 0n) return false;
      await tx.deleteFrom("chat_events").where("message_id", "=", id).execute();
      return true;
    });
  }

  /** A message by its id, for who has found that it may be read. */
  message(id: number): Promise<MessageRow | undefined> {
    return this.db.selectFrom("chat_messages").selectAll().where("id", "=", id).executeTakeFirst();
  }

  /** The answers of a conversation that are being written. */
  async running(session: number): Promise<number[]> {
    const rows = this.db.selectFrom("chat_messages").select("id").where("session_id", "=", session);
    return (await rows.where("state", "=", "running").orderBy("id").execute()).map(({ id }) => id);
  }

  /** Answers that are being written, or whose process ended before it could say so. */
  unfinished(): Promise<MessageRow[]> {
    return this.db.selectFrom("chat_messages").selectAll().where("state", "=", "running").execute();
  }

  async share(session: number, token: string, snapshot: string, at: string): Promise<void> {
    await this.db.transaction().execute(async (tx) => {
      await tx.deleteFrom("chat_shares").where("session_id", "=", session).execute();
      await tx.insertInto("chat_shares").values({ token, session_id: session, snapshot, created_at: at }).execute();
    });
  }

  async unshare(session: number): Promise<boolean> {
    const { numDeletedRows } = await this.db
      .deleteFrom("chat_shares")
      .where("session_id", "=", session)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  /** What was shared under a token, while its conversation is there. */
  async shared(token: string): Promise<string | undefined> {
    const row = await this.db
      .selectFrom("chat_shares")
      .innerJoin("chat_sessions as s", "s.id", "chat_shares.session_id")
      .select("snapshot")
      .where("token", "=", token)
      .where("s.deleted_at", "is", null)
      .executeTakeFirst();
    return row?.snapshot;
  }

  async counts(account: number): Promise<{ sessions: number; messages: number }> {
    const row = await this.db
      .selectFrom("chat_sessions as s")
      .leftJoin("chat_messages as m", "m.session_id", "s.id")
      .select((eb) => [
        eb.fn.count<number>("s.id").distinct().as("sessions"),
        eb.fn.count<number>("m.id").as("messages"),
      ])
      .where("s.account_id", "=", account)
      .where("s.deleted_at", "is", null)
      .executeTakeFirstOrThrow();
    return { sessions: Number(row.sessions), messages: Number(row.messages) };
  }

  #sessions(account: number) {
    return this.db
      .selectFrom("chat_sessions as s")
      .selectAll("s")
      .select((eb) =>
        eb.selectFrom("chat_shares").select("token").whereRef("session_id", "=", "s.id").limit(1).as("share"),
      )
      .where("s.account_id", "=", account)
      .where("s.deleted_at", "is", null);
  }
}

/** The pattern that finds a word anywhere in lower-case text. */
const likePattern = (word: string) => `%${word.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
