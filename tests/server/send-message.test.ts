import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChatSession, Message } from "@/lib/contract/conversation";
import type { NewKeyAnswer } from "@/lib/contract/key";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer([chatOffer("groq", "lab/m1")], { variables: { ACCOUNT_MEGABYTES: "2" } });
});
afterAll(() => server.stop());

const TARGETS = [{ model: "lab/m1" }];
const call = async (path: string, body?: unknown, key = server.key) => {
  const response = await fetch(server.url + path, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${key}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, ...((await response.json()) as { data: ChatSession; error?: { param: string } }) };
};
const send = (body: object, key?: string) => call("/v1/chat/send", { content: "Tell me of the sea", ...body }, key);
const sessions = async (key: string) => (await call("/v1/chat/sessions", undefined, key)).data as unknown as object[];
const newKey = async (facts: object) =>
  ((await call("/v1/keys", { name: "app", scopes: ["chat", "conversations"], ...facts })) as unknown as NewKeyAnswer)
    .key;

describe("POST /v1/chat/send", () => {
  it("creates a conversation with a message and its answers", async () => {
    const settings = { system: "Be brief." };
    const { status, data } = await send({ settings, at: [{ parent_id: null, targets: [...TARGETS, ...TARGETS] }] });
    expect(status).toBe(201);
    expect(data).toMatchObject({ title: "Tell me of the sea", settings, model: "lab/m1" });
    const [said, ...answers] = data.messages ?? [];
    expect(said).toMatchObject({ role: "user", content: "Tell me of the sea", parent_id: null, state: "done" });
    expect(answers.map(({ parent_id, state }) => [parent_id, state])).toEqual([
      [said?.id, "running"],
      [said?.id, "running"],
    ]);
    await server.harness.chat.answers.idle();
    const { messages = [] } = (await call(`/v1/chat/sessions/${data.id}`)).data;
    expect(messages.map(({ state }) => state)).toEqual(["done", "done", "done"]);
  });

  it("adds a message at several places of a conversation", async () => {
    const first = (await send({ at: [{ targets: [...TARGETS, ...TARGETS] }] })).data;
    await server.harness.chat.answers.idle();
    const parents = (first.messages ?? []).slice(1).map(({ id }) => id);
    const at = parents.map((parent_id) => ({ parent_id, targets: TARGETS }));
    const { data } = await send({ session_id: first.id, at, content: "More" });
    const [one, , other] = data.messages as Message[];
    expect([one?.parent_id, other?.parent_id]).toEqual(parents);
    await server.harness.chat.answers.idle();
    expect((await call(`/v1/chat/sessions/${first.id}`)).data.messages).toHaveLength(7);
  });

  it("adds a branch at the top level of a conversation", async () => {
    const { id } = (await send({ at: [{ targets: TARGETS }] })).data;
    await server.harness.chat.answers.idle();
    const { status, data } = await send({ session_id: id, at: [{ parent_id: null, targets: TARGETS }] });
    expect([status, data.messages?.[0]?.parent_id]).toEqual([201, null]);
    await server.harness.chat.answers.idle();
  });

  it("stores nothing when a limit allows no answer", async () => {
    const key = await newKey({ requests_per_minute: 1 });
    const before = await sessions(key);
    expect((await send({ at: [{ targets: [...TARGETS, ...TARGETS] }] }, key)).status).toBe(429);
    expect(await sessions(key)).toEqual(before);
  });

  it("begins what can be shared with an empty request", async () => {
    const { data } = await send({ at: [{ targets: TARGETS }] });
    await server.harness.chat.answers.idle();
    const headers = { authorization: `Bearer ${server.key}` };
    const answer = await fetch(`${server.url}/v1/chat/sessions/${data.id}/share`, { method: "POST", headers });
    expect(answer.status).toBe(201);
  });

  it("stores nothing when the account is full", async () => {
    const key = await server.harness.key({ subject: "full" });
    const { id } = (await call("/v1/chat/sessions", {}, key)).data;
    const path = `/v1/chat/sessions/${id}/messages`;
    for (let n = 0; n < 3; n++) await call(path, { role: "user", content: "x".repeat(600_000) }, key);
    const before = await sessions(key);
    const content = "y".repeat(600_000);
    expect((await send({ content, at: [{ targets: TARGETS }] }, key)).status).toBe(413);
    expect(await sessions(key)).toEqual(before);
  });

  it("names the place whose parent is not in the conversation", async () => {
    const first = (await send({ at: [{ targets: TARGETS }] })).data;
    const other = (await send({ at: [{ targets: TARGETS }] })).data.messages?.[0]?.id;
    const at = [{ targets: TARGETS }, { parent_id: other, targets: TARGETS }];
    for (const session_id of [first.id, null]) {
      const { status, error } = await send({ session_id, at });
      expect([status, error?.param]).toEqual([404, "at.1.parent_id"]);
    }
    await server.harness.chat.answers.idle();
  });

  it("needs a key with the scopes chat and conversations", async () => {
    const at = [{ targets: TARGETS }];
    expect((await send({ at }, await newKey({ scopes: ["chat"] }))).status).toBe(403);
    expect((await send({ at }, "wrong")).status).toBe(401);
  });
});

describe("POST …/answers", () => {
  it("accepts targets under that name or the older one, but requires one", async () => {
    const { id, messages = [] } = (await send({ at: [{ targets: TARGETS }] })).data;
    const path = `/v1/chat/sessions/${id}/answers`;
    const parent_id = messages[0]?.id;
    expect((await call(path, { parent_id, targets: TARGETS })).status).toBe(201);
    expect((await call(path, { parent_id, wishes: TARGETS })).status).toBe(201);
    const { status, error } = await call(path, { parent_id });
    expect([status, error?.param]).toEqual([400, "targets"]);
    await server.harness.chat.answers.idle();
  });
});
