import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

const MODEL = "anthropic/claude-opus-5";
const messages = [{ role: "user", content: "hi" }];
let server: ChatServer;
beforeAll(async () => {
  const ids = [MODEL, "lab/quick-fast", "lab/deep-thinking-high"];
  server = await startChatServer(
    ids.map((id) => chatOffer("groq", id, { supported_parameters: ["reasoning_effort"] })),
  );
});
afterAll(() => server.stop());

async function ask(body: object, path = "/chat/completions") {
  const from = server.upstream.calls.length;
  const response = await server.postTo(path, { messages, ...body });
  await response.text();
  const call = server.upstream.calls.slice(from).at(-1)?.body;
  const ignored = response.headers.get("x-gatewayz-ignored");
  return { status: response.status, ignored, model: call?.model, effort: call?.reasoning_effort };
}

// https://docs.litellm.ai/docs/tutorials/cursor_integration
describe("a variant of a model", () => {
  it.each([
    [`${MODEL}-thinking-high`, "high", null],
    ["claude-opus-5-thinking-low-fast", "low", "-fast"],
    ["claude-opus-5-fast", undefined, "-fast"],
  ])("named %s is the model, with its effort", async (model, effort, ignored) => {
    expect(await ask({ model })).toEqual({ status: 200, ignored, model: MODEL, effort });
    expect(await ask({ model, stream: true })).toEqual({ status: 200, ignored, model: MODEL, effort });
  });

  it("keeps the effort of its request, in every protocol", async () => {
    const model = "claude-opus-5-thinking-high";
    expect(await ask({ model, reasoning_effort: "low" })).toMatchObject({ model: MODEL, effort: "low" });
    const responses = { model, input: "hi", messages: undefined, store: false };
    expect(await ask(responses, "/responses")).toMatchObject({ model: MODEL, effort: "high" });
    expect(await ask({ model, max_tokens: 9 }, "/messages")).toMatchObject({ model: MODEL, effort: "high" });
  });

  it("is not the name of another model", async () => {
    for (const model of ["lab/quick-fast", "lab/deep-thinking-high"])
      expect(await ask({ model })).toEqual({ status: 200, ignored: null, model, effort: undefined });
    for (const model of ["lab/nothing-fast", "lab/nothing-thinking-high", `${MODEL}-thinking-lots`, "-fast"])
      expect(await ask({ model })).toMatchObject({ status: 404, model: undefined });
  });
});
