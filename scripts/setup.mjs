#!/usr/bin/env node
/**
 * The entry point of every command: installs and builds what the command needs, then runs it. Plain JavaScript on
 * Node's own modules, because nothing is installed yet.
 *
 *   node scripts/setup.mjs start | build | dev | test [SUITE] | bundle | run FILE.ts [ARGUMENTS]
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { bundle, bundleWorker, OUT, WORKER } from "./setup/bundle.mjs";
import { drawSprites, SPRITES } from "./setup/sprites.mjs";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");
/** How often to check that the parent npm is still running, in ms. */
const PARENT_CHECK_MS = 500;
const OLDEST_NODE = [20, 19];
const SOURCES = [
  "app",
  "components",
  "lib",
  "public",
  "server.ts",
  "proxy.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
];

process.env.NEXT_TELEMETRY_DISABLED = "1";
process.chdir(ROOT);

/** Runs a program to its end with our standard streams; resolves with its exit code. Forwards signals. */
function run(command, args, options = {}) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { stdio: "inherit", ...options });
    const pass = (signal) => child.kill(signal);
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
    for (const signal of signals) process.on(signal, pass);
    // npm ends on SIGTERM without forwarding it, so its end counts as a signal.
    const parent = process.ppid;
    const orphaned = () => process.ppid !== parent && child.kill("SIGTERM");
    if (process.env.npm_lifecycle_event) setInterval(orphaned, PARENT_CHECK_MS).unref();
    child.on("error", failed);
    child.on("exit", (code, signal) => {
      for (const name of signals) process.off(name, pass);
      done(code ?? (signal ? 1 : 0));
    });
  });
}

/** Runs a step without output, which is only shown when it fails. */
function step(title, command, args, options = {}) {
  return new Promise((done, failed) => {
    process.stderr.write(`${title} … `);
    const began = Date.now();
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    const output = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => output.push(chunk));
    child.on("error", failed);
    child.on("exit", (code) => {
      process.stderr.write(`${code === 0 ? "done" : "failed"} in ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
      if (code === 0) return done();
      process.stderr.write(Buffer.concat(output));
      failed(new Error(`${title} failed: ${command} ${args.join(" ")} ended with ${code}`));
    });
  });
}

/** Runs `work` while no other setup of this checkout does; takes over the lock of a process that no longer runs. */
async function withLock(work) {
  mkdirSync(OUT, { recursive: true });
  const lock = join(OUT, "setup.lock");
  for (let announced = false; ; ) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      if (!isRunning(readOr(lock, ""))) {
        rmSync(lock, { force: true });
        continue;
      }
      if (!announced) process.stderr.write("another set-up of this checkout is running: waiting for it\n");
      announced = true;
      await sleep(200);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function isRunning(pid) {
  if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return false;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function readOr(file, fallback) {
  return existsSync(file) ? readFileSync(file, "utf8") : fallback;
}

function hashFiles(paths) {
  const hash = createHash("sha256");
  const visit = (path) => {
    if (!existsSync(path) || path === WORKER || SPRITES.includes(path)) return;
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name));
    else hash.update(path).update("\0").update(readFileSync(path)).update("\0");
  };
  for (const path of paths) visit(path);
  return hash.digest("hex");
}

/** Installs the lockfile's packages if it or Node's ABI has changed. */
async function install() {
  const mark = join("node_modules", ".gatewayz-installed");
  const wanted = `${hashFiles(["package-lock.json"])} ${process.versions.modules} ${process.platform} ${process.arch}`;
  const last = readOr(mark, "");
  if (last === wanted) return;
  if (last || !isInPlace())
    await step("installing packages", "npm", ["ci", "--include=dev", "--no-audit", "--no-fund"]);
  writeFileSync(mark, wanted);
}

/** Whether `npm ci` has just been run: everything in the lockfile is there, except for other platforms. */
function isInPlace() {
  const packagesIn = (file) => JSON.parse(readOr(file, "{}")).packages ?? {};
  const installed = packagesIn(join("node_modules", ".package-lock.json"));
  return Object.entries(packagesIn("package-lock.json")).every(
    ([path, facts]) => path === "" || (installed[path] ? isDeepStrictEqual(installed[path], facts) : facts.optional),
  );
}

/**
 * Without these, glibc keeps the peak memory of every thread, and allocates large buffers among small ones, which
 * leaves gaps that are never returned.
 */
const MALLOC = { MALLOC_ARENA_MAX: "2", MALLOC_MMAP_THRESHOLD_: "131072", MALLOC_TRIM_THRESHOLD_: "131072" };

/** Files that run as threads of the server. */
const THREADS = {
  "catalog-worker": "lib/server/catalog/worker.ts",
  "usage-worker": "lib/server/usage/usage-worker.ts",
};

/** Operator commands that are included in the image. */
const MOVES = { export: "scripts/export.ts", import: "scripts/import.ts" };

/** Bundles the server when a source has changed; atomic, so that a running server never finds a partial file. */
async function bundleServer() {
  const mark = join(OUT, "bundled");
  const wanted = hashFiles([
    ...SOURCES,
    "package-lock.json",
    "scripts/setup.mjs",
    "scripts/setup",
    ...Object.values(MOVES),
    "scripts/move",
  ]);
  if (readOr(mark, "") === wanted && existsSync(join(OUT, "server.mjs"))) return;
  rmSync(mark, { force: true });
  await bundle({ server: "server.ts", ...MOVES, ...THREADS });
  writeFileSync(mark, wanted);
}

/** Builds the server and the web app when a source has changed. */
async function build() {
  const mark = join(OUT, "built");
  const wanted = hashFiles([...SOURCES, "package-lock.json", "scripts/setup"]);
  if (readOr(mark, "") === wanted && existsSync(".next/BUILD_ID") && existsSync(WORKER)) return bundleServer();
  rmSync(mark, { force: true });
  await drawSprites();
  await bundleWorker(wanted.slice(0, 12));
  await step("building the web app", process.execPath, ["node_modules/next/dist/bin/next", "build"]);
  const { compressFolder } = await import("./setup/compress.mjs");
  await compressFolder(join(".next", "static"));
  await bundleServer();
  writeFileSync(mark, wanted);
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new Error(`Gatewayz needs Node ${OLDEST_NODE.join(".")} or newer, this is ${process.versions.node}`);
}

const NODE_ARGS = [...(existsSync(".env") ? ["--env-file=.env"] : []), "--enable-source-maps"];

/** Prepares for a command, one setup at a time, and resolves with the exit code of what it runs. */
const COMMANDS = {
  async start() {
    await withLock(async () => {
      await install();
      await build();
    });
    return runServer({ ...MALLOC, ...process.env, NODE_ENV: "production" });
  },
  async build() {
    await withLock(async () => {
      await install();
      await build();
    });
    return 0;
  },
  async dev() {
    await withLock(async () => {
      await install();
      await drawSprites();
      await bundleServer();
    });
    return runServer({ ...process.env, NODE_ENV: "development" });
  },
  /** Builds only the server, for tests that need no pages. */
  async bundle() {
    await withLock(bundleServer);
    return 0;
  },
  async test(...args) {
    await withLock(async () => {
      await install();
      await bundle({ "test-all": "scripts/test-all.ts" });
    });
    return run(process.execPath, [join(OUT, "test-all.mjs"), ...args]);
  },
  /** Runs a script from its source. */
  async run(file = "", ...args) {
    const name = `run-${basename(file, ".ts")}`;
    await withLock(async () => {
      await install();
      // The threads are now built from these sources, so the server must be bundled again.
      rmSync(join(OUT, "bundled"), { force: true });
      await bundle({ [name]: file, ...THREADS });
    });
    return run(process.execPath, [...NODE_ARGS, join(OUT, `${name}.mjs`), ...args]);
  },
};

const runServer = (env) => run(process.execPath, [...NODE_ARGS, join(OUT, "server.mjs")], { env });

async function main([name, ...args]) {
  checkNode();
  const command = Object.hasOwn(COMMANDS, name ?? "") ? COMMANDS[name] : null;
  if (!command) throw new Error(`expected start, build, dev, test, bundle or run, got "${name ?? ""}"`);
  return command(...args);
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  },
);
