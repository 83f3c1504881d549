import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import type { ErrorBody } from "@/lib/contract/error";
import { heldBodies } from "@/lib/server/routes/body-room";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

let server: ChatServer;
let path: string;
let said: number;
const TEXT = "x".repeat(300_000);
beforeAll(async () => {
  server = await startChatServer([chatOffer("groq", "lab/m1", { context_length: null })]);
  const { data } = (await (await post("/v1/chat/sessions", {})).json()) as { data: { id: number } };
  path = `/v1/chat/sessions/${data.id}`;
  const added = await post(`${path}/messages`, { role: "user", content: TEXT });
  said = ((await added.json()) as { data: { id: number } }).data.id;
});
afterAll(() => server.stop());
afterEach(() => expect(heldBodies.held).toBe(0));

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
])("%s is refused while there is no room for it, and leaves none taken", async (_, status, call) => {
  const full = heldBodies.begin();
  full.add(heldBodies.mostBytes);
  const refused = await call();
  const { error } = (await refused.json()) as ErrorBody;
  full.free();
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(error.message).toMatch(/too many large requests/);
  const answer = await call();
  await answer.text();
  expect(answer.status).toBe(status);
  await server.harness.chat.answers.idle();
});

it("small requests are not refused for want of room", async () => {
  const full = heldBodies.begin();
  full.add(heldBodies.mostBytes);
  const answer = await post(`${path}/messages`, { role: "user", content: "hi" });
  full.free();
  expect(answer.status).toBe(201);
});
