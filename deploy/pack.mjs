#!/usr/bin/env node
/**
 * Copies exactly the files that the built server needs into an empty folder: node deploy/pack.mjs FOLDER
 * Files of packages come from the build's traces, which Next writes for each page and for itself.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const { nodeFileTrace } = require("next/dist/compiled/@vercel/nft");
const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");
/** Build output that the server never reads. */
const EXCLUDED =
  /^\.next\/(cache|build|diagnostics|types|trace|trace-build|turbopack)(\/|$)|\.nft\.json$|^\.build\/(?!(server|catalog-worker|usage-worker|export|import|chunk-[A-Z0-9]+)\.mjs(\.map)?$)/;
/** Development, build, and documentation files that Next's server traces but doesn't use. */
const NOT_IN_PRODUCTION = [
  "**/next/dist/{docs,server/dev,build/webpack,lib/upgrade}/**",
  "**/next/dist/compiled/{webpack,terser,next-devtools,@babel,babel*}/**",
  "**/next/dist/compiled/next-server/*.dev.js",
  "**/node_modules/{@next/swc-*,typescript,esbuild}/**",
];
/** Image resizing, which no page uses. */
const NO_PICTURES = /^node_modules\/(sharp|@img)\//;

function filesIn(folder) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

/** The files of packages in the build's traces. */
function tracedByPages() {
  const found = new Set();
  for (const trace of filesIn(".next").filter((path) => path.endsWith(".nft.json")))
    for (const file of JSON.parse(readFileSync(join(ROOT, trace), "utf8")).files) {
      const path = relative(ROOT, resolve(ROOT, dirname(trace), file));
      if (path.startsWith("node_modules/")) found.add(path);
    }
  return [...found];
}

/** The dependencies of the server itself: Next, which page traces omit, and the database's native module. */
async function neededByServer() {
  const entries = ["next/dist/server/next.js", "libsql/index.js"].map((file) => join(ROOT, "node_modules", file));
  const { fileList } = await nodeFileTrace(entries, { base: ROOT, processCwd: ROOT, ignore: NOT_IN_PRODUCTION });
  return [...fileList];
}

/** Packages that Next resolves at startup, although a built server never loads them. */
function namedByHooks() {
  const hooks = ["next/dist/server/config-utils.js", "next/dist/server/require-hook.js"];
  const texts = hooks.map((file) => readFileSync(require.resolve(file), "utf8")).join("\n");
  const names = [...texts.matchAll(/'(next\/dist\/compiled\/[^']+)'/g)].map(([, name]) => name);
  return names.map((name) => relative(ROOT, require.resolve(name)));
}

/** Every file of the image, relative to the checkout. */
export async function imageFiles() {
  const built = [".build", ".next", "public"].flatMap(filesIn).filter((path) => !EXCLUDED.test(path));
  const packages = [...tracedByPages(), ...(await neededByServer())].filter((path) => !NO_PICTURES.test(path));
  return [...new Set([...built, "package.json", ...packages, ...namedByHooks()])];
}

const [target] = process.argv.slice(2);
if (realpathSync(process.argv[1] ?? ".") === fileURLToPath(import.meta.url)) {
  if (!target || (existsSync(target) && readdirSync(target).length > 0)) {
    process.stderr.write(`expected an empty folder to copy to, got ${target ?? "nothing"}\n`);
    process.exit(1);
  }
  for (const file of await imageFiles()) {
    const to = join(target, file);
    mkdirSync(dirname(to), { recursive: true });
    cpSync(join(ROOT, file), to, { dereference: true });
  }
  // The checkout's scripts would bundle what is already bundled here.
  const {
    name,
    version,
    private: closed,
    type,
    engines,
  } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const run = (file) => `node --enable-source-maps .build/${file}.mjs`;
  const scripts = { start: run("server"), export: run("export"), import: run("import") };
  const facts = { name, version, private: closed, type, engines, scripts };
  writeFileSync(join(target, "package.json"), `${JSON.stringify(facts, null, 2)}\n`);
}
