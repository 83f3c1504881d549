import type { Insertable, Kysely, Selectable } from "kysely";
import type { Database, GatewayTable, OfferEventTable, OfferTable } from "./schema";

export type GatewayRow = Selectable<GatewayTable>;
export type OfferRow = Selectable<OfferTable>;

/** Rows per statement: more would exceed the databases' parameter limits. */
const BATCH = 400;

/** The effect of one run of one gateway on the store, computed in advance and written in one transaction. */
export interface RunChanges {
  gateway: GatewayRow;
  /** When the run fetched its rows. */
  at: string;
  /** New offers, and those whose facts changed. */
  written: Insertable<OfferTable>[];
  /** IDs listed again with the same facts. */
  confirmed: string[];
  /** IDs that a complete run did not list, with their new miss count and, once they count as gone, the time. */
  missed: { native_id: string; missed: number; gone_at: string | null }[];
  /** IDs of offers gone for long enough to be deleted. */
  removed: string[];
  events: Insertable<OfferEventTable>[];
}

/** The stored catalog: offers as last seen, runs, events. */
export class CatalogStore {
  constructor(readonly db: Kysely<Database>) {}

  async gateways(): Promise<Map<string, GatewayRow>> {
    const rows = await this.db.selectFrom("gateways").selectAll().execute();
    return new Map(rows.map((row) => [row.slug, row]));
  }

  async countOffers(): Promise<number> {
    const counted = this.db.selectFrom("offers").select((eb) => eb.fn.countAll<number | string>().as("n"));
    return Number((await counted.executeTakeFirstOrThrow()).n);
  }

  /** All stored offers, in the same order in every process and database. */
  async offers(): Promise<OfferRow[]> {
    const rows = await this.db.selectFrom("offers").selectAll().execute();
    return rows.sort((a, b) => order(a.gateway, b.gateway) || order(a.native_id, b.native_id));
  }

  async offersOf(gateway: string): Promise<Map<string, OfferRow>> {
    const rows = await this.db.selectFrom("offers").selectAll().where("gateway", "=", gateway).execute();
    return new Map(rows.map((row) => [row.native_id, row]));
  }

  /** Writes the changes of a run in one transaction. */
  async apply(changes: RunChanges): Promise<void> {
    const { gateway, at } = changes;
    await this.db.transaction().execute(async (tx) => {
      for (const batch of batches(changes.written)) {
        await tx
          .insertInto("offers")
          .values(batch)
          .onConflict((c) =>
            c.columns(["gateway", "native_id"]).doUpdateSet((eb) => ({
              facts: eb.ref("excluded.facts"),
              source: eb.ref("excluded.source"),
              fetched_at: eb.ref("excluded.fetched_at"),
              missed: eb.ref("excluded.missed"),
              gone_at: eb.ref("excluded.gone_at"),
            })),
          )
          .execute();
      }
      for (const batch of batches(changes.confirmed)) {
        await tx
          .updateTable("offers")
          .set({ fetched_at: at, missed: 0, gone_at: null })
          .where("gateway", "=", gateway.slug)
          .where("native_id", "in", batch)
          .execute();
      }
      for (const { native_id, missed, gone_at } of changes.missed) {
        await tx
          .updateTable("offers")
          .set({ missed, gone_at })
          .where("gateway", "=", gateway.slug)
          .where("native_id", "=", native_id)
          .execute();
      }
      for (const batch of batches(changes.removed)) {
        await tx.deleteFrom("offers").where("gateway", "=", gateway.slug).where("native_id", "in", batch).execute();
      }
      for (const batch of batches(changes.events)) await tx.insertInto("offer_events").values(batch).execute();
      await this.#putGateway(tx, gateway);
    });
  }

  /** Records a run that changed no offer. */
  async putGateway(gateway: GatewayRow): Promise<void> {
    await this.#putGateway(this.db, gateway);
  }

  async #putGateway(db: Kysely<Database>, gateway: GatewayRow): Promise<void> {
    const { slug: _, ...rest } = gateway;
    await db
      .insertInto("gateways")
      .values(gateway)
      .onConflict((c) => c.column("slug").doUpdateSet(rest))
      .execute();
  }

  /** Stores a built snapshot, replacing the last one. */
  async putBuilt(program: string, bytes: string): Promise<void> {
    await this.db.transaction().execute(async (tx) => {
      await tx.deleteFrom("built_catalogue").execute();
      await tx.insertInto("built_catalogue").values({ program, bytes }).execute();
    });
  }

  /** The last snapshot built by this program version; undefined when there is none. */
  async built(program: string): Promise<string | undefined> {
    const storedCatalog = this.db.selectFrom("built_catalogue").select("bytes").where("program", "=", program);
    return (await storedCatalog.executeTakeFirst())?.bytes;
  }

  /** Adds a catalog to the history unless it equals the last one. */
  async addSnapshot(snapshot: Insertable<Database["snapshots"]>): Promise<void> {
    const last = await this.db.selectFrom("snapshots").select("hash").orderBy("id", "desc").limit(1).executeTakeFirst();
    if (last?.hash !== snapshot.hash) await this.db.insertInto("snapshots").values(snapshot).execute();
  }
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function* batches<T>(items: readonly T[]): Generator<T[]> {
  for (let i = 0; i < items.length; i += BATCH) yield items.slice(i, i + BATCH);
}
