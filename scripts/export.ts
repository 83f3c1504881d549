/** Writes all that is stored into one file: `npm run export [FILE]`. A server may run on it meanwhile. */
import { exportTo } from "@/lib/server/move/export";
import { countsOf, runMove } from "./move/run";

const [file = `gatewayz-${new Date().toISOString().slice(0, 10)}.jsonl.gz`] = process.argv.slice(2);

await runMove(async ({ place, secrets, onProgress: told }) => {
  const end = await exportTo(file, place, secrets, told);
  return `${file} holds ${countsOf(end) || "nothing"}.\nIt holds no secrets: keep KEY_PEPPER and ENCRYPTION_KEY (or their files in DATA_DIR) beside it.`;
});
