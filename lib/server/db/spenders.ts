import { type Kysely, sql } from "kysely";
import type { KeySpend } from "@/lib/contract/admin";
import type { StateDatabase } from "./schema";

/** The keys that have spent the most since a time (ISO 8601), sorted by spend, descending. */
export async function readSpenders(db: Kysely<StateDatabase>, since: string, limit: number): Promise<KeySpend[]> {
  const rows = await db
    .selectFrom("usage")
    .innerJoin("keys", "keys.id", "usage.key_id")
    .innerJoin("accounts", "accounts.id", "usage.account_id")
    .where("usage.at", ">=", since)
    .select(({ fn }) => [
      "keys.id",
      "keys.name",
      "keys.last_four",
      "keys.account_id",
      "keys.revoked_at",
      "accounts.display_name",
      "accounts.email",
      fn.countAll().as("requests"),
      sql<number>`sum(case when usage.outcome in ('error', 'interrupted') then 1 else 0 end)`.as("errors"),
      sql<number>`coalesce(sum(usage.cost_usd), 0)`.as("cost"),
      sql<number>`sum(case when usage.cost_usd is null and usage.outcome <> 'error' then 1 else 0 end)`.as("unpriced"),
      fn.max("usage.at").as("last_at"),
    ])
    .groupBy(["keys.id", "keys.name", "keys.last_four", "keys.account_id", "keys.revoked_at"])
    .groupBy(["accounts.display_name", "accounts.email"])
    .orderBy("cost", "desc")
    .orderBy("requests", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    key_id: row.id,
    name: row.name,
    last_four: row.last_four,
    account_id: row.account_id,
    account: row.email ?? row.display_name,
    revoked: row.revoked_at !== null && row.revoked_at <= new Date().toISOString(),
    requests: Number(row.requests),
    errors: Number(row.errors),
    cost_usd: Number(row.cost),
    unpriced: Number(row.unpriced),
    last_at: String(row.last_at),
  }));
}
