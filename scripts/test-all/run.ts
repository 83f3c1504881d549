import { spawn } from "node:child_process";
import type { Count, Suite } from "./suites";

const CORES = 2;

export function sumOf(counts: readonly Count[]): Count {
  return counts.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), {
    passed: 0,
    failed: 0,
  });
}

/**
 * Runs suites in parallel as cores allow, and continues after failures, except for suites that need a failed build.
 * Output of parallel suites is printed one after the other.
 */
export async function runSuites(suites: readonly Suite[]): Promise<Count[]> {
  const waiting = [...suites];
  const running = new Map<string, Promise<void>>();
  const counts: Count[] = [];
  let free = CORES;
  let isBuilt = true;
  while (waiting.length > 0 || running.size > 0) {
    for (const suite of [...waiting]) {
      const blocked = suite.after.some((name) => running.has(name) || waiting.some((other) => other.name === name));
      if (blocked || suite.cores > free) continue;
      waiting.splice(waiting.indexOf(suite), 1);
      if (!isBuilt && suite.after.includes("build")) {
        console.log(`\n── ${suite.title}: not run, because the build failed`);
        counts.push({ passed: 0, failed: 1 });
        continue;
      }
      free -= suite.cores;
      const work = runSuite(suite, suites.length === 1).then((count) => {
        if (suite.prepares) isBuilt = count.failed === 0;
        if (!suite.prepares || !isBuilt) counts.push(count);
        free += suite.cores;
        running.delete(suite.name);
      });
      running.set(suite.name, work);
    }
    await Promise.race(running.values());
  }
  return counts;
}

async function runSuite({ title, args, env, count }: Suite, isOnly: boolean): Promise<Count> {
  const started = Date.now();
  if (!isOnly) console.log(`── ${title}: started`);
  const { code, output } = await run(args, { ...process.env, ...env }, isOnly);
  let counted = { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  let problem = "";
  try {
    counted = count?.() ?? counted;
  } catch (error) {
    problem = `${(error as Error).message}\n`;
  }
  if (code !== 0 && counted.failed === 0) counted = { ...counted, failed: 1 };
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const result = counted.failed === 0 ? "passed" : "FAILED";
  process.stdout.write(`\n${output}${problem}── ${title}: ${result} in ${seconds} s\n`);
  return counted;
}

function run(args: string[], env: NodeJS.ProcessEnv, isOnly: boolean): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env, stdio: isOnly ? "inherit" : ["ignore", "pipe", "pipe"] });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() }));
  });
}
