import type { Kysely } from "kysely";
import { addId } from "./columns";

/** The result of each sync run, for the operator. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addId(db, db.schema.createTable("sync_runs").ifNotExists())
    .addColumn("gateway", "text", (c) => c.notNull())
    .addColumn("at", "text", (c) => c.notNull())
    .addColumn("ms", "integer", (c) => c.notNull())
    .addColumn("complete", "integer", (c) => c.notNull())
    .addColumn("reason", "text", (c) => c.notNull())
    .addColumn("pages", "integer", (c) => c.notNull())
    .addColumn("offers", "integer", (c) => c.notNull())
    .addColumn("added", "integer", (c) => c.notNull())
    .addColumn("changed", "integer", (c) => c.notNull())
    .addColumn("gone", "integer", (c) => c.notNull())
    .addColumn("skipped", "integer", (c) => c.notNull())
    .addColumn("error", "text")
    .execute();
  await db.schema.createIndex("sync_runs_gateway").ifNotExists().on("sync_runs").columns(["gateway", "at"]).execute();
}
