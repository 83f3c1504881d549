import { execFileSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Without windows, a test takes about a quarter less time. */
const SHELL = "chromium-headless-shell";
const NAMES = [SHELL, "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];

/**
 * The path of a Chromium: `CHROMIUM`, one on PATH, or Debian's package if it can be installed. Throws with
 * instructions.
 */
export async function ensureBrowser(): Promise<string> {
  const found = process.env.CHROMIUM ?? onPath(NAMES);
  if (found) return found;
  if (process.getuid?.() === 0 && onPath(["apt-get"])) {
    console.log(`no Chromium found: installing the package ${SHELL} …`);
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    execFileSync("apt-get", ["update", "-qq"], { stdio: ["ignore", "ignore", "inherit"], env });
    execFileSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", SHELL], {
      stdio: ["ignore", "ignore", "inherit"],
      env,
    });
    const installed = onPath(NAMES);
    if (installed) return installed;
  }
  throw new Error(
    `the browser tests need Chromium: install it (Debian: apt-get install ${SHELL}) or set CHROMIUM to its path`,
  );
}

function onPath(names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
