import type { Kysely } from "kysely";
import { addColumn } from "./columns";

/** An id for each call, so that its usage is written once however often it is tried; and who writes an answer. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addColumn(db, "usage", "call_id", "text");
  await db.schema.createIndex("usage_call").ifNotExists().on("usage").column("call_id").unique().execute();
  await addColumn(db, "chat_messages", "writer", "integer");
}
