import { CompiledQuery, type Kysely, sql } from "kysely";
import type { Secrets } from "../auth/secrets";
import { countSessions } from "../db/chat-room";
import type { Place } from "../db/client";
import { foldWords } from "../db/migrations/0030-conversation-marks";
import { TABLES, type TableFacts } from "../db/tables";
import type { ReportProgress } from "./export";
import { fingerprints, type Header, type HeaderTable, MoveError, type Sum, type Value } from "./format";
import { type Opened, openToWrite } from "./places";
import { readHeader, readRows } from "./read-file";
import { countFrom, isPostgres, readTableState, sumOf, weight } from "./read-table";

interface ImportOptions {
  /** Delete existing data first. */
  replace: boolean;
  /** Import although the secrets differ: API keys and gateway keys then become unusable. */
  otherSecrets: boolean;
  onProgress: ReportProgress;
}

const BATCH_BYTES = 1 << 20;
/** SQLite allows about 32,000 values per statement, PostgreSQL 65,535. */
const BATCH_VALUES = 20_000;
/** Written in the same transactions as the rows, so that the two always agree. */
const PROGRESS = sql.table("import_progress");

/**
 * Imports a file into an empty database, or resumes an interrupted import of the same file, then compares the result
 * with the file. Throws a MoveError when the file or the database is unsuitable; validates the whole file before
 * writing anything.
 */
export async function importFrom(
  file: string,
  place: Place,
  secrets: () => Secrets,
  options: ImportOptions,
): Promise<Record<string, Sum>> {
  const { onProgress } = options;
  const header = await readHeader(file);
  compareSecrets(header, fingerprints(secrets()), options.otherSecrets);
  const all = header.tables.reduce((sum, { rows }) => sum + rows, 0);
  let rowCount = 0;
  const rows = readRows(file);
  let step = await rows.next();
  for (; !step.done; step = await rows.next())
    if (++rowCount % 10_000 === 0) onProgress("checking the file", rowCount, all);
  const end = step.value;
  const to = await openToWrite(place);
  try {
    const tables = await fitting(to, header);
    await prepare(to, header, options.replace);
    await fill(file, to, tables, (step, rowCount) => onProgress(step, rowCount, all));
    for (const { name, lastId } of header.tables) if (lastId) await countFrom(dbOf(to, name), name, lastId);
    // The import is complete, whatever the comparison finds.
    for (const db of parts(to)) await sql`drop table ${PROGRESS}`.execute(db);
    await compare(to, header, end, (rowCount) => onProgress("comparing", rowCount, all));
    await fillIn(to, header);
    return end;
  } finally {
    await to.close();
  }
}

const parts = (to: Opened) => new Set<Kysely<unknown>>([to.of("state"), to.of("catalog")]);
const factsOf = (name: string) => TABLES.find((facts) => facts.name === name);
const dbOf = (to: Opened, name: string) => to.of(factsOf(name)?.part ?? "state");

function compareSecrets({ secrets }: Header, here: Header["secrets"], otherwise: boolean): void {
  const names = { pepper: "KEY_PEPPER", encryptionKey: "ENCRYPTION_KEY" } as const;
  for (const [part, name] of Object.entries(names) as [keyof typeof names, string][])
    if (secrets[part] !== here[part] && !otherwise)
      throw new MoveError(
        `${name} is not the one that the file was written with: set it to that of the old place, or put that ` +
          "place's key-pepper and encryption-key into DATA_DIR; with --other-secrets all keys of that place end",
      );
}

/** Maps the file's tables to ours. Throws a MoveError when a column doesn't exist here. */
async function fitting(to: Opened, header: Header): Promise<Map<string, TableFacts>> {
  const known = new Map<string, TableFacts>();
  for (const { name, columns } of header.tables) {
    const facts = factsOf(name);
    const here = facts && (await readTableState(to.of(facts.part), facts)).columns;
    const missing = here ? columns.find((column) => !here.includes(column)) : "";
    if (!facts || missing !== undefined)
      throw new MoveError(
        `there is no place for ${name}${missing ? `.${missing}` : ""} here: the file is of a newer version`,
      );
    known.set(name, facts);
  }
  return known;
}

/** Ensures that the database is empty or has the beginning of this file. */
async function prepare(to: Opened, header: Header, replace: boolean): Promise<void> {
  for (const db of parts(to))
    await sql`create table if not exists ${PROGRESS} (id text not null, done integer not null)`.execute(db);
  const started = new Set<string>();
  for (const db of parts(to)) {
    const { rows } = await sql<{ id: string }>`select id from ${PROGRESS}`.execute(db);
    for (const { id } of rows) started.add(id);
  }
  if (started.has(header.id)) return;
  if (!replace) {
    if (started.size > 0)
      throw new MoveError(`an import of another file was begun in ${to.name}: finish it, or give --replace`);
    for (const facts of TABLES) {
      const { rows } = await readTableState(to.of(facts.part), facts);
      if (rows > 0)
        throw new MoveError(
          `expected an empty database, ${to.name} holds ${rows} rows of ${facts.name}: give --replace to delete all of it first`,
        );
    }
  }
  for (const db of parts(to))
    await db.transaction().execute(async (tx) => {
      for (const { name, part } of TABLES.toReversed())
        if (to.of(part) === db) await sql`delete from ${sql.table(name)}`.execute(tx);
      await sql`delete from ${PROGRESS}`.execute(tx);
      await sql`insert into ${PROGRESS} (id, done) values (${header.id}, 0)`.execute(tx);
    });
}

async function fill(
  file: string,
  to: Opened,
  tables: Map<string, TableFacts>,
  onRows: (table: string, rowCount: number) => void,
): Promise<void> {
  const done = new Map<Kysely<unknown>, number>();
  for (const db of parts(to)) {
    const { rows } = await sql<{ done: number }>`select done from ${PROGRESS}`.execute(db);
    done.set(db, Number(rows[0]?.done ?? 0));
  }
  let batch: Value[][] = [];
  let table: HeaderTable | undefined;
  let bytes = 0;
  let count = 0;
  const passed = new Map<Kysely<unknown>, number>();
  const write = async () => {
    if (!table || batch.length === 0) return;
    const db = to.of(tables.get(table.name)?.part ?? "state");
    await insert(db, table, batch, passed.get(db) ?? 0);
    onRows(table.name, count);
    batch = [];
    bytes = 0;
  };
  for await (const row of readRows(file)) {
    const db = to.of(tables.get(row.table.name)?.part ?? "state");
    const values = (batch.length + 1) * row.values.length;
    if (row.table !== table || bytes > BATCH_BYTES || values > BATCH_VALUES) await write();
    table = row.table;
    const position = (passed.get(db) ?? 0) + 1;
    passed.set(db, position);
    count++;
    if (position <= (done.get(db) ?? 0)) continue;
    batch.push(row.values);
    bytes += weight(row.values);
  }
  await write();
}

function insert(db: Kysely<unknown>, { name, columns }: HeaderTable, rows: Value[][], done: number): Promise<void> {
  const mark = isPostgres(db) ? (n: number) => `$${n + 1}` : () => "?";
  const tuple = (_: unknown, row: number) => `(${columns.map((_, i) => mark(row * columns.length + i)).join(",")})`;
  const names = columns.map((column) => `"${column}"`).join(",");
  const text = `insert into "${name}" (${names}) values ${rows.map(tuple).join(",")}`;
  return db.transaction().execute(async (tx) => {
    await tx.executeQuery(CompiledQuery.raw(text, rows.flat()));
    await sql`update ${PROGRESS} set done = ${done}`.execute(tx);
  });
}

/** Fills in data that a file of an older version does not have. */
async function fillIn(to: Opened, { tables }: Header): Promise<void> {
  const columns = tables.find(({ name }) => name === "chat_sessions")?.columns ?? [];
  const db = to.of("state");
  if (!columns.includes("bytes")) await countSessions(db);
  if (!columns.includes("title_words")) await foldWords(db);
}

/** Checks row by row that the database has what the file contains. */
async function compare(
  to: Opened,
  header: Header,
  end: Record<string, Sum>,
  onRows: (rowCount: number) => void,
): Promise<void> {
  let count = 0;
  for (const { name, columns } of header.tables) {
    const facts = factsOf(name) as TableFacts;
    const here = await readTableState(to.of(facts.part), facts);
    const tables = header.tables.map((table) => (table.name === name ? { ...here, columns } : table));
    const summing = await sumOf(to.of(facts.part), facts, tables, (rows) => {
      count += rows;
      onRows(count);
    });
    const { rows, digest } = summing.sum();
    if (rows !== end[name]?.rows || digest !== end[name].digest)
      throw new MoveError(`${to.name} holds ${rows} rows of ${name} that are not the ${end[name]?.rows} of the file`);
  }
}
