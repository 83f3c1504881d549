import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { NewKeyAnswer } from "@/lib/contract/key";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer([chatOffer("groq", "lab/m1")]);
});
afterAll(() => server.stop());

const send = (key: string, method: string, path: string, body?: unknown) =>
  fetch(server.url + path, {
    method,
    headers: { authorization: `Bearer ${key}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const makeKey = async (facts: object) =>
  ((await (await send(server.key, "POST", "/v1/keys", { name: "app", ...facts })).json()) as NewKeyAnswer).key;
const chat = (key: string) =>
  send(key, "POST", "/v1/chat/completions", { model: "lab/m1", messages: [{ role: "user", content: "hi" }] });

/** A conversation with one question in it. */
async function conversation(key: string) {
  const made = (await (await send(key, "POST", "/v1/chat/sessions", {})).json()) as { data: { id: number } };
  const path = `/v1/chat/sessions/${made.data.id}`;
  const asked = await send(key, "POST", `${path}/messages`, { role: "user", content: "hi" });
  const { data } = (await asked.json()) as { data: { id: number } };
  const answer = (count = 1) =>
    send(key, "POST", `${path}/answers`, { parent_id: data.id, wishes: Array(count).fill({ model: "lab/m1" }) });
  return { path, answer };
}

describe("a key's request limit", () => {
  it("counts each conversation answer and API call together", async () => {
    const key = await makeKey({ scopes: ["chat", "conversations"], requests_per_minute: 3 });
    const { answer } = await conversation(key);
    const first = await answer(2);
    expect([first.status, first.headers.get("x-ratelimit-remaining-requests")]).toEqual([201, "1"]);
    expect((await chat(key)).status).toBe(200);
    const refused = await answer();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await chat(key)).status).toBe(429);
  });

  it("rejects more answers at once than are left, and starts none of them", async () => {
    const key = await makeKey({ scopes: ["chat", "conversations"], requests_per_minute: 3 });
    const { answer, path } = await conversation(key);
    expect((await answer(4)).status).toBe(429);
    const session = (await (await send(key, "GET", path)).json()) as { data: { messages: unknown[] } };
    expect(session.data.messages.length).toBe(1);
  });
});

describe("the scope of conversations", () => {
  it("is required for everything done with them", async () => {
    const person = await conversation(server.key);
    const app = await makeKey({ scopes: ["chat", "read"] });
    const paths: [string, string, unknown?][] = [
      ["GET", "/v1/chat/sessions"],
      ["POST", "/v1/chat/sessions", {}],
      ["GET", person.path],
      ["PATCH", person.path, { title: "x" }],
      ["DELETE", person.path],
      ["POST", `${person.path}/messages`, { role: "user", content: "x" }],
      ["POST", `${person.path}/answers`, { parent_id: 1, wishes: [{ model: "lab/m1" }] }],
      ["POST", "/v1/chat/send", { content: "x", at: [{ targets: [{ model: "lab/m1" }] }] }],
      ["GET", `${person.path}/events`],
      ["POST", `${person.path}/stop`, {}],
      ["POST", `${person.path}/share`],
      ["DELETE", `${person.path}/share`],
      ["GET", `${person.path}/export`],
      ["POST", "/v1/chat/search", { query: "x" }],
      ["GET", "/v1/chat/stats"],
    ];
    for (const [method, path, body] of paths)
      expect([method, path, (await send(app, method, path, body)).status]).toEqual([method, path, 403]);
    expect((await chat(app)).status).toBe(200);
  });

  it("is granted to a new key only on request", async () => {
    const defaultModel = (await (await send(server.key, "POST", "/v1/keys", { name: "usual" })).json()) as NewKeyAnswer;
    expect(defaultModel.scopes).toEqual(["chat", "read"]);
    const asked = await makeKey({ scopes: ["conversations"] });
    expect((await send(asked, "GET", "/v1/chat/sessions")).status).toBe(200);
    expect((await chat(asked)).status).toBe(403);
    expect((await (await conversation(asked)).answer()).status).toBe(403);
  });

  it("is granted to older keys that could use conversations", async () => {
    const { state } = server.harness.auth;
    const scopes = ["account chat read", "read", "chat", "chat read conversations"];
    const { up } = await import("@/lib/server/db/migrations/0010-conversations");
    const at = new Date().toISOString();
    const { id } = await state.db.selectFrom("accounts").select("id").executeTakeFirstOrThrow();
    for (const [n, text] of scopes.entries()) {
      const rest = { device: null, name: `old ${n}`, prefix: "p", last_four: "four", created_at: at };
      await state.db
        .insertInto("keys")
        .values({ account_id: id, hash: `old ${n}`, scopes: text, ...rest })
        .execute();
    }
    await up(state.db as never);
    const rows = await state.db
      .selectFrom("keys")
      .select("scopes")
      .where("hash", "like", "old %")
      .orderBy("hash")
      .execute();
    expect(rows.map((row) => row.scopes)).toEqual([
      "account chat read conversations",
      "read",
      "chat conversations",
      "chat read conversations",
    ]);
  });
});
