import type { Kysely } from "kysely";
import { addId } from "./columns";

/** Offers as last seen, the state of each gateway's runs, and the history of both. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("gateways")
    .ifNotExists()
    .addColumn("slug", "text", (c) => c.primaryKey())
    .addColumn("replaced_embedded", "integer", (c) => c.notNull())
    .addColumn("duplicates", "integer", (c) => c.notNull())
    .addColumn("skipped", "integer", (c) => c.notNull())
    .addColumn("synced_at", "text")
    .addColumn("last_attempt_at", "text")
    .addColumn("error", "text")
    .addColumn("held", "text")
    .execute();
  await db.schema
    .createTable("offers")
    .ifNotExists()
    .addColumn("gateway", "text", (c) => c.notNull())
    .addColumn("native_id", "text", (c) => c.notNull())
    .addColumn("facts", "text", (c) => c.notNull())
    .addColumn("source", "text", (c) => c.notNull())
    .addColumn("fetched_at", "text", (c) => c.notNull())
    .addColumn("first_seen_at", "text", (c) => c.notNull())
    .addColumn("missed", "integer", (c) => c.notNull())
    .addColumn("gone_at", "text")
    .addPrimaryKeyConstraint("offers_pk", ["gateway", "native_id"])
    .execute();
  await addId(db, db.schema.createTable("offer_events").ifNotExists())
    .addColumn("at", "text", (c) => c.notNull())
    .addColumn("gateway", "text", (c) => c.notNull())
    .addColumn("native_id", "text", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("before", "text")
    .addColumn("after", "text")
    .execute();
  await db.schema.createIndex("offer_events_at").ifNotExists().on("offer_events").column("at").execute();
  await db.schema
    .createIndex("offer_events_offer")
    .ifNotExists()
    .on("offer_events")
    .columns(["gateway", "native_id", "at"])
    .execute();
  await addId(db, db.schema.createTable("snapshots").ifNotExists())
    .addColumn("at", "text", (c) => c.notNull())
    .addColumn("hash", "text", (c) => c.notNull())
    .addColumn("models", "integer", (c) => c.notNull())
    .addColumn("offers", "integer", (c) => c.notNull())
    .addColumn("per_gateway", "text", (c) => c.notNull())
    .execute();
}
