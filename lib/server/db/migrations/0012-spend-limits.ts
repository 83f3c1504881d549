import type { Kysely } from "kysely";

/** Spending of keys with a spend limit, and each process's lease of what is left. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("key_budgets")
    .ifNotExists()
    .addColumn("key_id", "integer", (c) => c.primaryKey().references("keys.id").onDelete("cascade"))
    .addColumn("spent_usd", "double precision", (c) => c.notNull())
    .execute();
  await db.schema
    .createTable("budget_leases")
    .ifNotExists()
    .addColumn("key_id", "integer", (c) => c.notNull().references("keys.id").onDelete("cascade"))
    .addColumn("holder", "text", (c) => c.notNull())
    .addColumn("usd", "double precision", (c) => c.notNull())
    .addColumn("until", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("budget_leases_pk", ["key_id", "holder"])
    .execute();
}
