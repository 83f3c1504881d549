import { type Kysely, type RawBuilder, sql, type Transaction } from "kysely";
import {
  LIMIT_PERIODS,
  LIMIT_SPANS,
  type LimitPeriod,
  periodStarts,
  type SpendBySpan,
  type SpendLimits,
} from "@/lib/models/spend-limits";
import type { StateDatabase } from "./schema";

/** A process's report on a key's budget, and the amount it wants to lease. */
export interface BudgetRequest {
  keyId: number;
  limits: SpendLimits;
  /** The reporting process. */
  holder: string;
  /** Spent since its last report. */
  spentUsd: number;
  wantUsd: number;
  /** The time of the report and the end of the lease, ISO 8601. */
  at: string;
  until: string;
}

/** The amount that a process may spend of a key's budget, and the key's spending in total and per period. */
export interface BudgetLease {
  usd: number;
  spent: SpendBySpan;
}

/** Budgets of keys, shared by all processes: together they can never spend more than what is left. */
export class BudgetStore {
  constructor(readonly db: Kysely<StateDatabase>) {}

  /** Records spending and grants a lease of at most what is neither spent nor leased by others. */
  exchange({ keyId, limits, holder, spentUsd, wantUsd, at, until }: BudgetRequest): Promise<BudgetLease> {
    return this.db.transaction().execute(async (trx) => {
      const starts = periodStarts(new Date(at));
      // From here on, the key's row is locked: one process at a time.
      const spent = (await this.#add(trx, keyId, spentUsd, starts)) ?? (await this.#begin(trx, keyId, starts));
      const leased = await trx
        .selectFrom("budget_leases")
        .where("key_id", "=", keyId)
        .where("holder", "!=", holder)
        .where("until", ">", at)
        .select(({ fn }) => fn.sum<number | null>("usd").as("usd"))
        .executeTakeFirst();
      const availableUsd = leftOf(limits, spent) - Number(leased?.usd ?? 0);
      const lease = { usd: Math.max(0, Math.min(availableUsd, wantUsd)), until };
      await trx
        .insertInto("budget_leases")
        .values({ key_id: keyId, holder, ...lease })
        .onConflict((c) => c.columns(["key_id", "holder"]).doUpdateSet(lease))
        .execute();
      return { usd: lease.usd, spent };
    });
  }

  /** Adds to a stored amount; null when there is none. An expired period restarts. */
  async #add(
    trx: Transaction<StateDatabase>,
    keyId: number,
    usd: number,
    starts: Record<LimitPeriod, string>,
  ): Promise<SpendBySpan | null> {
    const inPeriod = (period: LimitPeriod) => {
      const [start, sum] = [sql.ref(`${period}_start`), sql.ref(`${period}_usd`)];
      return sql<number>`case when ${start} >= ${starts[period]} then ${sum} else 0 end + ${usd}`;
    };
    const startOf = (period: LimitPeriod) => {
      const start = sql.ref<string>(`${period}_start`);
      return sql<string>`case when ${start} >= ${starts[period]} then ${start} else ${starts[period]} end`;
    };
    const row = await trx
      .updateTable("key_budgets")
      .set((eb) => ({
        spent_usd: eb("spent_usd", "+", usd),
        day_usd: inPeriod("day"),
        day_start: startOf("day"),
        week_usd: inPeriod("week"),
        week_start: startOf("week"),
        month_usd: inPeriod("month"),
        month_start: startOf("month"),
      }))
      .where("key_id", "=", keyId)
      .returning(["spent_usd", "day_usd", "week_usd", "month_usd"])
      .executeTakeFirst();
    return row ? spentIn(row) : null;
  }

  /** Creates the stored amounts from the sum of usage. */
  async #begin(
    trx: Transaction<StateDatabase>,
    keyId: number,
    starts: Record<LimitPeriod, string>,
  ): Promise<SpendBySpan> {
    const usedSince = (start: string): RawBuilder<number> =>
      sql`(select coalesce(sum(cost_usd), 0) from usage where key_id = ${keyId} and own_key = 0 and at >= ${start})`;
    const row = await trx
      .insertInto("key_budgets")
      .values({
        key_id: keyId,
        spent_usd: sql<number>`${usedSince("")} + (select purged_usd from keys where id = ${keyId})`,
        day_start: starts.day,
        day_usd: usedSince(starts.day),
        week_start: starts.week,
        week_usd: usedSince(starts.week),
        month_start: starts.month,
        month_usd: usedSince(starts.month),
      })
      .onConflict((c) => c.column("key_id").doUpdateSet((eb) => ({ spent_usd: eb.ref("key_budgets.spent_usd") })))
      .returning(["spent_usd", "day_usd", "week_usd", "month_usd"])
      .executeTakeFirstOrThrow();
    return spentIn(row);
  }
}

/** The remaining budget under all limits, in USD. */
export function leftOf(limits: SpendLimits, spent: SpendBySpan): number {
  return Math.min(...LIMIT_SPANS.map((span) => (limits[span] ?? Number.POSITIVE_INFINITY) - spent[span]));
}

function spentIn(row: Record<"spent_usd" | `${LimitPeriod}_usd`, number>): SpendBySpan {
  const periods = LIMIT_PERIODS.map((period) => [period, Number(row[`${period}_usd`])]);
  return { total: Number(row.spent_usd), ...Object.fromEntries(periods) };
}
