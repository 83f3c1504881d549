import type { Kysely } from "kysely";
import { addId } from "./columns";

/** Usage and cost of each call, without its content; and users' gateway keys, encrypted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addId(db, db.schema.createTable("usage").ifNotExists())
    .addColumn("at", "text", (c) => c.notNull())
    .addColumn("account_id", "integer", (c) => c.notNull().references("accounts.id").onDelete("cascade"))
    .addColumn("key_id", "integer", (c) => c.notNull())
    .addColumn("request_id", "text", (c) => c.notNull())
    .addColumn("model", "text", (c) => c.notNull())
    .addColumn("gateway", "text", (c) => c.notNull())
    .addColumn("native_id", "text", (c) => c.notNull())
    .addColumn("own_key", "integer", (c) => c.notNull())
    .addColumn("stream", "integer", (c) => c.notNull())
    .addColumn("prompt_tokens", "integer")
    .addColumn("completion_tokens", "integer")
    .addColumn("cached_tokens", "integer")
    .addColumn("estimated", "integer", (c) => c.notNull())
    .addColumn("cost_usd", "double precision")
    .addColumn("first_token_ms", "integer")
    .addColumn("duration_ms", "integer", (c) => c.notNull())
    .addColumn("outcome", "text", (c) => c.notNull())
    .addColumn("error_type", "text")
    .addColumn("attempts", "integer", (c) => c.notNull())
    .execute();
  await db.schema.createIndex("usage_account").ifNotExists().on("usage").columns(["account_id", "at"]).execute();
  await db.schema.createIndex("usage_key").ifNotExists().on("usage").columns(["key_id", "at"]).execute();
  await db.schema.createIndex("usage_at").ifNotExists().on("usage").column("at").execute();
  await db.schema
    .createTable("gateway_keys")
    .ifNotExists()
    .addColumn("account_id", "integer", (c) => c.notNull().references("accounts.id").onDelete("cascade"))
    .addColumn("gateway", "text", (c) => c.notNull())
    .addColumn("sealed", "text", (c) => c.notNull())
    .addColumn("last_four", "text", (c) => c.notNull())
    .addColumn("created_at", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("gateway_keys_pk", ["account_id", "gateway"])
    .execute();
}
