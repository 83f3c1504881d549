/** Exports all stored data to one file: `npm run export [FILE]`. A server may be running meanwhile. */
import { accessSync, constants } from "node:fs";
import { join } from "node:path";
import { exportTo } from "@/lib/server/move/export";
import { countsOf, runMove } from "./move/run";

const name = `gatewayz-${new Date().toISOString().slice(0, 10)}.jsonl.gz`;
const [given] = process.argv.slice(2);

await runMove(async ({ place, secrets, onProgress: showProgress }) => {
  const file = given ?? (isWritable(".") ? name : join(place.dataDir, name));
  const end = await exportTo(file, place, secrets, showProgress);
  return `${file} holds ${countsOf(end) || "nothing"}.\nIt holds no secrets: keep KEY_PEPPER and ENCRYPTION_KEY (or their files in DATA_DIR) beside it.`;
});

/** Whether files can be created in a folder; the image's own folder is read-only. */
function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
