import type { Kysely } from "kysely";
import { addColumn } from "./columns";

/** The ID of an answer, by which OpenRouter's clients look up its call. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addColumn(db, "usage", "answer_id", "text");
  await db.schema.createIndex("usage_answer").ifNotExists().on("usage").columns(["account_id", "answer_id"]).execute();
}
