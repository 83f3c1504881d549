import { type Kysely, PostgresAdapter, type RawBuilder, sql } from "kysely";
import type { TableFacts } from "../db/tables";
import { type HeaderTable, MoveError, Summing, type Value } from "./format";

/** Approximate size in bytes of the rows read at a time, unless a single row is larger. */
const PAGE_BYTES = 1 << 20;
const FIRST_ROWS = 100;
const MAX_ROWS = 1_000;

/** A table's state at the start of a move. */
export async function readTableState(db: Kysely<unknown>, table: TableFacts): Promise<HeaderTable> {
  const { name, omit = [], counted } = table;
  const columns = (await columnsOf(db, name)).filter((column) => !omit.includes(column)).sort();
  const { rows } = await sql<{ n: number | string; top: number | null }>`
    select count(*) as n, ${counted ? sql`max(id)` : sql`null`} as top from ${sql.table(name)}`.execute(db);
  const upTo = counted ? Number(rows[0]?.top ?? 0) : null;
  const lastId = counted ? Math.max(upTo ?? 0, await lastGiven(db, name)) : null;
  return { name, columns, rows: Number(rows[0]?.n ?? 0), upTo, lastId };
}

async function columnsOf(db: Kysely<unknown>, table: string): Promise<string[]> {
  const query = isPostgres(db)
    ? sql<{ name: string }>`select column_name as name from information_schema.columns
        where table_schema = current_schema() and table_name = ${table}`
    : sql<{ name: string }>`select name from pragma_table_info(${table})`;
  const { rows } = await query.execute(db);
  if (rows.length === 0) throw new MoveError(`there is no table ${table}: start this version there once to create it`);
  return rows.map(({ name }) => name);
}

async function lastGiven(db: Kysely<unknown>, table: string): Promise<number> {
  let last = sql<{ last: number | string }>`select seq as last from sqlite_sequence where name = ${table}`;
  if (isPostgres(db)) {
    const named = await sql<{ name: string }>`select pg_get_serial_sequence(${table}, 'id') as name`.execute(db);
    const sequence = sql.raw(named.rows[0]?.name ?? "");
    last = sql`select case when is_called then last_value else 0 end as last from ${sequence}`;
  }
  const { rows } = await last.execute(db);
  return Number(rows[0]?.last ?? 0);
}

/** Ensures that no ID is reused. */
export async function countFrom(db: Kysely<unknown>, name: string, lastId: number): Promise<void> {
  if (lastId === 0) return;
  if (isPostgres(db)) await sql`select setval(pg_get_serial_sequence(${name}, 'id'), ${lastId})`.execute(db);
  else {
    await sql`delete from sqlite_sequence where name = ${name}`.execute(db);
    await sql`insert into sqlite_sequence (name, seq) values (${name}, ${lastId})`.execute(db);
  }
}

/** Whether a database is PostgreSQL rather than SQLite. */
export function isPostgres(db: Kysely<unknown>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/** A table's rows in key order, limited to those that existed at the start. */
export async function* pagesOf(
  db: Kysely<unknown>,
  facts: TableFacts,
  tables: readonly HeaderTable[],
  after: readonly Value[] | null,
): AsyncGenerator<Value[][]> {
  const table = tables.find(({ name }) => name === facts.name);
  if (!table) throw new Error(`there is no table ${facts.name}`);
  const key = facts.key.map((column) => sql.ref(column));
  const [column, upTo] = facts.under
    ? [facts.under[0], tables.find(({ name }) => name === facts.under?.[1])?.upTo ?? 0]
    : ["id", table.upTo];
  const bound = upTo === null ? sql`1 = 1` : sql`${sql.ref(column)} <= ${upTo}`;
  let last = after;
  for (let limit = FIRST_ROWS; ; ) {
    const beyond: RawBuilder<unknown> = last ? sql`and (${sql.join(key)}) > (${sql.join(last)})` : sql``;
    const { rows } = await sql<Record<string, Value>>`
      select ${sql.join(table.columns.map((name) => sql.ref(name)))} from ${sql.table(facts.name)}
      where ${bound} ${beyond} order by ${sql.join(key)} limit ${limit}`.execute(db);
    const lastRow = rows.at(-1);
    if (!lastRow) return;
    const page = rows.map((row) => table.columns.map((name) => plain(row[name] ?? null)));
    yield page;
    last = facts.key.map((name) => lastRow[name] ?? null);
    if (rows.length < limit) return;
    const bytes = page.reduce((all, row) => all + weight(row), 0);
    limit = Math.max(1, Math.min(MAX_ROWS, Math.floor((PAGE_BYTES * rows.length) / bytes)));
  }
}

/** PostgreSQL text can't contain NUL. */
const plain = (value: Value): Value =>
  typeof value === "string" && value.includes("\u0000") ? value.replaceAll("\u0000", "\ufffd") : value;

/** Approximate size of a row in bytes. */
export function weight(row: readonly Value[]): number {
  return row.reduce<number>((all, value) => all + (typeof value === "string" ? value.length + 3 : 8), 8);
}

/** The count and checksum of all rows of a table. */
export async function sumOf(
  db: Kysely<unknown>,
  facts: TableFacts,
  tables: readonly HeaderTable[],
  onRows: (rows: number) => void,
): Promise<Summing> {
  const summing = new Summing();
  for await (const page of pagesOf(db, facts, tables, null)) {
    for (const row of page) summing.add(row);
    onRows(page.length);
  }
  return summing;
}
