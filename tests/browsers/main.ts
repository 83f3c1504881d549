import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { startChatWorld } from "../e2e/chat-page";
import type { Engine, Size } from "./engine";
import { firefox } from "./firefox";
import { walk } from "./walk";
import { webkit } from "./webkit";

const SIZES: readonly Size[] = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];
const SHOTS = join("test-results", "browsers");
const PROGRAM = join(".build", "server.mjs");

/** Tests the program in one engine at one size; errors in its console fail it too. Returns whether it passed. */
async function testEngine(engine: Engine, size: Size): Promise<boolean> {
  const name = `${engine.name} ${size.width}`;
  const world = await startChatWorld();
  const tab = await engine.start(size);
  let steps = 0;
  try {
    await walk({
      tab,
      size,
      world,
      done: async (step) => {
        console.log(`  ok     ${name}: ${step}`);
        await tab.screenshot(join(SHOTS, `${engine.name}-${size.width}-${String(++steps).padStart(2, "0")}.png`));
      },
    });
    const errors = await tab.errors();
    for (const error of errors) console.log(`  FAILED ${name}: the console shows ${error}`);
    return errors.length === 0;
  } catch (error) {
    console.log(`  FAILED ${name}: ${(error as Error).message}`);
    await tab.screenshot(join(SHOTS, `${engine.name}-${size.width}-failed.png`)).catch(() => undefined);
    return false;
  } finally {
    await tab.close();
    await world.stop();
  }
}

const ENGINES = new Map([firefox, webkit].map((engine) => [engine.name.toLowerCase(), engine]));

/** Tests the built program in every installed engine, or in the named ones. Resolves with the exit code. */
async function main(named: readonly string[]): Promise<number> {
  const unknown = named.find((name) => !ENGINES.has(name));
  if (unknown !== undefined) throw new Error(`expected ${[...ENGINES.keys()].join(" or ")}, got "${unknown}"`);
  if (!existsSync(PROGRAM)) throw new Error(`expected ${PROGRAM}: run node scripts/setup.mjs build`);
  mkdirSync(SHOTS, { recursive: true });
  let [tested, failed] = [0, 0];
  for (const [name, engine] of ENGINES) {
    if (named.length > 0 && !named.includes(name)) continue;
    const missing = engine.missing();
    if (missing) {
      console.log(`${engine.name} is not tested: expected the Debian package ${missing}`);
      continue;
    }
    for (const size of SIZES) {
      tested++;
      if (!(await testEngine(engine, size))) failed++;
    }
  }
  if (tested === 0) throw new Error("nothing was tested");
  return failed === 0 ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
