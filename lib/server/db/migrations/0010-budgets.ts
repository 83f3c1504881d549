import { type Kysely, sql } from "kysely";
import { addColumn } from "./columns";

/** The size of conversations, and a key's spending in purged usage rows. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addColumn(db, "chat_sessions", "bytes", "integer", (column) => column.notNull().defaultTo(0));
  await addColumn(db, "keys", "purged_usd", "double precision", (column) => column.notNull().defaultTo(0));
  const held = sql`(select coalesce(sum(length(content) + length(reasoning) + 256), 0)
    from chat_messages where session_id = chat_sessions.id)`;
  await sql`update chat_sessions
    set bytes = 256 + length(title) + length(settings) + case when ${held} < 2000000000 then ${held} else 2000000000 end
  `.execute(db);
  const index = (name: string, columns: string[]) =>
    db.schema.createIndex(name).ifNotExists().on("chat_sessions").columns(columns).execute();
  await index("chat_sessions_bytes", ["account_id", "bytes"]);
  await index("chat_sessions_deleted", ["deleted_at"]);
}
