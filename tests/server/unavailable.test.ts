import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ErrorBody } from "@/lib/contract/error";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer([chatOffer("groq", "lab/m1")]);
});
afterAll(() => server.stop());

const post = (path: string, body: object) =>
  fetch(server.url + path, {
    method: "POST",
    headers: { authorization: `Bearer ${server.key}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });

describe("a path of another API", () => {
  it.each([
    ...["/v1/moderations", "/v1/images/generations", "/v1/audio/speech", "/v1/files", "/v1/batches/batch_1"],
    ...["/v1/conversations", "/v1/realtime/sessions", "/openai/deployments/m/images/edits"],
  ])("%s returns 404 with an alternative", async (path) => {
    const answer = await post(path, { model: "lab/m1", input: "hello" });
    const { error } = (await answer.json()) as ErrorBody;
    expect([answer.status, error.type, error.code]).toEqual([404, "invalid_request_error", "unknown_url"]);
    expect(error.message).toContain("is not available here");
    expect(error.message).toContain("/v1/embeddings");
  });

  it("is rejected in Anthropic's format if it is one of Anthropic's", async () => {
    const answer = await post("/v1/messages/batches", { requests: [] });
    const message = expect.stringContaining("/v1/messages/batches is not available here");
    const error = { type: "not_found_error", message };
    expect([answer.status, await answer.json()]).toEqual([404, expect.objectContaining({ type: "error", error })]);
  });
});

describe("POST /v1/responses/input_tokens", () => {
  const count = async (body: object) =>
    (await (await post("/v1/responses/input_tokens", body)).json()) as { object: string; input_tokens: number };

  it("counts what a request for a response would send", async () => {
    const short = await count({ model: "lab/m1", input: "hi" });
    expect(short).toEqual({ object: "response.input_tokens", input_tokens: expect.any(Number) });
    const tools = [
      { type: "function", name: "look", parameters: { type: "object", properties: { a: { type: "string" } } } },
    ];
    const long = await count({ input: "hi", instructions: "word ".repeat(100), tools });
    expect(long.input_tokens).toBeGreaterThan(short.input_tokens + 100);
    const made = (await (await post("/v1/responses", { model: "lab/m1", input: "word ".repeat(50) })).json()) as {
      id: string;
    };
    expect((await count({ previous_response_id: made.id, input: "hi" })).input_tokens).toBeGreaterThan(50);
    expect((await post("/v1/responses/input_tokens", { input: 5 })).status).toBe(400);
  });
});
