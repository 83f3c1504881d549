import type { Kysely } from "kysely";

/** Stored responses of `POST /v1/responses`, and an index of calls by request. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("responses")
    .ifNotExists()
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("account_id", "integer", (c) => c.notNull().references("accounts.id").onDelete("cascade"))
    .addColumn("key_id", "integer")
    .addColumn("previous_id", "text")
    .addColumn("created_at", "text", (c) => c.notNull())
    .addColumn("expires_at", "text")
    .addColumn("input", "text", (c) => c.notNull())
    .addColumn("response", "text", (c) => c.notNull())
    .execute();
  await db.schema.createIndex("responses_account").ifNotExists().on("responses").column("account_id").execute();
  await db.schema.createIndex("responses_expiry").ifNotExists().on("responses").column("expires_at").execute();
  await db.schema
    .createIndex("usage_request")
    .ifNotExists()
    .on("usage")
    .columns(["account_id", "request_id"])
    .execute();
}
