import type { Kysely } from "kysely";
import { addId } from "./columns";

/** Conversations, their messages as a tree, running answers, and shares. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addId(db, db.schema.createTable("chat_sessions").ifNotExists())
    .addColumn("account_id", "integer", (c) => c.notNull().references("accounts.id").onDelete("cascade"))
    .addColumn("title", "text", (c) => c.notNull())
    .addColumn("model", "text")
    .addColumn("settings", "text", (c) => c.notNull())
    .addColumn("created_at", "text", (c) => c.notNull())
    .addColumn("updated_at", "text", (c) => c.notNull())
    .addColumn("deleted_at", "text")
    .execute();
  await addId(db, db.schema.createTable("chat_messages").ifNotExists())
    .addColumn("session_id", "integer", (c) => c.notNull().references("chat_sessions.id").onDelete("cascade"))
    .addColumn("parent_id", "integer")
    .addColumn("role", "text", (c) => c.notNull())
    .addColumn("content", "text", (c) => c.notNull())
    .addColumn("words", "text", (c) => c.notNull())
    .addColumn("reasoning", "text", (c) => c.notNull())
    .addColumn("model", "text")
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("facts", "text")
    .addColumn("error", "text")
    .addColumn("tokens", "integer")
    .addColumn("created_at", "text", (c) => c.notNull())
    .execute();
  await db.schema
    .createTable("chat_events")
    .ifNotExists()
    .addColumn("message_id", "integer", (c) => c.notNull().references("chat_messages.id").onDelete("cascade"))
    .addColumn("seq", "integer", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("text", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("chat_events_pk", ["message_id", "seq"])
    .execute();
  await db.schema
    .createTable("chat_shares")
    .ifNotExists()
    .addColumn("token", "text", (c) => c.primaryKey())
    .addColumn("session_id", "integer", (c) => c.notNull().references("chat_sessions.id").onDelete("cascade"))
    .addColumn("snapshot", "text", (c) => c.notNull())
    .addColumn("created_at", "text", (c) => c.notNull())
    .execute();
  const index = (name: string, table: string, columns: string[]) =>
    db.schema.createIndex(name).ifNotExists().on(table).columns(columns).execute();
  await index("chat_sessions_account", "chat_sessions", ["account_id", "updated_at"]);
  await index("chat_messages_session", "chat_messages", ["session_id", "id"]);
  await index("chat_messages_state", "chat_messages", ["state"]);
  await index("chat_shares_session", "chat_shares", ["session_id"]);
}
