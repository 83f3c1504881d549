import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Folder of bundles, relative to the checkout. */
export const OUT = ".build";

/** The service worker, built from components/offline. */
export const WORKER = join("public", "sw.js");

/**
 * Bundles TypeScript for Node into .build, including packages where possible, because one file loads faster than
 * hundreds.
 */
export async function bundle(entries) {
  const { build } = await import("esbuild");
  const before = chunksInUse();
  await build({
    entryPoints: entries,
    outdir: OUT,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    // Large, rarely used parts, such as a tokenizer's table, are not loaded at every start.
    splitting: true,
    chunkNames: "chunk-[hash]",
    external: ["next", "libsql", "esbuild", "playwright", "playwright-core"],
    banner: {
      js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
    },
    alias: { "@": process.cwd() },
    sourcemap: true,
    sourcesContent: false,
    logLevel: "warning",
  });
  // A running server may still load its previous chunks, so they are deleted at the next bundling.
  const kept = new Set([...before, ...chunksInUse()]);
  for (const file of readdirSync(OUT))
    if (file.startsWith("chunk-") && !kept.has(file.replace(/\.map$/, ""))) rmSync(join(OUT, file));
}

/** The chunks referenced by the programs in .build. */
function chunksInUse() {
  const used = new Set();
  const follow = (file) => {
    for (const [name] of readFileSync(join(OUT, file), "utf8").matchAll(/chunk-[A-Z0-9]+\.mjs/g)) {
      if (used.has(name) || !existsSync(join(OUT, name))) continue;
      used.add(name);
      follow(name);
    }
  };
  for (const file of readdirSync(OUT)) if (/^(?!chunk-).*\.mjs$/.test(file)) follow(file);
  return used;
}

/** Bundles the service worker of a build, which must be a single file at the root of the site. */
export async function bundleWorker(id) {
  const { build } = await import("esbuild");
  await build({
    entryPoints: ["components/offline/worker.ts"],
    outfile: WORKER,
    bundle: true,
    minify: true,
    platform: "browser",
    target: "es2022",
    format: "iife",
    alias: { "@": process.cwd() },
    define: { BUILD: JSON.stringify(id) },
    logLevel: "warning",
  });
}
