import { CompiledQuery, type Insertable, type Kysely, type RawBuilder, type Selectable, sql } from "kysely";
import type { UsageSum } from "@/lib/contract/usage";
import { periodStarts, type SpendBySpan } from "@/lib/models/spend-limits";
import type { StateDatabase, UsageTable } from "./schema";

export type UsageRow = Selectable<UsageTable>;
export type NewUsage = Insertable<UsageTable>;

/** Rows per statement: a few sizes, so that statements can be reused. SQLite allows about 32,000 values. */
const BATCHES = [256, 32, 4, 1] as const;
/** In the order of a statement's values. */
const USAGE_COLUMNS = [
  "at",
  "account_id",
  "key_id",
  "request_id",
  "call_id",
  "answer_id",
  "model",
  "gateway",
  "native_id",
  "own_key",
  "stream",
  "prompt_tokens",
  "completion_tokens",
  "cached_tokens",
  "estimated",
  "cost_usd",
  "first_token_ms",
  "duration_ms",
  "outcome",
  "error_type",
  "attempts",
] as const satisfies readonly (keyof NewUsage)[];

interface UsageQuery {
  accountId: number;
  /** Null for all keys of the account. */
  keyId: number | null;
  since: string;
}

/** Adds all rows or none. Rejects when they can't be written. */
export type AddUsage = (rows: readonly NewUsage[]) => Promise<void>;

/** The values of all rows, row by row. */
export function valuesOf(rows: readonly NewUsage[]): unknown[] {
  const width = USAGE_COLUMNS.length;
  const values: unknown[] = new Array(rows.length * width);
  for (const [at, column] of USAGE_COLUMNS.entries())
    for (let row = 0; row < rows.length; row++) values[row * width + at] = rows[row]?.[column] ?? null;
  return values;
}

/** Usage and cost of calls. */
export class UsageStore {
  readonly #inserts = new Map<number, string>();

  constructor(readonly db: Kysely<StateDatabase>) {}

  /** Adds all rows or none; leaves rows of already recorded calls unchanged. */
  add: AddUsage = (rows) => this.addValues(rows.length, valuesOf(rows));

  /** Like `add`, with the rows' values in one list, in the order of `USAGE_COLUMNS`. */
  async addValues(rows: number, values: readonly unknown[]): Promise<void> {
    const width = USAGE_COLUMNS.length;
    await this.db.transaction().execute(async (trx) => {
      for (let at = 0; at < rows; ) {
        const size = BATCHES.find((batch) => batch <= rows - at) ?? 1;
        const batch = values.slice(at * width, (at + size) * width);
        await trx.executeQuery(CompiledQuery.raw(this.#insertOf(size), batch));
        at += size;
      }
    });
  }

  /** The statement for this number of rows: building it takes longer than running it. */
  #insertOf(size: number): string {
    const existing = this.#inserts.get(size);
    if (existing) return existing;
    const row = Object.fromEntries(USAGE_COLUMNS.map((column) => [column, 0])) as unknown as NewUsage;
    const { sql } = this.db
      .insertInto("usage")
      .values(Array.from({ length: size }, () => row))
      .onConflict((c) => c.column("call_id").doNothing())
      .compile();
    this.#inserts.set(size, sql);
    return sql;
  }

  /**
   * The known costs of a key's calls in USD, in total and in the periods that include a time.
   * @param ownKey whether to count only calls with the caller's gateway key, which limits ignore, or only the others
   */
  async spent(keyId: number, at: Date, ownKey = false): Promise<SpendBySpan> {
    const starts = periodStarts(at);
    const since = (start: string) => sql<number>`coalesce(sum(case when at >= ${start} then cost_usd else 0 end), 0)`;
    const sums = this.db
      .selectFrom("usage")
      .select([
        since("").as("total"),
        since(starts.day).as("day"),
        since(starts.week).as("week"),
        since(starts.month).as("month"),
      ])
      .where("key_id", "=", keyId)
      .where("own_key", "=", ownKey ? 1 : 0);
    const purged = this.db.selectFrom("keys").select("purged_usd").where("id", "=", keyId);
    const [row, key] = await Promise.all([sums.executeTakeFirstOrThrow(), purged.executeTakeFirst()]);
    const sound = (usd: number) => Number(Number(usd).toPrecision(12));
    const purgedUsd = ownKey ? 0 : (key?.purged_usd ?? 0);
    const { total, day, week, month } = row;
    return { total: sound(Number(total) + purgedUsd), day: sound(day), week: sound(week), month: sound(month) };
  }

  async total(ask: UsageQuery): Promise<UsageSum> {
    const [row] = await this.#sums(ask, null);
    const { label: _, ...sum } = row ?? { label: "", ...NOTHING };
    return sum;
  }

  /** By model, sorted by spend, descending. */
  async models(ask: UsageQuery): Promise<(UsageSum & { model: string })[]> {
    const rows = await this.#sums(ask, sql<string>`model`);
    rows.sort((a, b) => b.cost_usd - a.cost_usd || b.requests - a.requests);
    return rows.slice(0, 100).map(({ label, ...sum }) => ({ model: label, ...sum }));
  }

  /** By day in UTC, newest first. */
  async days(ask: UsageQuery): Promise<(UsageSum & { day: string })[]> {
    const rows = await this.#sums(ask, sql<string>`substr(at, 1, 10)`);
    rows.sort((a, b) => (a.label < b.label ? 1 : -1));
    return rows.map(({ label, ...sum }) => ({ day: label, ...sum }));
  }

  /** The latest calls, newest first. */
  recent(ask: UsageQuery, limit: number): Promise<UsageRow[]> {
    return this.#of(ask).selectAll().orderBy("id", "desc").limit(limit).execute();
  }

  /**
   * The call with this request ID, or with this ID of its answer.
   * @param keyId null for all keys of the account
   */
  find(accountId: number, keyId: number | null, id: string): Promise<UsageRow | undefined> {
    const rows = this.db.selectFrom("usage").selectAll().where("account_id", "=", accountId);
    return (keyId === null ? rows : rows.where("key_id", "=", keyId))
      .where((eb) => eb.or([eb("request_id", "=", id), eb("answer_id", "=", id)]))
      .orderBy("id", "desc")
      .limit(1)
      .executeTakeFirst();
  }

  /** All accounts' calls since a time, for the live figures. */
  since(at: string, limit: number): Promise<UsageRow[]> {
    return this.db.selectFrom("usage").selectAll().where("at", ">=", at).orderBy("at", "desc").limit(limit).execute();
  }

  #of({ accountId, keyId, since }: UsageQuery) {
    const rows = this.db.selectFrom("usage").where("account_id", "=", accountId).where("at", ">=", since);
    return keyId === null ? rows : rows.where("key_id", "=", keyId);
  }

  /** @param label the expression to group by; null for a single total */
  async #sums(ask: UsageQuery, label: RawBuilder<string> | null): Promise<(UsageSum & { label: string })[]> {
    const all = this.#of(ask);
    const rows = await (label ? all.groupBy(label) : all)
      .select(({ fn }) => [
        (label ?? sql<string>`''`).as("label"),
        fn.countAll().as("requests"),
        sql<number>`sum(case when outcome in ('error', 'interrupted') then 1 else 0 end)`.as("errors"),
        fn.sum("prompt_tokens").as("prompt"),
        fn.sum("completion_tokens").as("completion"),
        fn.sum("cost_usd").as("cost"),
        sql<number>`sum(case when cost_usd is null and outcome <> 'error' then 1 else 0 end)`.as("unpriced"),
      ])
      .execute();
    return rows.map((row) => ({
      label: row.label,
      requests: Number(row.requests),
      errors: Number(row.errors ?? 0),
      prompt_tokens: Number(row.prompt ?? 0),
      completion_tokens: Number(row.completion ?? 0),
      cost_usd: Number(Number(row.cost ?? 0).toPrecision(12)),
      unpriced: Number(row.unpriced ?? 0),
    }));
  }
}

const NOTHING: UsageSum = {
  requests: 0,
  errors: 0,
  prompt_tokens: 0,
  completion_tokens: 0,
  cost_usd: 0,
  unpriced: 0,
};
