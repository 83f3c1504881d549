import type { Kysely } from "kysely";

/** The catalog as one process has built it, for the others: one row. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("built_catalogue")
    .ifNotExists()
    .addColumn("program", "text", (c) => c.primaryKey())
    .addColumn("bytes", "text", (c) => c.notNull())
    .execute();
}
