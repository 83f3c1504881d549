import type { Kysely } from "kysely";

/** The last good copy of a reference on many gateways' offers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("reference_copies")
    .ifNotExists()
    .addColumn("name", "text", (c) => c.primaryKey())
    .addColumn("fetched_at", "text", (c) => c.notNull())
    .addColumn("body", "text", (c) => c.notNull())
    .execute();
}
