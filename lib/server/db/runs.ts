import type { Insertable, Kysely, Selectable } from "kysely";
import { DAY_MS } from "@/lib/contract/time-units";
import type { Database, SyncRunTable } from "./schema";

/** How long runs are kept, in ms. */
const RETENTION_MS = 14 * DAY_MS;

/** Stores a run's result, and deletes expired ones. */
export async function addRun(db: Kysely<Database>, run: Insertable<SyncRunTable>): Promise<void> {
  const oldest = new Date(Date.parse(run.at) - RETENTION_MS).toISOString();
  await db.insertInto("sync_runs").values(run).execute();
  await db.deleteFrom("sync_runs").where("gateway", "=", run.gateway).where("at", "<", oldest).execute();
}

/** Which runs to read: of one gateway or all (null), optionally only failed ones. */
export interface RunsQuery {
  gateway: string | null;
  failed: boolean;
  limit: number;
}

/** The latest runs, newest first. */
export function readRuns(db: Kysely<Database>, ask: RunsQuery): Promise<Selectable<SyncRunTable>[]> {
  let runs = db.selectFrom("sync_runs").selectAll().orderBy("id", "desc").limit(ask.limit);
  if (ask.gateway !== null) runs = runs.where("gateway", "=", ask.gateway);
  if (ask.failed) runs = runs.where("complete", "=", 0);
  return runs.execute();
}
