import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Program, syncAll } from "../e2e/program";
import { play, type UpstreamRequest } from "../fakes/scripted-upstream";
import { startUpstreams, type Upstreams } from "../fakes/upstreams";
import { hasPostgres, hasRedis } from "../server/databases";
import { type Gateways, MODEL, startGateways } from "./gateways";

const SOON = { timeout: 20_000, interval: 20 };
/** Deadline for all processes to serve a change, in ms. */
const SPREAD_MS = 2_000;
const INTERVAL_SECONDS = 6;
const able = (await hasPostgres()) && (await hasRedis());

describe.runIf(able)("processes that share a database", () => {
  let all: Gateways;
  let upstreams: Upstreams;
  beforeAll(async () => {
    upstreams = await startUpstreams();
    const env = Object.entries(upstreams.env()).filter(([name]) => !name.startsWith("GROQ_"));
    all = await startGateways(3, 9, {
      ...Object.fromEntries(env),
      SYNC_INTERVAL_SECONDS: String(INTERVAL_SECONDS),
      SYNC_ON_START: "1",
      LOG_LEVEL: "info",
    });
  }, 60_000);
  afterAll(async () => {
    await all.close();
    await upstreams.close();
  });

  const isLeader = (program: Program) =>
    program.printed().includes("this process is now the leader and syncs the gateways");
  const leader = () => all.programs.find(isLeader);
  const others = () => all.programs.filter((program) => program !== leader());
  const etag = async ({ url }: Program) => {
    const answer = await fetch(`${url}/v1/models`);
    await answer.arrayBuffer();
    return answer.headers.get("etag");
  };
  const has = async ({ url }: Program, id: string) =>
    (await (await fetch(`${url}/v1/models?q=${id}`)).text()).includes(id);
  const list = (...ids: string[]) =>
    upstreams.set("cerebras", [...upstreams.rows("cerebras"), ...ids.map((id) => ({ id, object: "model" }))]);

  it("serve a new catalog within 2 s of the leader, byte for byte the same", async () => {
    const first = await vi.waitFor(() => leader() ?? Promise.reject(new Error("nobody leads yet")), SOON);
    await syncAll(first.url);
    list("lab/just-listed");
    await syncAll(first.url);
    expect(await has(first, "lab/just-listed")).toBe(true);
    const follow = async (program: Program) => {
      expect(await has(program, "lab/just-listed")).toBe(true);
      // The schedule may have brought another one meanwhile.
      expect(await etag(program)).toBe(await etag(first));
    };
    await Promise.all(
      others().map((program) => vi.waitFor(() => follow(program), { timeout: SPREAD_MS, interval: 20 })),
    );
  });

  it("elect another leader within an interval when the leader is killed", async () => {
    const killed = leader() as Program;
    await all.end(killed, "SIGKILL");
    list("lab/listed-after");
    const next = await vi.waitFor(() => leader() ?? Promise.reject(new Error("nobody leads")), {
      timeout: INTERVAL_SECONDS * 1000,
      interval: 20,
    });
    expect(all.programs.filter(isLeader)).toEqual([next]);
    for (const program of all.programs)
      await vi.waitFor(async () => expect(await has(program, "lab/listed-after")).toBe(true), SOON);
  });

  it("refuse a key whose limit was spent through another process", async () => {
    const [one, other] = all.programs as [Program, Program];
    const made = await all.call("/v1/keys", { name: "small", spend_limit_usd: 1 }, {}, one.url);
    const { key } = (await made.json()) as { key: string };
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const ask = async (through: Program) => {
      const question = { model: MODEL, messages: [{ role: "user", content: "hi" }] };
      const answer = await all.call("/v1/chat/completions", question, { headers }, through.url);
      await answer.text();
      return answer.status;
    };
    expect(await ask(other)).toBe(200);
    const usage = { prompt_tokens: 7, completion_tokens: 5_000_000, total_tokens: 5_000_007 };
    const choices = [{ index: 0, message: { role: "assistant", content: "dear" }, finish_reason: "stop" }];
    all.upstream.script("groq", (_, response) => void response.end(JSON.stringify({ choices, usage })));
    expect(await ask(one)).toBe(200);
    all.upstream.script("groq", (call: UpstreamRequest, response) => play("ok", call, response));
    expect(await ask(one)).toBe(402);
    // Its own calls cost almost nothing, so without a message it would check again in 30 s.
    await vi.waitFor(async () => expect(await ask(other)).toBe(402), { timeout: 5_000, interval: 50 });
  });

  it("accept a sign-in code that another process printed, once, and share the count of wrong attempts", async () => {
    const [one, other] = all.programs as [Program, Program];
    const print = async () => {
      const before = one.printed().length;
      await fetch(`${one.url}/auth/local`, { method: "POST" });
      return vi.waitFor(() => {
        const code = /Sign-in code: (\S+)/.exec(one.printed().slice(before))?.[1];
        if (!code) throw new Error("no code yet");
        return code;
      }, SOON);
    };
    const use = async (through: Program, code: string) => {
      const answer = await all.call("/auth", { token: `local:${code}` }, {}, through.url);
      const body = (await answer.json()) as { api_key?: string; error?: { code: string } };
      return body.error?.code ?? answer.status;
    };
    const first = await print();
    expect(await use(other, first)).toBe(200);
    expect([await use(one, first), await use(other, first)]).toEqual(["code_expired", "code_expired"]);
    const second = await print();
    for (const through of [one, other, one, other]) expect(await use(through, "AAAA-AAAA")).toBe("code_wrong");
    expect(await use(one, "AAAA-AAAA")).toBe("code_expired");
    expect(await use(other, second)).toBe("code_expired");
    const third = await print();
    const both = await Promise.all([use(one, third), use(other, third)]);
    expect(both.sort()).toEqual([200, "code_expired"]);
  });
});
