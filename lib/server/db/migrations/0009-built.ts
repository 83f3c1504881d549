import type { Kysely } from "kysely";

/** The catalog as the leader has built it, for the other processes: one row. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("built_catalogue")
    .ifNotExists()
    .addColumn("program", "text", (c) => c.primaryKey())
    .addColumn("bytes", "text", (c) => c.notNull())
    .execute();
}
