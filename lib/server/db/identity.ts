import type { Insertable, Kysely, Selectable } from "kysely";
import type { Database, MergeReportTable, ModelIdTable } from "./schema";

/** Rows per statement: more would exceed the databases' parameter limits. */
const BATCH = 400;

type NewReport = Insertable<MergeReportTable>;
export type StoredReport = Selectable<MergeReportTable>;

/** The IDs assigned to models, and users' reports of wrong merges. */
export class IdentityStore {
  constructor(readonly db: Kysely<Database>) {}

  assigned(): Promise<Selectable<ModelIdTable>[]> {
    return this.db.selectFrom("model_ids").selectAll().execute();
  }

  /** Stores IDs; known ones keep their first assignment. */
  async assign(rows: readonly Insertable<ModelIdTable>[]): Promise<void> {
    await this.db.transaction().execute(async (tx) => {
      for (let i = 0; i < rows.length; i += BATCH) {
        const batch = rows.slice(i, i + BATCH);
        await tx
          .insertInto("model_ids")
          .values(batch)
          .onConflict((c) => c.column("id_key").doNothing())
          .execute();
      }
    });
  }

  async report(report: NewReport): Promise<void> {
    await this.db.insertInto("merge_reports").values(report).execute();
  }

  /** The number of reports since a time, ISO 8601. */
  async reportsSince(at: string): Promise<number> {
    const { n } = await this.db
      .selectFrom("merge_reports")
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .where("at", ">=", at)
      .executeTakeFirstOrThrow();
    return Number(n);
  }

  reports(limit: number): Promise<StoredReport[]> {
    return this.db.selectFrom("merge_reports").selectAll().orderBy("id", "desc").limit(limit).execute();
  }
}
