import type { Kysely } from "kysely";
import { addId } from "./columns";

/** Accounts, their sign-in identities, and their keys. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addId(db, db.schema.createTable("accounts").ifNotExists())
    .addColumn("created_at", "text", (c) => c.notNull())
    .addColumn("display_name", "text")
    .addColumn("email", "text")
    .addColumn("email_verified", "integer", (c) => c.notNull())
    .addColumn("auth_method", "text", (c) => c.notNull())
    .execute();
  await db.schema
    .createTable("identities")
    .ifNotExists()
    .addColumn("issuer", "text", (c) => c.notNull())
    .addColumn("subject", "text", (c) => c.notNull())
    .addColumn("account_id", "integer", (c) => c.notNull().references("accounts.id").onDelete("cascade"))
    .addPrimaryKeyConstraint("identities_pk", ["issuer", "subject"])
    .execute();
  await addId(db, db.schema.createTable("keys").ifNotExists())
    .addColumn("account_id", "integer", (c) => c.notNull().references("accounts.id").onDelete("cascade"))
    .addColumn("device", "text")
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("hash", "text", (c) => c.notNull().unique())
    .addColumn("prefix", "text", (c) => c.notNull())
    .addColumn("last_four", "text", (c) => c.notNull())
    .addColumn("scopes", "text", (c) => c.notNull())
    .addColumn("created_at", "text", (c) => c.notNull())
    .addColumn("expires_at", "text")
    .addColumn("revoked_at", "text")
    .addColumn("last_used_at", "text")
    .addColumn("requests_per_minute", "integer")
    .addColumn("spend_limit_usd", "double precision")
    .execute();
  await db.schema.createIndex("keys_account").ifNotExists().on("keys").columns(["account_id", "id"]).execute();
  await db.schema.createIndex("identities_account").ifNotExists().on("identities").column("account_id").execute();
}
