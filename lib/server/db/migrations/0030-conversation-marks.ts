import { type Kysely, PostgresAdapter, sql } from "kysely";
import { folded } from "@/lib/models/text";
import { addColumn } from "./columns";

/** Conversations get a pin, tags, the message chosen last, and their title folded for search. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const name of ["pinned_at", "title_words"]) await addColumn(db, "chat_sessions", name, "text");
  await addColumn(db, "chat_sessions", "tags", "text", (column) => column.notNull().defaultTo("[]"));
  await addColumn(db, "chat_sessions", "leaf_id", "integer");
  await foldWords(db);
}

/** Rows per read. */
const BATCH = 50;

/** Folds text for search that an older version stored in lower case: only text that is not ASCII differs. */
export async function foldWords(db: Kysely<unknown>): Promise<void> {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
  const columns = [
    ["chat_sessions", "title", "title_words"],
    ["chat_messages", "words", "words"],
  ] as const;
  for (const [name, from, to] of columns) {
    const table = sql.table(name);
    const column = sql.ref(from);
    const bytes = postgres ? sql`octet_length(${column})` : sql`length(cast(${column} as blob))`;
    for (let after = 0; ; ) {
      const { rows } = await sql<{ id: number; text: string }>`select id, ${column} as text from ${table}
        where id > ${after} and length(${column}) <> ${bytes} order by id limit ${BATCH}`.execute(db);
      for (const { id, text } of rows)
        await sql`update ${table} set ${sql.ref(to)} = ${folded(text)} where id = ${id}`.execute(db);
      const last = rows.at(-1);
      if (!last) break;
      after = last.id;
    }
  }
  await sql`update chat_sessions set title_words = lower(title) where title_words is null`.execute(db);
}
