import type { Kysely } from "kysely";

/** The code of a sign-in at the terminal: one row, shared by all processes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("sign_in_codes")
    .ifNotExists()
    .addColumn("issuer", "text", (c) => c.primaryKey())
    .addColumn("hash", "text", (c) => c.notNull())
    .addColumn("until", "text", (c) => c.notNull())
    .addColumn("tries", "integer", (c) => c.notNull())
    .execute();
}
