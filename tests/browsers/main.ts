import { mkdirSync } from "node:fs";
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

/** Walks through the program in one engine at one size; the errors of its console fail it too. Returns whether it is well. */
async function tryEngine(engine: Engine, size: Size): Promise<boolean> {
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

/** Tries the built program in every engine that is installed. Resolves with the exit code. */
async function main(named: readonly string[]): Promise<number> {
  mkdirSync(SHOTS, { recursive: true });
  let failed = 0;
  for (const engine of [firefox, webkit]) {
    if (named.length > 0 && !named.includes(engine.name.toLowerCase())) continue;
    const missing = engine.missing();
    if (missing) console.log(`${engine.name} is not tried: expected the Debian package ${missing}`);
    else for (const size of SIZES) if (!(await tryEngine(engine, size))) failed++;
  }
  return failed === 0 ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(error.stack);
    process.exit(1);
  },
);
