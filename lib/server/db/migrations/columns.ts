import { type ColumnDefinitionBuilder, type CreateTableBuilder, type Kysely, PostgresAdapter, sql } from "kysely";

/** Adds an auto-increment column `id` in the database's own syntax. */
export function addId<T extends string>(
  db: Kysely<unknown>,
  table: CreateTableBuilder<T, never>,
): CreateTableBuilder<T, "id"> {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
  return postgres
    ? table.addColumn("id", "serial", (c) => c.primaryKey())
    : table.addColumn("id", "integer", (c) => c.primaryKey().autoIncrement());
}

/** Adds a column unless it exists: an older version may have ended between two statements of a migration. */
export async function addColumn(
  db: Kysely<unknown>,
  table: string,
  name: string,
  type: "integer" | "text" | "double precision",
  build: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder = (column) => column,
): Promise<void> {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
  if (!postgres) {
    const columns = await sql<{ name: string }>`select name from pragma_table_info(${table})`.execute(db);
    if (columns.rows.some((column) => column.name === name)) return;
  }
  const add = (column: ColumnDefinitionBuilder) => (postgres ? build(column).ifNotExists() : build(column));
  await db.schema.alterTable(table).addColumn(name, type, add).execute();
}
