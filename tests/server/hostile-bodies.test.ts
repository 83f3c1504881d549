import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { ErrorBody } from "@/lib/contract/error";
import { listOf } from "@/lib/contract/list-of";
import { estimateTokens } from "@/lib/server/chat/tokens";
import { readChatRequest } from "@/lib/server/protocols/chat/request";
import { MemoryBudget } from "@/lib/server/routes/memory-budget";
import { CHAT_SHAPE, checked, parseJson } from "@/lib/server/routes/parse";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

let server: ChatServer;
beforeAll(async () => {
  const offers = [chatOffer("groq", "lab/m1"), chatOffer("together", "lab/big", { context_length: null })];
  server = await startChatServer(offers, { times: { wholeMs: 60_000 } });
});
afterAll(() => server.stop());

const MODEL = "lab/m1";
const wide = (keys: number) => `{${Array.from({ length: keys }, (_, n) => `"k${n}":1`).join()}}`;
const many = (item: string, count: number) => `[${Array(count).fill(item).join()}]`;
const chat = (messages: string, more = "") => `{"model":"${MODEL}","messages":${messages}${more}}`;
const said = (content: string) => chat(`[{"role":"user","content":${content}}]`);

/** Bodies that are small to send and expensive to check. */
const HOSTILE: [what: string, status: number, body: () => string][] = [
  ["parts of no type", 400, () => said(many("{}", 60_000))],
  ["millions of bad parts", 413, () => said(many("1", 9_000_000))],
  ["messages that are none", 400, () => chat(many("0", 9_000))],
  ["too many messages", 400, () => chat(many('{"role":"user","content":"x"}', 12_000))],
  ["one object with a million keys", 413, () => said(`[${wide(1_000_000)}]`)],
  ["thousands of wide objects", 413, () => said(many(wide(1_900), 500))],
  ["keys at the top", 413, () => `{${wide(900_000).slice(1)}`],
  ["deep lists", 400, () => said("[".repeat(9_000_000))],
  ["deep objects", 400, () => said(`${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`)],
  ["fallbacks that are none", 400, () => chat('[{"role":"user","content":"x"}]', `,"models":${many("1", 200_000)}`)],
  ["tools that are none", 400, () => chat('[{"role":"user","content":"x"}]', `,"tools":${many("1", 500)}`)],
  ["names that are none", 400, () => chat("[]", `,"provider":{"order":${many("{}", 100_000)}}`)],
  ["text that breaks off", 400, () => said(`"${"x".repeat(19_000_000)}`)],
];

describe("bodies that are expensive to validate", () => {
  it.each(HOSTILE)("get a short response: %s with %i", async (...[what, status, body]) => {
    const answer = await server.post({}, { body: body() });
    const text = await answer.text();
    expect([what, answer.status, text.length < 2_000]).toEqual([what, status, true]);
    expect((JSON.parse(text) as ErrorBody).error.message).toBeTruthy();
  });

  const bearer = () => ({ authorization: `Bearer ${server.key}`, "content-type": "application/json" });
  it.each([
    ["POST", "/v1/chat/sessions"],
    ["POST", "/v1/chat/search"],
    ["POST", "/v1/keys"],
    ["POST", "/v1/reports"],
    ["POST", "/auth"],
  ])("are rejected by %s %s too", async (method, path) => {
    const ask = (body: string) => fetch(server.url + path, { method, headers: bearer(), body });
    const deep = await ask(`${"[".repeat(2_000)}${"]".repeat(2_000)}`);
    const wideOne = await ask(wide(800));
    expect([deep.status, wideOne.status]).toEqual([400, 413]);
    expect((await wideOne.text()).length).toBeLessThan(2_000);
  });

  it("never block others: another request is served while one is read", async () => {
    const text = `"${"\\u00e9".repeat(3_200_000)}"`;
    let over = false;
    const large = server.post({}, { body: `${said(text).slice(0, -1)},"n":"no"}` }).finally(() => {
      over = true;
    });
    const health = [];
    while (!over) health.push((await fetch(`${server.url}/healthz`)).status);
    expect((await large).status).toBe(400);
    expect(health.length).toBeGreaterThan(3);
  });

  it("are processed in slices that let others run", async () => {
    const body = Buffer.from(said(`"${"x".repeat(10_000_000)}"`));
    let turns = 0;
    let over = false;
    const turn = () => {
      turns++;
      if (!over) setImmediate(turn);
    };
    setImmediate(turn);
    await parseJson(body, CHAT_SHAPE);
    over = true;
    expect(turns).toBeGreaterThanOrEqual(body.length >> 18);
  });
});

describe("validating a list", () => {
  it("ends at the first bad item", () => {
    let looked = 0;
    const item = z.string().refine((value) => ++looked > 0 && value !== "bad");
    expect(() => checked(listOf(item, 1_000), ["good", ...Array(900).fill("bad")], "strings")).toThrow(/^1: /);
    expect(looked).toBe(2);
  });

  it("checks no item of a list that is too long", () => {
    let looked = 0;
    const item = z.unknown().refine(() => ++looked > 0);
    expect(() => checked(listOf(item, 10), Array(11).fill(0), "numbers")).toThrow(/expected numbers/);
    expect(looked).toBe(0);
  });
});

describe("a maximum size chat", () => {
  it.each([
    ["10,000 messages", chat(many('{"role":"user","content":[{"type":"text","text":"x"}]}', 10_000))],
    [
      "512 tools",
      chat(
        '[{"role":"user","content":"x"}]',
        `,"tools":${many(`{"type":"function","function":{"name":"f","parameters":{"type":"object","properties":${wide(100)}}}}`, 512)}`,
      ),
    ],
    ["200 levels", chat('[{"role":"user","content":"x"}]', `,"metadata":${'{"a":'.repeat(200)}1${"}".repeat(200)}`)],
  ])("may have %s", async (_, body) => {
    expect((await readChatRequest(Buffer.from(body))).request).toMatchObject(JSON.parse(body));
  });

  it("of 19 MB reaches its gateway unchanged, and is answered", async () => {
    const messages = [{ role: "user", content: "é\n".repeat(4_900_000) }];
    const call = server.upstream.next();
    const answer = await server.post({ model: "lab/big", messages });
    expect(answer.status).toBe(200);
    const sent = ((await call).body as { messages: typeof messages }).messages;
    expect(sent[0]?.content === messages[0]?.content).toBe(true);
  });

  it("is rejected while there is no room for it, and others are not", () => {
    const room = new MemoryBudget(1_000_000);
    const [one, other] = [room.begin(), room.begin()];
    one.add(900_000);
    expect(() => other.add(400_000)).toThrow(/too many large requests/);
    other.release();
    expect(() => room.begin().add(100_000)).not.toThrow();
    one.release();
    expect(() => room.begin().add(900_000)).not.toThrow();
  });
});

describe("a token estimate", () => {
  it("costs the same for any text: it counts only a sample, in short pieces", async () => {
    const messages = Array.from({ length: 300 }, () => ({ role: "user", content: "a".repeat(50_000) }));
    const { prompt } = await estimateTokens({ model: "m", messages }, "");
    expect(prompt).toBeGreaterThan(1_000_000);
    expect(prompt).toBeLessThan(4_000_000);
  });
});
