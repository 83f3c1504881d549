import type { Kysely } from "kysely";
import { addId } from "./columns";

/** The IDs assigned to models, and reports of wrong merges. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("model_ids")
    .ifNotExists()
    .addColumn("id_key", "text", (c) => c.primaryKey())
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("model_key", "text", (c) => c.notNull())
    .addColumn("gateway", "text", (c) => c.notNull())
    .addColumn("native_id", "text", (c) => c.notNull())
    .addColumn("given_at", "text", (c) => c.notNull())
    .execute();
  await addId(db, db.schema.createTable("merge_reports").ifNotExists())
    .addColumn("at", "text", (c) => c.notNull())
    .addColumn("model", "text", (c) => c.notNull())
    .addColumn("gateway", "text", (c) => c.notNull())
    .addColumn("native_id", "text", (c) => c.notNull())
    .addColumn("note", "text", (c) => c.notNull())
    .addColumn("method", "text", (c) => c.notNull())
    .addColumn("evidence", "text", (c) => c.notNull())
    .execute();
}
