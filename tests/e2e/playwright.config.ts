import { defineConfig, devices } from "playwright/test";

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-default-apps",
];
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** These wait for slow backends, or copy a whole image. */
const SLOW = ["image.spec.ts", "standalone.spec.ts"];

export default defineConfig({
  testDir: ".",
  globalSetup: "./global-setup.ts",
  outputDir: "../../test-results",
  fullyParallel: true,
  projects: [
    { name: "pages", testIgnore: SLOW },
    { name: "slow", testMatch: SLOW },
  ],
  workers: 2,
  // Only ends what never happens: a busy machine takes its time.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [["list"], ["json"]] : [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1280, height: 800 },
    // It would save the whole app again in each test. What concerns it allows it.
    serviceWorkers: "block",
    launchOptions: { executablePath, args: ARGS },
  },
});
