import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { ChatSession, Message } from "@/lib/contract/conversation";
import type { Program } from "../e2e/program";
import { chunk, USAGE } from "../fakes/scripted-upstream";
import { hasPostgres, hasRedis } from "../server/databases";
import { type Gateways, MODEL, startGateways } from "./gateways";

const SOON = { timeout: 20_000, interval: 50 };
const able = (await hasPostgres()) && (await hasRedis());
const question = (stream: boolean) => ({ model: MODEL, stream, messages: [{ role: "user", content: "hi" }] });

describe.runIf(able)("several gateways behind a balancer", () => {
  let all: Gateways;
  beforeAll(async () => {
    all = await startGateways(3, 7);
  }, 60_000);
  afterAll(() => all.close());

  /** The upstream sends a chunk, and ends, when told to. */
  function byHand() {
    const sent: ((text: string | null) => void)[] = [];
    const started = new Promise<void>((resolve) =>
      all.upstream.script("groq", (call, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        sent.push((text) => {
          if (text !== null) return void response.write(chunk(call.body.model, { content: text }));
          response.write(chunk(call.body.model, {}, "stop"));
          response.end("data: [DONE]\n\n");
        });
        resolve();
      }),
    );
    return { begun: started, send: (text: string | null) => sent.at(-1)?.(text) };
  }
  /** A realistic upstream: a chunk every now and then. */
  function atItsPace(): void {
    all.upstream.script("groq", async ({ body }, response) => {
      const words = ["one ", "two ", "three ", "four ", "five"];
      const moment = () => new Promise((resolve) => setTimeout(resolve, 30));
      if (!body.stream) {
        await moment();
        const message = { role: "assistant", content: words.join("") };
        const choices = [{ index: 0, message, finish_reason: "stop" }];
        return void response.writeHead(200, { "content-type": "application/json" }).end(
          JSON.stringify({
            id: "c",
            object: "chat.completion",
            created: 1,
            model: body.model,
            choices,
            usage: USAGE,
          }),
        );
      }
      response.writeHead(200, { "content-type": "text/event-stream" });
      for (const word of words) {
        response.write(chunk(body.model, { content: word }));
        await moment();
      }
      response.write(chunk(body.model, {}, "stop"));
      response.end("data: [DONE]\n\n");
    });
  }
  const usageRows = () => all.query<{ request_id: string }>("select request_id from usage");
  async function conversation(through: string): Promise<{ path: string; answer: Message }> {
    const json = async <T>(path: string, body: unknown) =>
      ((await (await all.call(path, body, {}, through)).json()) as { data: T }).data;
    const session = await json<ChatSession>("/v1/chat/sessions", {});
    const path = `/v1/chat/sessions/${session.id}`;
    const said = await json<Message>(`${path}/messages`, { role: "user", content: "go on" });
    const order = { parent_id: said.id, wishes: [{ model: MODEL, gateway: "groq" }] };
    const [answer] = await json<Message[]>(`${path}/answers`, order);
    return { path, answer: answer as Message };
  }
  const lastOf = async (path: string, through?: string) =>
    ((await (await all.call(path, undefined, {}, through)).json()) as { data: ChatSession }).data.messages?.at(-1);
  const first = () => all.programs[0] as Program;
  const second = () => all.programs[1] as Program;

  it("lose no request, no shown token, and no usage when restarted one by one under load", async () => {
    atItsPace();
    const before = (await usageRows()).length;
    let running = true;
    const failures: string[] = [];
    let done = 0;
    const work = async (stream: boolean) => {
      while (running) {
        const answer = await all.call("/v1/chat/completions", question(stream)).catch((error: Error) => error);
        const broken = answer instanceof Error;
        const text = broken ? "" : await answer.text().catch((e: Error) => `broken: ${e.message}`);
        const good = stream
          ? text.includes("five") && text.includes("[DONE]")
          : text.includes("one two three four five");
        if (broken) failures.push(`${answer} ${answer.cause}`);
        else if (answer.status !== 200 || !good) failures.push(`${answer.status} ${text.slice(-300)}`);
        else done++;
      }
    };
    const load = Promise.all([true, false, true, false].map(work));
    for (const old of [...all.programs]) {
      const fresh = await all.add();
      const done0 = done;
      await vi.waitFor(() => expect([failures[0], done > done0]).toEqual([undefined, true]), SOON);
      expect(await all.end(old)).toBe(0);
      expect((await fetch(`${fresh.url}/readyz`)).status).toBe(200);
    }
    running = false;
    await load;
    expect(failures).toEqual([]);
    await vi.waitFor(async () => expect((await usageRows()).length - before).toBe(done), SOON);
    const ids = (await usageRows()).map((row) => row.request_id);
    expect(new Set(ids).size).toBe(ids.length);
  }, 60_000);

  it("count limits separately while Redis is unavailable, and report that", async () => {
    atItsPace();
    all.redis.cut();
    const readyz = async () =>
      (await (await fetch(`${first().url}/readyz`)).json()) as { redis: string; status: string };
    await vi.waitFor(async () => expect(await readyz()).toMatchObject({ status: "ready", redis: "away" }), SOON);
    const answer = await all.call("/v1/chat/completions", question(false), {}, first().url);
    expect(answer.status).toBe(200);
    expect(Number(answer.headers.get("x-ratelimit-remaining-requests"))).toBeGreaterThan(0);
    await vi.waitFor(() => expect(first().printed()).toContain("Redis is unavailable"), SOON);
    all.redis.mend();
    await vi.waitFor(async () => expect(await readyz()).toMatchObject({ redis: "up" }), SOON);
  });

  it("keep working without PostgreSQL for known keys, and write pending usage exactly once afterward", async () => {
    atItsPace();
    const at = first().url;
    const asked: (string | null)[] = [];
    const chat = async (stream: boolean, through: string) => {
      const answer = await all.call("/v1/chat/completions", question(stream), {}, through);
      await answer.text();
      asked.push(answer.headers.get("x-request-id"));
      return answer.status;
    };
    const written = async () => {
      const rows = await usageRows();
      expect(asked.map((id) => rows.filter((row) => row.request_id === id).length)).toEqual(asked.map(() => 1));
    };
    for (const { url } of all.programs) await chat(false, url);
    await vi.waitFor(written, SOON);
    all.postgres.cut();
    const readyz = async () => (await (await fetch(`${at}/readyz`)).json()) as { database: string; status: string };
    await vi.waitFor(async () => expect(await readyz()).toMatchObject({ status: "ready", database: "away" }), SOON);
    expect((await fetch(`${at}/v1/models?limit=5`)).status).toBe(200);
    for (let i = 0; i < 5; i++) expect(await chat(i % 2 === 0, at)).toBe(200);
    for (const [path, body] of [
      ["/auth/local", {}],
      ["/auth", { token: "local:ABCD-EFGH" }],
      ["/v1/chat/sessions", undefined],
      ["/v1/changes", undefined],
    ] as const) {
      const answer = await all.call(path, body, {}, at);
      expect([path, answer.status]).toEqual([path, 503]);
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    }
    const stranger = await fetch(`${at}/v1/account`, { headers: { authorization: "Bearer gw_live_unknown" } });
    expect(stranger.status).toBe(503);
    all.postgres.mend();
    await vi.waitFor(async () => expect(await readyz()).toMatchObject({ database: "up" }), SOON);
    await vi.waitFor(written, SOON);
    for (const { url } of all.programs) expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const ids = (await usageRows()).map((row) => row.request_id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("finish running answers when told to stop", async () => {
    const hand = byHand();
    const ending = first();
    const { path } = await conversation(ending.url);
    await hand.begun;
    hand.send("first ");
    const code = all.end(ending, "SIGTERM");
    await vi.waitFor(async () => expect((await fetch(`${ending.url}/readyz`)).status).toBe(503), SOON);
    hand.send("and last");
    hand.send(null);
    expect(await code).toBe(0);
    expect(await lastOf(path)).toMatchObject({ state: "done", content: "first and last" });
  });

  it("lose nothing that was shown when one is killed: its streams do not end cleanly, its answers are kept and marked", async () => {
    const [killed, other] = [first(), second()];
    const api = byHand();
    const answering = all.call("/v1/chat/completions", question(true), {}, killed.url);
    await api.begun;
    api.send("to be cut");
    const stream = await answering;
    const own = byHand();
    const { path, answer } = await conversation(killed.url);
    await own.begun;
    const events = await all.call(`${path}/events`, undefined, {}, other.url);
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    let seen = "";
    const until = async (what: string) => {
      while (!seen.includes(what)) {
        const { done, value } = (await reader?.read()) ?? { done: true, value: "" };
        if (done) throw new Error(`it ended before "${what}": ${seen}`);
        seen += value;
      }
    };
    for (const word of ["alpha ", "beta "]) {
      own.send(word);
      await until(word);
    }
    await all.end(killed, "SIGKILL");
    await expect(stream.text()).rejects.toThrow();
    await until("event: end");
    expect(await lastOf(path)).toMatchObject({ id: answer.id, state: "interrupted", content: "alpha beta " });
    atItsPace();
    for (let i = 0; i < 4; i++) expect((await all.call("/v1/chat/completions", question(false))).status).toBe(200);
  });
});
