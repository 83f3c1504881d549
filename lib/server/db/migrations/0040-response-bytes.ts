import { type Kysely, sql } from "kysely";
import { ROW_BYTES } from "../chat-room";
import { addColumn } from "./columns";

/** Stored responses get their length, and an index by account that includes it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addColumn(db, "responses", "bytes", "integer", (column) => column.notNull().defaultTo(0));
  await sql`update responses set bytes = octet_length(input) + octet_length(response) + ${sql.lit(ROW_BYTES)}
    where bytes = 0`.execute(db);
  await db.schema.dropIndex("responses_account").ifExists().execute();
  const index = db.schema.createIndex("responses_room").ifNotExists().on("responses");
  await index.columns(["account_id", "expires_at", "bytes"]).execute();
}
