import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AnswerEvent, ChatSession, Message } from "@/lib/contract/conversation";
import { Answers } from "@/lib/server/conversations/answers";
import { createLog } from "@/lib/server/log";
import { callableProviders } from "@/lib/server/providers/registry";
import { eventsIn } from "../net/events-in";
import { type Harness, startHarness } from "./harness";
import { messageRow } from "./message-row";

let harness: Harness;
let key: string;
let other: string;
beforeAll(async () => {
  const providers = callableProviders({ DEMO_GATEWAY: true });
  harness = await startHarness({ variables: { DEMO_GATEWAY: "1" }, providers });
  await harness.sync("demo");
  [key, other] = [await harness.key({ subject: "owner" }), await harness.key({ subject: "stranger" })];
});
afterAll(() => harness.stop());

const ask = async (method: string, path: string, body?: unknown, by = key) =>
  harness.get(`/v1/chat${path}`, {
    method,
    headers: { authorization: `Bearer ${by}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const data = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
  const answer = await ask(method, path, body);
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { data: T }).data;
};
const MODEL = "demo/echo";
async function started(text = "hello there") {
  const session = await data<ChatSession>("POST", "/sessions", {});
  const said = await data<Message>("POST", `/sessions/${session.id}/messages`, { role: "user", content: text });
  return { session, said };
}
const answers = (session: number, parent_id: number, targets = [{ model: MODEL }], more = {}) =>
  data<Message[]>("POST", `/sessions/${session}/answers`, { parent_id, wishes: targets, ...more });
async function followed(session: number, query = ""): Promise<AnswerEvent[]> {
  const stream = await ask("GET", `/sessions/${session}/events${query}`);
  return eventsIn(Buffer.from(await stream.arrayBuffer())).flatMap((event) => {
    const text = event.type === "over" ? null : event.data;
    return text ? [JSON.parse(text) as AnswerEvent] : [];
  });
}
const whole = (session: number) => data<ChatSession>("GET", `/sessions/${session}`);

describe("a conversation", () => {
  it("comes compressed when it is long", async () => {
    const { session, said } = await started("again and again ".repeat(500));
    const headers = { authorization: `Bearer ${key}`, "accept-encoding": "gzip" };
    const packed = await harness.get(`/v1/chat/sessions/${session.id}`, { headers });
    expect(packed.headers.get("content-encoding")).toBe("gzip");
    expect(packed.headers.get("vary")).toContain("accept-encoding");
    const { data } = JSON.parse(gunzipSync(await packed.arrayBuffer()).toString()) as { data: ChatSession };
    expect(data.messages).toEqual([said]);
  });

  it("is titled by its first message, answered by the server, and stored with the answer's facts and cost", async () => {
    const { session, said } = await started("Tell me of the sea");
    const [answer] = await answers(session.id, said.id);
    expect(answer).toMatchObject({ state: "running", parent_id: said.id, model: MODEL });
    const events = await followed(session.id);
    const text = events.map((e) => (e.type === "text" ? e.text : "")).join("");
    const kept = await whole(session.id);
    expect(kept.title).toBe("Tell me of the sea");
    const last = kept.messages?.at(-1);
    expect(last).toMatchObject({ state: "done", content: text, facts: { gateway: "demo" } });
    expect(last?.facts?.usage?.completion_tokens).toBeGreaterThan(0);
    expect(events.at(-1)).toMatchObject({ type: "end", value: { id: last?.id } });
  });

  it("has parallel answers as branches of one message", async () => {
    const { session, said } = await started();
    const both = await answers(session.id, said.id, [{ model: MODEL }, { model: "demo/thinker" }]);
    expect(both).toHaveLength(2);
    await followed(session.id);
    const { messages = [] } = await whole(session.id);
    expect(messages.filter((m) => m.parent_id === said.id && m.state === "done")).toHaveLength(2);
    expect(messages.find((m) => m.model === "demo/thinker")?.reasoning).not.toBe("");
  });

  it("continues without a reader, and a late reader sees all of it", async () => {
    const { session, said } = await started();
    const [answer] = await answers(session.id, said.id);
    const first = await followed(session.id, `?message=${answer?.id}`);
    const { messages = [] } = await whole(session.id);
    expect(messages.at(-1)?.state).toBe("done");
    const text = first.map((e) => (e.type === "text" ? e.text : "")).join("");
    expect(messages.at(-1)?.content).toBe(text);
    expect(await followed(session.id, `?message=${answer?.id}&after=3`)).toEqual([]);
  });

  it("keeps the text received so far when its reader stops it", async () => {
    const { session, said } = await started("long ".repeat(400));
    const [answer] = await answers(session.id, said.id);
    await ask("POST", `/sessions/${session.id}/stop`, {});
    await followed(session.id);
    for (let tries = 0; harness.chat.answers.count > 0 && tries < 100; tries++)
      await new Promise((resolve) => setImmediate(resolve));
    const { messages = [] } = await whole(session.id);
    expect(messages.find((m) => m.id === answer?.id)?.state).toBe("stopped");
  });

  it("says why an answer failed, and whether a retry can help", async () => {
    const failure = async (model: string) => {
      const { session, said } = await started();
      await answers(session.id, said.id, [{ model }]);
      await followed(session.id);
      const { messages = [] } = await whole(session.id);
      return messages.at(-1);
    };
    expect(await failure("no/such-model")).toMatchObject({
      state: "error",
      error: { error_type: "model_not_found", retryable: false, missing: "model" },
    });
    expect(await failure("openai/gpt-oss-120b")).toMatchObject({
      state: "error",
      error: { error_type: "no_endpoints", retryable: false, missing: "gateway_key" },
    });
  });

  it("keeps and marks an answer that was interrupted by the end of the process", async () => {
    const { session, said } = await started();
    const { chats } = harness.chat;
    const begun = messageRow(session.id, "", { parent_id: said.id, role: "assistant", model: MODEL, state: "running" });
    const row = await chats.addMessage(begun);
    await chats.addEvents([
      { message_id: row.id, seq: 1, kind: "reasoning", text: "hm" },
      { message_id: row.id, seq: 2, kind: "text", text: "so " },
      { message_id: row.id, seq: 3, kind: "text", text: "far" },
    ]);
    await new Answers(chats, createLog("silent")).recover();
    const { messages = [] } = await whole(session.id);
    expect(messages.at(-1)).toMatchObject({
      state: "interrupted",
      content: "so far",
      reasoning: "hm",
      error: { retryable: true },
    });
  });

  it("is renamed, configured, found by its words, deleted, and restored", async () => {
    const { session } = await started("the quick brown fox");
    const set = { title: "Animals", settings: { system: "be brief", temperature: 0.5 } };
    expect(await data("PATCH", `/sessions/${session.id}`, set)).toMatchObject({
      title: "Animals",
      settings: { top_p: null, temperature: 0.5 },
    });
    const search = (query: string) => data<ChatSession[]>("POST", "/search", { query });
    const find = async (query: string) => (await search(query)).map(({ id }) => id);
    expect((await search("BROWN"))[0]?.excerpt).toBe("the quick brown fox");
    expect(await find("FOX quick")).toContain(session.id);
    expect(await find("animals")).toContain(session.id);
    expect(await find("fox%")).not.toContain(session.id);
    await ask("DELETE", `/sessions/${session.id}`);
    expect((await ask("GET", `/sessions/${session.id}`)).status).toBe(404);
    expect(await find("fox")).not.toContain(session.id);
    await data("PATCH", `/sessions/${session.id}`, { is_active: true });
    expect((await whole(session.id)).title).toBe("Animals");
  });

  it("is exported as Markdown and as JSON with its branches", async () => {
    const { session, said } = await started("say something");
    await answers(session.id, said.id, [{ model: MODEL }, { model: MODEL }]);
    await followed(session.id);
    const markdown = await (await ask("GET", `/sessions/${session.id}/export?format=md`)).text();
    expect(markdown).toContain("branch 2 of 2");
    const json = (await (await ask("GET", `/sessions/${session.id}/export?format=json`)).json()) as ChatSession;
    expect(json.messages).toHaveLength(3);
    expect((await ask("GET", `/sessions/${session.id}/export?format=pdf`)).status).toBe(400);
  });

  it("is shared in its current state, readable without a key, until it is unshared", async () => {
    const { session } = await started("shared words");
    const { token } = await data<{ token: string }>("POST", `/sessions/${session.id}/share`);
    await data("POST", `/sessions/${session.id}/messages`, { role: "user", content: "said later" });
    const shared = await harness.get(`/v1/chat/shared/${token}`);
    expect(shared.headers.get("x-robots-tag")).toBe("noindex");
    expect(((await shared.json()) as { messages: Message[] }).messages.map((m) => m.content)).toEqual(["shared words"]);
    await ask("DELETE", `/sessions/${session.id}/share`);
    expect((await harness.get(`/v1/chat/shared/${token}`)).status).toBe(404);
  });

  it("does not exist for other accounts, on any of its routes", async () => {
    const { session, said } = await started("mine alone");
    const { id } = session;
    // It satisfies every schema, so that nothing but whose conversation it is decides.
    const body = {
      ...{ title: "stolen", is_active: true, role: "user", content: "x", parent_id: said.id },
      wishes: [{ model: MODEL }],
    };
    const routes = harness.routes
      .filter(({ method, path }) => method !== "ALL" && path.startsWith("/v1/chat/sessions/:id"))
      .map(({ method, path }) => [method, path.replace("/v1/chat", "")] as const);
    const documented = await harness.json<{ paths: Record<string, object> }>("/openapi.json");
    const expected = Object.entries(documented.paths)
      .filter(([path]) => path.startsWith("/v1/chat/sessions/{id}"))
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
    expect(routes.length).toBeGreaterThan(0);
    expect(
      routes.map(([method, path]) => `${method} /v1/chat${path.replace(/:(\w+)(?:\{[^}]*\})?/g, "{$1}")}`),
    ).toEqual(expect.arrayContaining(expected));
    for (const [method, path] of routes) {
      const sent = method === "GET" || method === "DELETE" ? undefined : body;
      const at = `${path.replace(":id", String(id))}${path.endsWith("export") ? "?format=md" : ""}`;
      expect([method, path, (await ask(method, at, sent, other)).status]).toEqual([method, path, 404]);
      expect([method, path, (await harness.get(`/v1/chat${at}`, { method })).status]).toEqual([method, path, 401]);
    }
    const listed = (await (await ask("GET", "/sessions", undefined, other)).json()) as { data: unknown[] };
    const found = (await (await ask("POST", "/search", { query: "mine" }, other)).json()) as { data: unknown[] };
    const counted = (await (await ask("GET", "/stats", undefined, other)).json()) as { data: object };
    expect([listed.data, found.data]).toEqual([[], []]);
    expect(counted.data).toEqual({ total_sessions: 0, total_messages: 0 });
    const kept = await whole(id);
    expect([kept.title, kept.share, kept.messages?.map((m) => m.content)]).toEqual([
      "mine alone",
      null,
      ["mine alone"],
    ]);
  });

  it("accepts no message of another conversation as a parent", async () => {
    const mine = await started();
    const theirs = await started();
    const targets = [{ model: MODEL }];
    const at = `/sessions/${mine.session.id}`;
    for (const [path, body] of [
      ["/messages", { role: "user", content: "x", parent_id: theirs.said.id }],
      ["/answers", { parent_id: theirs.said.id, wishes: targets }],
      ["/answers", { parent_id: mine.said.id, wishes: targets, continue_id: theirs.said.id }],
    ] as const)
      expect((await ask("POST", at + path, body)).status).toBe(404);
  });

  it.each([
    ["/sessions", { title: 5 }],
    ["/search", { query: "" }],
  ])("reports what it expected in POST %s", async (path, body) => {
    expect((await ask("POST", path, body)).status).toBe(400);
  });
});
