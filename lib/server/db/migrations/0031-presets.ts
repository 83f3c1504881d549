import type { Kysely } from "kysely";
import { addId } from "./columns";

/** Presets of accounts: a name for a model, a gateway, and settings. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addId(db, db.schema.createTable("presets").ifNotExists())
    .addColumn("account_id", "integer", (c) => c.notNull().references("accounts.id").onDelete("cascade"))
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("name_key", "text", (c) => c.notNull())
    .addColumn("model", "text", (c) => c.notNull())
    .addColumn("gateway", "text")
    .addColumn("settings", "text", (c) => c.notNull())
    .addColumn("created_at", "text", (c) => c.notNull())
    .addColumn("updated_at", "text", (c) => c.notNull())
    .execute();
  const index = db.schema.createIndex("presets_name").ifNotExists().unique().on("presets");
  await index.columns(["account_id", "name_key"]).execute();
}
