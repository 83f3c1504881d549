import { AzureOpenAI } from "openai";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { apiTarget, deploymentIn } from "@/lib/net/api-paths";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

const MODEL = "lab/able-model";
const messages = [{ role: "user" as const, content: "hi" }];
let server: ChatServer;
beforeAll(async () => {
  const embeds = { architecture: { input_modalities: ["text"], output_modalities: ["embeddings"] } };
  server = await startChatServer([chatOffer("groq", MODEL), chatOffer("together", "lab/embeds", embeds)]);
});
afterAll(() => server.stop());
beforeEach(() => {
  server.upstream.calls.length = 0;
});

const send = (path: string, body: string, headers: Record<string, string> = { "api-key": server.key }) =>
  fetch(server.url + path, { method: "POST", headers: { "content-type": "application/json", ...headers }, body });

describe("a path of Azure's", () => {
  it.each([
    ["/openai/v1/chat/completions?api-version=preview", "/v1/chat/completions?api-version=preview"],
    ["/openai/v1/responses/resp_1", "/v1/responses/resp_1"],
    ["/openai/responses?api-version=2025-04-01-preview", "/v1/responses?api-version=2025-04-01-preview"],
    ["/openai/models", "/v1/models"],
    ["/openai/deployments/m/chat/completions?api-version=1", "/v1/chat/completions?api-version=1&deployment=m"],
    ["/openai/deployments/lab/able-model/embeddings", "/v1/embeddings?deployment=lab%2Fable-model"],
    ["/openai/deployments/lab%2Fable/chat/completions/", "/v1/chat/completions?deployment=lab%2Fable"],
    ["/v1/openai/deployments/m/completions", "/v1/completions?deployment=m"],
    ["/openai/deployments/m/images/generations", "/v1/images/generations?deployment=m"],
  ])("is routed to ours: %s", (path, target) => {
    expect(apiTarget(path)).toBe(target);
  });

  it("names the model, whatever its parameters", () => {
    const path = "/openai/deployments/m/chat/completions?deployment=other&a=1";
    expect(deploymentIn(apiTarget(path))).toBe("m");
    for (const none of ["/v1/responses", "/v1/responses?a=1", "/v1/responses?deployment="])
      expect(deploymentIn(apiTarget(none))).toBeNull();
  });

  it.each([
    "/openai",
    "/openai/x",
    "/openai/deployments",
    "/openai/deployments/m",
    "/openaix/v1/models",
    "/openai/deployments/%E0%A4%A/embeddings",
  ])("is none of %s", (path) => {
    expect(apiTarget(path)).toBe(path);
  });
});

describe("Azure's client", () => {
  it("gets answers, whole and streamed", async () => {
    const azure = new AzureOpenAI({
      endpoint: server.url,
      apiKey: server.key,
      apiVersion: "2024-10-21",
      maxRetries: 0,
    });
    const whole = await azure.chat.completions.create({ model: MODEL, messages });
    expect(whole.choices[0]?.message.content).toBe("Hello world");
    let text = "";
    for await (const chunk of await azure.chat.completions.create({ model: MODEL, messages, stream: true }))
      text += chunk.choices[0]?.delta.content ?? "";
    expect(text).toBe("Hello world");
    expect((await azure.responses.create({ model: MODEL, input: "hi" })).output_text).toBe("Hello world");
  });

  it("is answered by the model in its path, whatever its body says", async () => {
    for (const body of [{ messages }, { model: "gpt-4o", messages }]) {
      const text = JSON.stringify(body);
      const answer = await send(`/openai/deployments/${MODEL}/chat/completions?api-version=1`, ` ${text}\n`);
      expect([answer.status, server.upstream.calls.at(-1)?.body.model]).toEqual([200, MODEL]);
      await answer.text();
    }
  });

  it("reads the errors of an unknown deployment, a bad body, and a bad key", async () => {
    const path = "/openai/deployments/lab%2Fnone/chat/completions";
    const unknown = await send(path, JSON.stringify({ messages }));
    expect([unknown.status, await unknown.text()]).toEqual([404, expect.stringContaining("lab/none")]);
    for (const body of ["{}", "", "[]", "}", '{"messages":']) expect((await send(path, body)).status).toBe(400);
    expect((await send(path, "{}", { "api-key": "none" })).status).toBe(401);
  });
});
