import type { Kysely } from "kysely";

/** Stores long copies of shared conversations in parts, so that none is read or written as a whole. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("chat_share_parts")
    .ifNotExists()
    .addColumn("token", "text", (c) => c.notNull())
    .addColumn("seq", "integer", (c) => c.notNull())
    .addColumn("session_id", "integer", (c) => c.notNull().references("chat_sessions.id").onDelete("cascade"))
    .addColumn("text", "text", (c) => c.notNull())
    .addColumn("is_last", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("chat_share_parts_pk", ["token", "seq"])
    .execute();
  const index = db.schema.createIndex("chat_share_parts_session").ifNotExists().on("chat_share_parts");
  await index.column("session_id").execute();
}
