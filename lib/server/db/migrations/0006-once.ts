import type { Kysely } from "kysely";
import { addColumn } from "./columns";

/** An ID per call, so that retries store its usage only once; and the writer of an answer. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addColumn(db, "usage", "call_id", "text");
  await db.schema.createIndex("usage_call").ifNotExists().on("usage").column("call_id").unique().execute();
  await addColumn(db, "chat_messages", "writer", "integer");
}
