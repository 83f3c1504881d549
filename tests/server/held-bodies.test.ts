import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import type { ErrorBody } from "@/lib/contract/error";
import { answerMemory, bodyMemory } from "@/lib/server/routes/memory-budget";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

let server: ChatServer;
let path: string;
let said: number;
const TEXT = "x".repeat(300_000);
beforeAll(async () => {
  const architecture = { input_modalities: ["text"], output_modalities: ["embeddings"] };
  const embedder = chatOffer("together", "lab/e1", { architecture, context_length: null });
  server = await startChatServer([chatOffer("groq", "lab/m1", { context_length: null }), embedder]);
  const { data } = (await (await post("/v1/chat/sessions", {})).json()) as { data: { id: number } };
  path = `/v1/chat/sessions/${data.id}`;
  const added = await post(`${path}/messages`, { role: "user", content: TEXT });
  said = ((await added.json()) as { data: { id: number } }).data.id;
});
afterAll(() => server.stop());
afterEach(() => expect([bodyMemory.held, answerMemory.held]).toEqual([0, 0]));

const post = (to: string, body: object) =>
  fetch(server.url + to, {
    method: "POST",
    headers: { authorization: `Bearer ${server.key}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
const TARGETS = [{ model: "lab/m1" }];
const node = { message: { author: { role: "user" }, content: { parts: [TEXT] } } };

it.each<[string, number, () => Promise<Response>]>([
  ["a message", 201, () => post(`${path}/messages`, { role: "user", content: TEXT })],
  ["a message with its answer", 201, () => post("/v1/chat/send", { content: TEXT, at: [{ targets: TARGETS }] })],
  ["an answer to a long conversation", 201, () => post(`${path}/answers`, { parent_id: said, targets: TARGETS })],
  ["an import", 201, () => post("/v1/chat/import", [{ title: "t", mapping: { node } }])],
  [
    "a count of tokens",
    200,
    () => post("/v1/messages/count_tokens", { model: "lab/m1", messages: [{ role: "user", content: TEXT }] }),
  ],
  ["a chat", 200, () => post("/v1/chat/completions", { model: "lab/m1", messages: [{ role: "user", content: TEXT }] })],
])("%s is rejected while there is no memory for it, and leaves none reserved", async (_, status, call) => {
  const full = bodyMemory.begin();
  full.add(bodyMemory.maxBytes);
  const refused = await call();
  const { error } = (await refused.json()) as ErrorBody;
  full.release();
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(error.message).toMatch(/too many large requests/);
  const answer = await call();
  await answer.text();
  expect(answer.status).toBe(status);
  await server.harness.chat.answers.idle();
});

it("small requests are not rejected for lack of memory", async () => {
  const full = bodyMemory.begin();
  full.add(bodyMemory.maxBytes);
  const answer = await post(`${path}/messages`, { role: "user", content: "hi" });
  full.release();
  expect(answer.status).toBe(201);
});

it.each<[string, string, object]>([
  ["unpacked", "/v1/chat/completions", { model: "lab/m1", messages: [{ role: "user", content: "x" }] }],
  ["read", "/v1/embeddings", { model: "lab/e1", input: Array(400).fill("x".repeat(1_000)) }],
])("a request whose client disconnects while it is %s leaves no memory reserved", async (_, to, body) => {
  const before = (await server.usage()).length;
  const leave = (message: unknown) => {
    const { request } = message as { request: IncomingMessage };
    if (request.url === to) request.on("end", () => request.socket.destroy());
  };
  subscribe("http.server.request.start", leave);
  try {
    const call = fetch(server.url + to, {
      method: "POST",
      headers: { authorization: `Bearer ${server.key}`, "content-encoding": "gzip" },
      body: await promisify(gzip)(JSON.stringify(body)),
    });
    await expect(call).rejects.toThrow();
    await vi.waitFor(async () => expect(await server.usage()).toHaveLength(before + 1));
  } finally {
    unsubscribe("http.server.request.start", leave);
  }
});
