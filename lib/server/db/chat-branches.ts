import { setImmediate } from "node:timers/promises";
import { sql } from "kysely";
import { AnswerStore } from "./chat-answers";
import { countBytes, ROW_BYTES, TEXT_BYTES } from "./chat-room";

/** Rows per statement. */
const BATCH = 500;
/** Longer copies are stored in parts of at least this length, except for the last. */
const PART_CHARACTERS = 1 << 20;

/** Branches and tags of conversations: deletes, shares, and counts them. */
export class BranchStore extends AnswerStore {
  /** Deletes a message and its descendants unless one of them is being written; returns the IDs. */
  deleteBranch(session: number, id: number): Promise<{ deleted: number[]; running: number[] }> {
    return this.db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ id: number; state: string }>`
        with recursive branch(id, state) as (
          select id, state from chat_messages where id = ${id} and session_id = ${session}
          union select m.id, m.state from chat_messages m join branch on m.parent_id = branch.id
          where m.session_id = ${session}
        ) select id, state from branch order by id
      `.execute(tx);
      const ids = rows.map((row) => row.id);
      const running = rows.filter(({ state }) => state === "running").map((row) => row.id);
      if (running.length > 0) return { deleted: [], running };
      for (let at = 0; at < ids.length; at += BATCH) {
        const batch = ids.slice(at, at + BATCH);
        await tx.deleteFrom("chat_events").where("message_id", "in", batch).execute();
        const deletion = tx.deleteFrom("chat_messages").where("id", "in", batch);
        const size = sql<number>`${sql.lit(ROW_BYTES)} + ${TEXT_BYTES}`;
        const freed = await deletion.returning(size.as("bytes")).execute();
        await countBytes(tx, session, -freed.reduce((sum, { bytes }) => sum + bytes, 0), null);
        const leaf = tx.updateTable("chat_sessions").set({ leaf_id: null }).where("id", "=", session);
        await leaf.where("leaf_id", "in", batch).execute();
      }
      return { deleted: ids, running: [] };
    });
  }

  /** The tags of an account's conversations, one entry per conversation. */
  async tags(account: number): Promise<string[]> {
    const rows = await this.db
      .selectFrom("chat_sessions")
      .select("tags")
      .where("account_id", "=", account)
      .where("deleted_at", "is", null)
      .where("tags", "!=", "[]")
      .execute();
    return rows.flatMap(({ tags }) => JSON.parse(tags) as string[]);
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

  /** Stores a copy under a token, replacing the previous one; a long copy in parts assembled from these chunks. */
  async share(session: number, token: string, pieces: readonly string[], at: string): Promise<void> {
    const long = pieces.reduce((sum, { length }) => sum + length, 0) > PART_CHARACTERS;
    const parts = long ? partsOf(pieces) : [];
    const snapshot = long ? "" : pieces.join("");
    await this.db.transaction().execute(async (tx) => {
      await tx.deleteFrom("chat_share_parts").where("session_id", "=", session).execute();
      await tx.deleteFrom("chat_shares").where("session_id", "=", session).execute();
      await tx.insertInto("chat_shares").values({ token, session_id: session, snapshot, created_at: at }).execute();
      for (const [seq, text] of parts.entries()) {
        const is_last = seq === parts.length - 1 ? 1 : 0;
        await tx.insertInto("chat_share_parts").values({ token, session_id: session, seq, text, is_last }).execute();
        // An embedded database responds synchronously: yield to other requests.
        await setImmediate();
      }
    });
  }

  async unshare(session: number): Promise<boolean> {
    return this.db.transaction().execute(async (tx) => {
      await tx.deleteFrom("chat_share_parts").where("session_id", "=", session).execute();
      const deletion = tx.deleteFrom("chat_shares").where("session_id", "=", session);
      return (await deletion.executeTakeFirst()).numDeletedRows > 0n;
    });
  }

  /** A part of a copy that is stored in parts. */
  sharedPart(token: string, seq: number): Promise<{ text: string; is_last: number } | undefined> {
    return this.db
      .selectFrom("chat_share_parts")
      .select(["text", "is_last"])
      .where("token", "=", token)
      .where("seq", "=", seq)
      .executeTakeFirst();
  }

  /** The shared copy under a token, while its conversation exists; "" when it is stored in parts. */
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
}

/** Joins the chunks of a text into fewer, longer ones. */
function partsOf(pieces: readonly string[]): string[] {
  const parts: string[] = [];
  let part = "";
  for (const piece of pieces) {
    part += piece;
    if (part.length < PART_CHARACTERS) continue;
    parts.push(part);
    part = "";
  }
  return part === "" ? parts : [...parts, part];
}
