import { readFileSync } from "node:fs";
import autocannon from "autocannon";
import { Pool } from "undici";
import { bareRole, oursRole, upstreamRole } from "./gateway-roles";
import { median, round, table } from "./kit";
import { startPortkey } from "./portkey";
import { BENCH_MODEL, CHAT, MESSAGES, NATIVE_MODEL, type ProtocolRequest, RESPONSES } from "./protocol-calls";
import { freePort, startRole } from "./server-process";

const ROUNDS = 5;
const SECONDS = 3;
const CALLS = 400;
const MANY = 100_000;

interface Target {
  name: string;
  url: string;
  headers: Record<string, string>;
  pid: number | undefined;
  /** What it is called with; a chat by default. */
  protocol?: ProtocolRequest;
  model?: string;
}

const pathOf = ({ protocol = CHAT }: Target) => protocol.path;
const bodyOf = ({ protocol = CHAT, model = BENCH_MODEL }: Target, stream: boolean, more: object = {}) =>
  protocol.body(model, stream, more);

/** Milliseconds of one call: to its end, or to the first bytes of its body. */
async function timeCall(pool: Pool, target: Target, stream: boolean): Promise<number> {
  const start = performance.now();
  const answer = await pool.request({
    path: pathOf(target),
    method: "POST",
    headers: target.headers,
    body: bodyOf(target, stream),
  });
  if (answer.statusCode !== 200)
    throw new Error(`${target.name} answered ${answer.statusCode}: ${await answer.body.text()}`);
  let first = 0;
  for await (const _ of answer.body) first ||= performance.now() - start;
  return stream ? first : performance.now() - start;
}

async function latency(targets: readonly Target[], stream: boolean): Promise<number[]> {
  const times = targets.map((): number[] => []);
  const pools = targets.map(({ url }) => new Pool(url, { connections: 1 }));
  for (let i = 0; i < CALLS + 50; i++)
    for (const [t, target] of targets.entries()) {
      const ms = await timeCall(pools[t] as Pool, target, stream);
      if (i >= 50) times[t]?.push(ms);
    }
  await Promise.all(pools.map((pool) => pool.close()));
  return times.map(median);
}

async function rate(target: Target, stream: boolean, amount?: number): Promise<number> {
  const result = await autocannon({
    url: `${target.url}${pathOf(target)}`,
    method: "POST",
    headers: target.headers,
    body: bodyOf(target, stream),
    connections: 16,
    ...(amount ? { amount } : { duration: SECONDS }),
  });
  if (result.non2xx + result.errors > 0) throw new Error(`${target.name}: ${result.non2xx + result.errors} failed`);
  return amount ? result["2xx"] : result.requests.average;
}

/** Every round begins one target later: what one leaves to write afterward falls to each of the others in turn. */
async function rates(targets: readonly Target[], stream: boolean): Promise<number[]> {
  const all = targets.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++)
    for (let turn = 0; turn < targets.length; turn++) {
      const t = (round + turn) % targets.length;
      all[t]?.push(await rate(targets[t] as Target, stream));
    }
  return all.map(median);
}

/** Every protocol against the bare pass-through of chats, in one run: translated, and passed through. */
async function protocolRates(bare: Target, us: Target): Promise<void> {
  const of = (name: string, protocol: ProtocolRequest, model: string): Target => ({ ...us, name, protocol, model });
  const targets = [
    bare,
    of("chat", CHAT, BENCH_MODEL),
    of("Responses, translated", RESPONSES, BENCH_MODEL),
    of("Messages, translated", MESSAGES, BENCH_MODEL),
    of("Responses, passed through", RESPONSES, NATIVE_MODEL),
    of("Messages, passed through", MESSAGES, NATIVE_MODEL),
  ];
  const [wholes, streams] = [await rates(targets, false), await rates(targets, true)];
  const ratio = (values: number[], i: number) => round((values[i] ?? 0) / (values[0] ?? 1), 2);
  const rows = targets.map(({ name }, i) => [
    name,
    round(wholes[i] ?? 0, 0),
    ratio(wholes, i),
    round(streams[i] ?? 0, 0),
    ratio(streams, i),
  ]);
  console.log(table(["16 at once", "whole/s", "to bare", "streams/s", "to bare"], rows));
}

/** How many of 1,000 parallel streams of two seconds each reach their end. */
async function thousand(target: Target): Promise<number> {
  const pool = new Pool(target.url, { connections: 1_000, headersTimeout: 60_000 });
  const body = bodyOf(target, true, { max_tokens: 1 });
  const one = async () => {
    const answer = await pool.request({ path: pathOf(target), method: "POST", headers: target.headers, body });
    return (await answer.body.text()).endsWith("data: [DONE]\n\n") ? 1 : 0;
  };
  const ended = await Promise.all(Array.from({ length: 1_000 }, () => one().catch(() => 0)));
  await pool.close();
  return ended.reduce((sum: number, n) => sum + n, 0);
}

const rssMb = (pid: number | undefined) =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024);

async function main([role, port, upstream]: string[]): Promise<void> {
  if (role === "--upstream") return upstreamRole(Number(port));
  if (role === "--bare") return bareRole(Number(port), upstream ?? "");
  if (role === "--ours") return oursRole(Number(port), upstream ?? "");
  const ports = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  const url = (i: number) => `http://127.0.0.1:${ports[i]}`;
  const json = { "content-type": "application/json" };
  const fake = await startRole(["--upstream", String(ports[0])], {});
  const ours = await startRole(["--ours", String(ports[1]), url(0)], {});
  const bare = await startRole(["--bare", String(ports[2]), url(0)], {});
  const portkey = await startPortkey(ports[3] as number, url(0));
  const us: Target = {
    name: "ours",
    url: url(1),
    headers: { ...json, authorization: `Bearer ${ours.line}` },
    pid: ours.pid,
  };
  const passThrough: Target = { name: "bare Hono + undici", url: url(2), headers: json, pid: bare.pid };
  const targets: Target[] = [
    { name: "direct", url: url(0), headers: json, pid: fake.pid },
    us,
    passThrough,
    ...(portkey
      ? [{ name: "Portkey 1.15.2", url: url(3), headers: { ...json, ...portkey.headers }, pid: portkey.pid }]
      : []),
  ];
  const whole = await latency(targets, false);
  const first = await latency(targets, true);
  const wholes = await rates(targets, false);
  const streams = await rates(targets, true);
  const line = (name: string, values: number[], digits: number) => [name, ...values.map((v) => round(v, digits))];
  console.log(
    table(
      ["", ...targets.map(({ name }) => name)],
      [
        line("whole answer, p50 ms", whole, 2),
        line(
          "  added to direct",
          whole.map((ms) => ms - (whole[0] ?? 0)),
          2,
        ),
        line("first token, p50 ms", first, 2),
        line(
          "  added to direct",
          first.map((ms) => ms - (first[0] ?? 0)),
          2,
        ),
        line("whole answers/s, 16 at once", wholes, 0),
        line("streams/s, 16 at once", streams, 0),
      ],
    ),
  );
  await protocolRates(passThrough, us);
  const times = (values: number[], i: number) =>
    values[i] ? `${round((values[1] ?? 0) / (values[i] ?? 1), 2)}x` : "-";
  console.log(`ours to bare: whole ${times(wholes, 2)}, streams ${times(streams, 2)}`);
  console.log(`ours to Portkey: whole ${times(wholes, 3)}, streams ${times(streams, 3)}`);
  console.log(`1,000 streams open at once: ${await thousand(us)} came to their end`);
  await rate(us, false, 10_000);
  const before = rssMb(us.pid);
  await rate(us, false, MANY);
  console.log(`memory: ${before} MB before, ${rssMb(us.pid)} MB after ${MANY} more requests`);
  await Promise.all([ours.stop(), bare.stop(), fake.stop(), portkey?.stop()]);
  process.exit(0);
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.stack);
  process.exit(1);
});
