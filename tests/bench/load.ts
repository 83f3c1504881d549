/**
 * Measures the capacity of a core: `npm run bench:load [-- one | three | streams | soak] [--soak 10m]`; all by default.
 */
import { upstreamRole } from "./gateway-roles";
import { round, table } from "./kit";
import { balancerRole } from "./load/balancer-role";
import { gatewayRole } from "./load/gateway-role";
import { type Figures, load, rssMb, type Target } from "./load/measure";
import { openStreams } from "./load/open-streams";
import { oneProcess, threeProcesses } from "./load/targets";
import { freePort, startRole } from "./server-process";

const SECONDS = 10;
const SHARED = ["DATABASE_URL", "REDIS_URL", "KEY_PEPPER", "ENCRYPTION_KEY"];
const PARTS = ["one", "three", "streams", "soak"];

const HEAD = ["", "req/s", "p50 ms", "p99 ms", "first p50", "first p99", "CPU µs/req", "MB", "failed"];
const line = (name: string, f: Figures) => [
  name,
  round(f.perSecond, 0),
  round(f.p50, 2),
  round(f.p99, 2),
  round(f.first50, 2),
  round(f.first99, 2),
  round(f.cpu, 0),
  round(f.rss, 0),
  f.failed,
];

async function underLoad(target: Target): Promise<void> {
  console.log(`\n${target.name}, 16 at once`);
  const whole = await load(target, false, SECONDS);
  const streamed = await load(target, true, SECONDS);
  console.log(table(HEAD, [line("whole answers", whole), line("streams of 22 events", streamed)]));
}

async function manyStreams(target: Target): Promise<void> {
  console.log(`\n${target.name}, streams open at once`);
  const rows = [];
  for (const count of [1_000, 5_000]) {
    const s = await openStreams(target, count);
    const figures = [s.first50, s.first99, s.kbEach].map((n) => round(n, 0));
    rows.push([s.asked, s.open, s.ended, ...figures, round(s.cores, 2)]);
  }
  const head = ["asked for", "open at once", "came to their end", "first p50 ms", "first p99", "KB each", "cores"];
  console.log(table(head, rows));
}

/** Load for a long time, sampling memory every second. */
async function soak(target: Target, seconds: number): Promise<void> {
  const samples: number[] = [];
  const looking = setInterval(() => samples.push(rssMb(target.pids)), 1_000);
  let calls = 0;
  const until = performance.now() + seconds * 1_000;
  for (let stream = false; performance.now() < until; stream = !stream)
    calls += (await load(target, stream, Math.min(10, seconds / 4))).perSecond * Math.min(10, seconds / 4);
  clearInterval(looking);
  const quarter = (n: number) => samples.slice((samples.length * n) >> 2, (samples.length * (n + 1)) >> 2);
  const mean = (values: number[]) => round(values.reduce((a, b) => a + b, 0) / values.length, 0);
  const quarters = [0, 1, 2, 3].map((n) => mean(quarter(n)));
  console.log(`\n${target.name}, ${seconds} s of load, ${round(calls, 0)} calls counted`);
  console.log(`memory by quarters: ${quarters.join(", ")} MB; at most ${round(Math.max(...samples), 0)} MB`);
}

function secondsOf(text: string | undefined): number {
  const [, n, unit] = /^(\d+)(s|m)?$/.exec(text ?? "60s") ?? [];
  if (!n) throw new Error(`--soak: expected a time like 90s or 10m, got "${text}"`);
  return Number(n) * (unit === "m" ? 60 : 1);
}

async function main(args: string[]): Promise<void> {
  const [role, port, third = ""] = args;
  if (role === "--upstream") return upstreamRole(Number(port));
  if (role === "--balancer") return balancerRole(Number(port), third.split(",").map(Number));
  if (role === "--gateway") {
    const given = SHARED.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []));
    return gatewayRole(Number(port), third, Object.fromEntries(given));
  }
  const at = args.indexOf("--soak");
  const seconds = secondsOf(at < 0 ? undefined : args[at + 1]);
  const named = args.filter((arg) => PARTS.includes(arg));
  const parts = named.length > 0 ? named : at < 0 ? PARTS : ["soak"];
  const upstreamPort = await freePort();
  const upstream = await startRole(["--upstream", String(upstreamPort)], {});
  const url = `http://127.0.0.1:${upstreamPort}`;
  const withTarget = async (start: (url: string) => Promise<Target>, work: (target: Target) => Promise<void>) => {
    const target = await start(url);
    await work(target);
    await target.stop();
  };
  if (parts.includes("one")) await withTarget(oneProcess, underLoad);
  if (parts.includes("three")) await withTarget(threeProcesses, underLoad);
  if (parts.includes("streams")) await withTarget(oneProcess, manyStreams);
  if (parts.includes("soak")) await withTarget(oneProcess, (target) => soak(target, seconds));
  await upstream.stop();
  process.exit(0);
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.stack);
  process.exit(1);
});
