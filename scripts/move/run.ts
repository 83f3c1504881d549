import { loadSecrets, type Secrets } from "@/lib/server/auth/secrets";
import { DirectoryInUseError, type Place } from "@/lib/server/db/client";
import { privateDirectory } from "@/lib/server/db/private-directory";
import { type Env, readSettings, SettingError } from "@/lib/server/env";
import type { ReportProgress } from "@/lib/server/move/export";
import { MoveError, type Sum } from "@/lib/server/move/format";
import { type Progress, progressOn } from "./progress";

/** The input of a move: the configured database and its secrets. */
interface Task {
  place: Place;
  secrets(): Secrets;
  onProgress: ReportProgress;
}

/** Runs a move with its progress on the terminal; exits with 1 and a message when it fails. */
export async function runMove(move: (task: Task) => Promise<string>): Promise<void> {
  let progress: Progress | null = null;
  try {
    process.umask(0o077);
    const env: Env = readSettings();
    progress = progressOn(process.stdout);
    const onProgress = progress.show;
    const place = { dataDir: env.DATA_DIR, databaseUrl: env.DATABASE_URL };
    const secrets = () => {
      if (!env.DATABASE_URL) privateDirectory(env.DATA_DIR);
      return loadSecrets(env);
    };
    const line = await move({ place, secrets, onProgress });
    progress.end();
    console.log(line);
  } catch (error) {
    progress?.end();
    const known = error instanceof MoveError || error instanceof SettingError || error instanceof DirectoryInUseError;
    console.error(known ? error.message : (error as Error).stack);
    process.exit(1);
  }
}

/** The moved counts as text. */
export function countsOf(end: Record<string, Sum>): string {
  return Object.entries(end)
    .filter(([, { rows }]) => rows > 0)
    .map(([name, { rows }]) => `${rows.toLocaleString("en-US")} ${name.replaceAll("_", " ")}`)
    .join(", ");
}
