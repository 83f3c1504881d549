import { setImmediate } from "node:timers/promises";
import { type Insertable, type Kysely, type Selectable, type SelectQueryBuilder, sql } from "kysely";
import { folded } from "@/lib/models/text";
import type { MessageRow, NewMessageRow } from "./chat-answers";
import { BranchStore } from "./chat-branches";
import { HEAD, type MessageHead, MessagePages } from "./chat-pages";
import { accountBytes, type ChatBudget, checkAccount, countBytes, messageBytes, sessionBytes } from "./chat-room";
import type { StateDatabase } from "./schema";
import type { ChatSessionTable } from "./schema-chats";

export type { MessageRow, NewEventRow, NewMessageRow } from "./chat-answers";

export type SessionRow = Selectable<ChatSessionTable> & { share: string | null };
type MessageNode = Pick<MessageRow, "id" | "parent_id">;

export type NewSessionRow = Omit<Insertable<ChatSessionTable>, "id">;
type SessionSet = Partial<Pick<SessionRow, "title" | "model" | "settings" | "updated_at" | "deleted_at">> &
  Partial<Pick<SessionRow, "pinned_at" | "tags" | "leaf_id">>;

const LONG_CHARACTERS = 1 << 20;

/** The filter of listed conversations: those with all of these words, and with this tag. */
interface SessionFilter {
  words?: readonly string[];
  tag?: string | null;
  /** Only these, by ID. */
  among?: readonly number[] | null;
}

/** Conversations. Every statement includes the account they must belong to; others' conversations are not found. */
export class ChatStore extends BranchStore {
  readonly pages: MessagePages;

  /** @param budget storage limits; null for none */
  constructor(
    db: Kysely<StateDatabase>,
    readonly budget: ChatBudget | null = null,
  ) {
    super(db);
    this.pages = new MessagePages(db);
  }

  /** Creates a conversation. Throws a NoRoomError. */
  create(row: NewSessionRow): Promise<SessionRow> {
    const bytes = sessionBytes(row);
    const title_words = folded(row.title);
    return this.db.transaction().execute(async (tx) => {
      if (this.budget) await checkAccount(tx, row.account_id, bytes, this.budget);
      const added = tx.insertInto("chat_sessions").values({ ...row, bytes, title_words });
      return { ...(await added.returningAll().executeTakeFirstOrThrow()), share: null };
    });
  }

  /** The conversations of an account, pinned ones before others, then the last used first. */
  async list(account: number, limit: number, offset: number, filter: SessionFilter = {}): Promise<SessionRow[]> {
    const { words = [], tag = null, among = null } = filter;
    let query = inOrder(this.#sessions(account));
    if (among !== null) query = query.where("s.id", "in", among);
    if (tag !== null) query = query.where(sql<boolean>`replace(s.tags, ${JSON.stringify(tag)}, '') <> s.tags`);
    for (const word of words) {
      const like = likePattern(word);
      query = query.where((eb) =>
        eb.or([
          sql<boolean>`coalesce(s.title_words, lower(s.title)) like ${like} escape '\\'`,
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

  /** The sizes of the conversations of an account in bytes, in the order of the list. */
  sizes(account: number): Promise<{ id: number; bytes: number }[]> {
    const sessions = this.db.selectFrom("chat_sessions as s").where("s.account_id", "=", account);
    return inOrder(sessions.where("s.deleted_at", "is", null))
      .select(["s.id", "s.bytes"])
      .execute();
  }

  /** The first message with any of these words, per conversation. */
  async firstWith(sessions: readonly number[], words: readonly string[]): Promise<Map<number, number>> {
    if (sessions.length === 0 || words.length === 0) return new Map();
    const firsts = await this.db
      .selectFrom("chat_messages")
      .select((eb) => ["session_id", eb.fn.min("id").as("id")])
      .where("session_id", "in", sessions)
      .where((eb) => eb.or(words.map((word) => sql<boolean>`words like ${likePattern(word)} escape '\\'`)))
      .groupBy("session_id")
      .execute();
    return new Map(firsts.map(({ session_id, id }) => [session_id, id]));
  }

  /** A conversation of an account; `deleted` includes deleted ones. */
  session(account: number, id: number, { deleted = false } = {}): Promise<SessionRow | undefined> {
    return this.#sessions(account, deleted).where("s.id", "=", id).executeTakeFirst();
  }

  /** Changes a conversation, or restores a deleted one; false without one. Throws a NoRoomError. */
  async update(account: number, id: number, set: SessionSet): Promise<boolean> {
    if (Object.keys(set).length === 0) return (await this.session(account, id)) !== undefined;
    return this.db.transaction().execute(async (tx) => {
      const query = tx.selectFrom("chat_sessions").selectAll().where("id", "=", id).where("account_id", "=", account);
      const previous = await query.executeTakeFirst();
      if (!previous || (set.deleted_at !== null && previous.deleted_at !== null)) return false;
      const grown = sessionBytes({ ...previous, ...set }) - sessionBytes(previous);
      if (grown !== 0) await countBytes(tx, id, grown, this.budget);
      const words = set.title === undefined ? {} : { title_words: folded(set.title) };
      const values = { ...set, ...words };
      await tx.updateTable("chat_sessions").set(values).where("id", "=", id).execute();
      return true;
    });
  }

  /** The message tree of a conversation, oldest first. */
  tree(account: number, session: number): Promise<MessageNode[]> {
    return this.#messages(account, session)
      .select(["chat_messages.id", "chat_messages.parent_id"])
      .where("s.deleted_at", "is", null)
      .orderBy("chat_messages.id")
      .execute();
  }

  /** One message of an account's conversation, without its text. */
  messageOf(account: number, session: number, id: number): Promise<MessageHead | undefined> {
    return this.#messages(account, session)
      .select(HEAD.map((column) => `chat_messages.${column}` as const))
      .where("chat_messages.id", "=", id)
      .executeTakeFirst();
  }

  async lastMessage(session: number): Promise<number | null> {
    const newest = this.db.selectFrom("chat_messages").select("id").where("session_id", "=", session);
    return (await newest.orderBy("id", "desc").limit(1).executeTakeFirst())?.id ?? null;
  }

  /** Bytes left in a conversation, and the limit that is reached first: its own or its account's. */
  async roomIn(account: number, session: number): Promise<{ bytes: number; of: keyof ChatBudget }> {
    if (!this.budget) return { bytes: Number.POSITIVE_INFINITY, of: "conversation" };
    const stored = this.db.selectFrom("chat_sessions").select("bytes").where("id", "=", session).executeTakeFirst();
    const room = this.budget.conversation - ((await stored)?.bytes ?? 0);
    const all = this.budget.account - (await accountBytes(this.db, account));
    return room <= all ? { bytes: room, of: "conversation" } : { bytes: all, of: "account" };
  }

  /** Adds a message to a conversation that was verified to be the account's. Throws a NoRoomError. */
  addMessage(row: NewMessageRow): Promise<MessageRow> {
    return this.db.transaction().execute(async (tx) => {
      await countBytes(tx, row.session_id, messageBytes(row), this.budget);
      const inserted = tx
        .insertInto("chat_messages")
        .values(row)
        .returning([...HEAD, "writer"]);
      // The text is not read back, because it may be long.
      const { content, words, reasoning } = row;
      const added = { ...(await inserted.executeTakeFirstOrThrow()), content, words, reasoning };
      // An embedded database takes as long again to commit: yield to other requests first.
      if (content.length > LONG_CHARACTERS) await setImmediate();
      await tx
        .updateTable("chat_sessions")
        .set({ updated_at: row.created_at, leaf_id: added.id })
        .where("id", "=", row.session_id)
        .execute();
      return added;
    });
  }

  /** Those of deleted conversations, too. */
  #messages(account: number, session: number) {
    return this.db
      .selectFrom("chat_messages")
      .innerJoin("chat_sessions as s", "s.id", "chat_messages.session_id")
      .where("s.account_id", "=", account)
      .where("s.id", "=", session);
  }

  #sessions(account: number, deleted = false) {
    return this.db
      .selectFrom("chat_sessions as s")
      .selectAll("s")
      .select((eb) =>
        eb.selectFrom("chat_shares").select("token").whereRef("session_id", "=", "s.id").limit(1).as("share"),
      )
      .where("s.account_id", "=", account)
      .$if(!deleted, (query) => query.where("s.deleted_at", "is", null));
  }
}

/** Sorts pinned conversations first, then by last use, newest first. */
function inOrder<O>(query: SelectQueryBuilder<{ s: StateDatabase["chat_sessions"] } & StateDatabase, "s", O>) {
  return query
    .orderBy(sql`case when s.pinned_at is null then 1 else 0 end`)
    .orderBy("s.updated_at", "desc")
    .orderBy("s.id", "desc");
}

const likePattern = (word: string) => `%${folded(word).replace(/[\\%_]/g, "\\$&")}%`;
