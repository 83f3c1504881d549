import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Count {
  passed: number;
  failed: number;
}

/** A part of the test run. */
export interface Suite {
  name: string;
  title: string;
  /** Arguments of Node. */
  args: string[];
  env?: Record<string, string>;
  /** Names of the suites that must end first; suites that don't run are ignored. */
  after: readonly string[];
  /** The number of cores it uses. */
  cores: 1 | 2;
  browser: boolean;
  /** Whether it only prepares other suites and is not a test itself. */
  prepares?: boolean;
  /** Reads the report; without it, the suite counts as a single test. Throws when there is no report. */
  count?: () => Count;
}

const bin = (path: string) => join("node_modules", path);
const VITEST = bin("vitest/vitest.mjs");
const PLAYWRIGHT = [bin("playwright/cli.js"), "test", "--config=tests/e2e/playwright.config.ts"];

/** The suites of `npm run test:…` and `npm run check`; without a name, all of them. */
const GROUPS: Record<string, readonly string[]> = {
  check: ["lint", "typegen", "types"],
  unit: ["unit"],
  api: ["bundle", "api"],
  e2e: ["build", "e2e"],
};

/**
 * The suites that the arguments name, in the order they should start.
 * @param args the name of a group, then arguments for its test runner; empty for all suites
 * @param reports the folder for the reports of the test runners
 */
export function suitesOf([group, ...rest]: readonly string[], reports: string): Suite[] {
  const all = allSuites(reports, rest);
  if (group === undefined) return all.filter(({ name }) => name !== "bundle" && name !== "typegen");
  const names = GROUPS[group];
  if (!names) throw new Error(`expected one of ${Object.keys(GROUPS).join(", ")}, got "${group}"`);
  return all.filter(({ name }) => names.includes(name));
}

function allSuites(reports: string, rest: readonly string[]): Suite[] {
  const setup = (command: string) => ["scripts/setup.mjs", command];
  const vitest = (project: string): Pick<Suite, "args" | "count"> => {
    const report = join(reports, `${project}.json`);
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    return { args: [VITEST, "run", "--project", project, ...reporters, ...rest], count: () => vitestCount(report) };
  };
  const playwright = (project: string): Pick<Suite, "args" | "count" | "env"> => {
    const report = join(reports, `playwright-${project}.json`);
    return {
      args: [...PLAYWRIGHT, `--project=${project}`, ...rest],
      env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
      count: () => playwrightCount(report),
    };
  };
  const none = { after: [], cores: 1, browser: false } as const;
  const ready = { ...none, after: ["build", "bundle", "typegen"] };
  const last = { ...none, after: ["lint", "unit", "types", "api", "e2e"] };
  return [
    { name: "build", title: "build", ...none, prepares: true, args: setup("build") },
    { name: "bundle", title: "bundle of the server", ...none, prepares: true, args: setup("bundle") },
    {
      name: "lint",
      title: "format and lint",
      ...none,
      args: [bin("@biomejs/biome/bin/biome"), "ci", "--error-on-warnings", "."],
    },
    { name: "unit", title: "unit tests", ...none, ...vitest("unit") },
    {
      name: "typegen",
      title: "types of routes",
      ...none,
      prepares: true,
      args: [bin("next/dist/bin/next"), "typegen"],
    },
    // The build generates types, which must not change while they are checked.
    { name: "types", title: "types", ...ready, args: [bin("typescript/bin/tsc"), "--noEmit", "-p", "."] },
    { name: "api", title: "API tests", ...ready, ...vitest("api") },
    { name: "e2e", title: "browser tests", ...ready, cores: 2, browser: true, ...playwright("pages") },
    { name: "slow", title: "slow tests: clusters of processes, export and import", ...last, ...vitest("slow") },
    {
      name: "slow-e2e",
      title: "slow browser tests: container image, web app alone",
      ...last,
      browser: true,
      ...playwright("slow"),
    },
  ];
}

function vitestCount(file: string): Count {
  const { numPassedTests, numFailedTests } = read<{ numPassedTests: number; numFailedTests: number }>(file);
  return { passed: numPassedTests, failed: numFailedTests };
}

function playwrightCount(file: string): Count {
  const { expected, unexpected, flaky } = read<{ stats: { expected: number; unexpected: number; flaky: number } }>(
    file,
  ).stats;
  return { passed: expected, failed: unexpected + flaky };
}

function read<T>(file: string): T {
  if (!existsSync(file)) throw new Error("it ended before it could report");
  return JSON.parse(readFileSync(file, "utf8")) as T;
}
