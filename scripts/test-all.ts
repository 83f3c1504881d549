import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBrowser } from "./test-all/browser";
import { runSuites, sumOf } from "./test-all/run";
import { suitesOf } from "./test-all/suites";

/** Runs the named suites, or all; the last line has the totals. Resolves with the exit code. */
async function main(args: readonly string[]): Promise<number> {
  const reports = mkdtempSync(join(tmpdir(), "gatewayz-test-"));
  try {
    const suites = suitesOf(args, reports);
    if (suites.some(({ browser }) => browser)) process.env.CHROMIUM = await ensureBrowser();
    const { passed, failed } = sumOf(await runSuites(suites));
    console.log(`\n${passed} passed, ${failed} failed`);
    return failed === 0 ? 0 : 1;
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
