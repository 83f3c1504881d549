import { type Kysely, sql } from "kysely";
import type { StateDatabase } from "./schema";

/** What a process tells of a key's budget, and how much it wants to be free to spend. */
export interface BudgetRequest {
  keyId: number;
  limitUsd: number;
  /** The process that asks. */
  holder: string;
  /** Spent since it last told. */
  spentUsd: number;
  wantUsd: number;
  /** When it asks, and until when it may keep what it gets, ISO 8601. */
  at: string;
  until: string;
}

/** What a process may spend of a key's budget, and what the key has spent in all. */
export interface BudgetLease {
  usd: number;
  spentUsd: number;
}

/** The budgets of keys, shared by all processes: what they may spend together never exceeds what is left. */
export class BudgetStore {
  constructor(readonly db: Kysely<StateDatabase>) {}

  /** Enters what was spent and leases what is wanted, at most what neither is spent nor leased by others. */
  exchange({ keyId, limitUsd, holder, spentUsd, wantUsd, at, until }: BudgetRequest): Promise<BudgetLease> {
    return this.db.transaction().execute(async (trx) => {
      // The row of the key is locked from here on: one process at a time.
      const { spent_usd } = await trx
        .insertInto("key_budgets")
        .values({
          key_id: keyId,
          spent_usd: sql<number>`(select coalesce(sum(cost_usd), 0) from usage where key_id = ${keyId} and own_key = 0)
            + (select purged_usd from keys where id = ${keyId})`,
        })
        .onConflict((c) =>
          c.column("key_id").doUpdateSet((eb) => ({ spent_usd: eb("key_budgets.spent_usd", "+", spentUsd) })),
        )
        .returning("spent_usd")
        .executeTakeFirstOrThrow();
      const others = await trx
        .selectFrom("budget_leases")
        .where("key_id", "=", keyId)
        .where("holder", "!=", holder)
        .where("until", ">", at)
        .select(({ fn }) => fn.sum<number | null>("usd").as("usd"))
        .executeTakeFirst();
      const left = Math.max(0, limitUsd - Number(spent_usd) - Number(others?.usd ?? 0));
      const lease = { usd: Math.min(left, wantUsd), until };
      await trx
        .insertInto("budget_leases")
        .values({ key_id: keyId, holder, ...lease })
        .onConflict((c) => c.columns(["key_id", "holder"]).doUpdateSet(lease))
        .execute();
      return { usd: lease.usd, spentUsd: Number(spent_usd) };
    });
  }
}
