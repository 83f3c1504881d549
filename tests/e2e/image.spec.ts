import { execFileSync } from "node:child_process";
import { chownSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "playwright/test";
import { startProgram } from "./program";

const ROOT = join(import.meta.dirname, "../..");
const NOBODY = 65_534;

test("the image's files are sufficient to run the program, which may not write to them", async ({ page }) => {
  test.setTimeout(180_000);
  const root = mkdtempSync(join(tmpdir(), "gatewayz-image-"));
  const dataDir = mkdtempSync(join(tmpdir(), "gatewayz-data-"));
  execFileSync(process.execPath, [join(ROOT, "deploy/pack.mjs"), root]);
  expect(() => execFileSync(process.execPath, [join(ROOT, "deploy/pack.mjs"), root], { stdio: "pipe" })).toThrow();
  // Packages only needed for building or testing are not included.
  const packages = readdirSync(join(root, "node_modules"));
  expect(packages).toEqual(expect.arrayContaining(["next", "libsql"]));
  expect(packages.filter((name) => /esbuild|typescript|playwright|vitest|tailwind|biome/.test(name))).toEqual([]);
  // Root ignores file permissions, so the program runs as another user then.
  const asRoot = process.getuid?.() === 0;
  if (asRoot) chownSync(dataDir, NOBODY, NOBODY);
  execFileSync("chmod", ["-R", "a-w,a+rX", root]);
  if (!asRoot) expect(() => writeFileSync(join(root, "x"), "")).toThrow();
  const where = { root, ...(asRoot ? { uid: NOBODY } : {}) };
  const program = await startProgram({ DATA_DIR: dataDir, METRICS_PUBLIC: "1" }, where);
  try {
    const statuses = await Promise.all(
      ["/healthz", "/readyz", "/v1/models?limit=1", "/metrics", "/icon.svg", "/sw.js", "/sitemap.xml", "/nowhere"].map(
        async (path) => [path, (await fetch(program.url + path)).status],
      ),
    );
    expect(statuses.filter(([path, status]) => status !== 200 && path !== "/nowhere")).toEqual([]);
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    for (const path of [
      "/models",
      "/models/meta-llama/Llama-3.3-70B-Instruct",
      "/og/meta-llama/Llama-3.3-70B-Instruct",
      "/chat",
      "/docs",
      "/login",
    ]) {
      const response = await page.goto(program.url + path);
      expect([path, response?.status()]).toEqual([path, 200]);
    }
    await page.goto(`${program.url}/models`);
    await page.locator("#page-search").fill("llama");
    await expect(page).toHaveURL(/q=llama/);
    expect(errors).toEqual([]);
    expect(await program.stop()).toBe(0);
  } finally {
    await program.stop("SIGKILL");
    execFileSync("chmod", ["-R", "u+w", root]);
    for (const path of [root, dataDir]) rmSync(path, { recursive: true, force: true });
  }
});
