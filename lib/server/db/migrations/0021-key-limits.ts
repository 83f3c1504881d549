import { type Kysely, sql } from "kysely";
import { addColumn } from "./columns";

/** Spend limits of keys per day, week, and month, and the models and gateways that a key may use. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const period of ["day", "week", "month"]) {
    await addColumn(db, "keys", `spend_limit_${period}_usd`, "double precision");
    await addColumn(db, "key_budgets", `${period}_start`, "text", (column) => column.notNull().defaultTo(""));
    await addColumn(db, "key_budgets", `${period}_usd`, "double precision", (column) => column.notNull().defaultTo(0));
  }
  for (const name of ["allowed_models", "allowed_gateways"]) await addColumn(db, "keys", name, "text");
  // Summed up again from usage, including each period's spending.
  await sql`delete from key_budgets`.execute(db);
}
