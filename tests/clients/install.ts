import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const FOLDER = ".clients";

/** Installs pinned packages into a git-ignored folder, unless these versions are there. Returns the folder. */
export async function installPackages(name: string, packages: Readonly<Record<string, string>>): Promise<string> {
  const folder = join(FOLDER, name);
  const manifest = JSON.stringify({ private: true, type: "module", dependencies: packages }, null, 2);
  const file = join(folder, "package.json");
  mkdirSync(folder, { recursive: true });
  if (existsSync(join(folder, "node_modules")) && readFileSync(file, "utf8") === manifest) return folder;
  writeFileSync(file, manifest);
  await promisify(execFile)("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: folder });
  return folder;
}
