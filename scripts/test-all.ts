import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBrowser } from "./test-all/browser";

/** One part of the test run: what it is called, how it is started, and how its tests are counted. */
interface Part {
  title: string;
  args: string[];
  /** Reads passed and failed out of the part's report; without one the part counts as a single test. */
  count?: () => { passed: number; failed: number };
}

interface BrowserReport {
  stats: { expected: number; unexpected: number; flaky: number };
}

const bin = (path: string) => join("node_modules", path);
const reports = mkdtempSync(join(tmpdir(), "gatewayz-test-"));

function parts(unitArgs: string[]): Part[] {
  const unit = join(reports, "unit.json");
  const browser = join(reports, "browser.json");
  process.env.PLAYWRIGHT_JSON_OUTPUT_NAME = browser;
  return [
    { title: "format and lint", args: [bin("@biomejs/biome/bin/biome"), "ci", "--error-on-warnings", "."] },
    { title: "types", args: [bin("typescript/bin/tsc"), "--noEmit", "-p", "."] },
    {
      title: "unit and API tests",
      args: [
        bin("vitest/vitest.mjs"),
        "run",
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${unit}`,
        ...unitArgs,
      ],
      count: () => {
        const { numPassedTests, numFailedTests } = read<{ numPassedTests: number; numFailedTests: number }>(unit);
        return { passed: numPassedTests, failed: numFailedTests };
      },
    },
    {
      title: "browser tests",
      args: [bin("playwright/cli.js"), "test", "--config=tests/e2e/playwright.config.ts"],
      count: () => {
        const { expected, unexpected, flaky } = read<BrowserReport>(browser).stats;
        if (flaky) console.log(`── browser tests: ${flaky} passed at the second try only, listed above as flaky`);
        return { passed: expected + flaky, failed: unexpected };
      },
    },
  ];
}

function read<T>(file: string): T {
  if (!existsSync(file)) throw new Error("it ended before it could report");
  return JSON.parse(readFileSync(file, "utf8")) as T;
}

function run(args: string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: "inherit" });
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

/** Runs everything, the later parts also when an earlier one failed; the last line has the sums. */
async function main(): Promise<number> {
  process.env.CHROMIUM = await ensureBrowser();
  const sum = { passed: 0, failed: 0 };
  for (const { title, args, count } of parts(process.argv.slice(2))) {
    console.log(`\n── ${title}`);
    const began = Date.now();
    const code = await run(args);
    let counted = { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
    try {
      counted = count?.() ?? counted;
    } catch (error) {
      console.error(`${title}: ${(error as Error).message}`);
    }
    if (code !== 0 && counted.failed === 0) counted.failed = 1;
    sum.passed += counted.passed;
    sum.failed += counted.failed;
    console.log(`── ${title}: ${code === 0 ? "good" : "FAILED"} in ${((Date.now() - began) / 1000).toFixed(1)} s`);
  }
  rmSync(reports, { recursive: true, force: true });
  console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed === 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
