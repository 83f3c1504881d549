import type { Kysely } from "kysely";

/** An id for each call, so that its usage is written once however often it is tried; and who writes an answer. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("usage").addColumn("call_id", "text").execute();
  await db.schema.createIndex("usage_call").on("usage").column("call_id").unique().execute();
  await db.schema.alterTable("chat_messages").addColumn("writer", "integer").execute();
}
