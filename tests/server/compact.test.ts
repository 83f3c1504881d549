import OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

const MODEL = "lab/able-model";
let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer([chatOffer("groq", MODEL), chatOffer("fireworks", "lab/native")], {
    nativeGateway: true,
  });
});
afterAll(() => server.stop());
beforeEach(() => {
  server.upstream.calls.length = 0;
  server.upstream.script("groq", "ok");
});

async function post(path: string, body: object) {
  const response = await server.postTo(path, { model: MODEL, ...body });
  return { status: response.status, body: JSON.parse(await response.text()) };
}
const sent = () => server.upstream.calls.at(-1)?.body.messages as { role: string; content: unknown }[];
const HISTORY = [
  { role: "user", content: [{ type: "input_text", text: "Fix a.py" }] },
  { type: "reasoning", summary: [], encrypted_content: "theirs" },
  { type: "function_call", call_id: "c1", name: "read", arguments: "{}" },
  { type: "function_call_output", call_id: "c1", output: "print()" },
  { type: "message", role: "assistant", content: [{ type: "output_text", text: "Done." }] },
];

/** The model writes this. */
const writes = (content: string | null) =>
  server.upstream.script("groq", (_, response) => {
    const choices = [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }];
    const usage = { prompt_tokens: 7, completion_tokens: 3 };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ choices, usage }));
  });

describe("POST /v1/responses/compact", () => {
  it("returns the user's messages and the model's summary, from which the conversation continues", async () => {
    const { status, body } = await post("/responses/compact", { instructions: "Be brief.", input: HISTORY });
    expect([status, body.object]).toEqual([200, "response.compaction"]);
    expect(body.output).toMatchObject([
      { type: "message", role: "user", content: [{ type: "input_text", text: "Fix a.py" }] },
      { type: "compaction", encrypted_content: expect.any(String) },
    ]);
    expect(body.usage).toMatchObject({ input_tokens: 7, output_tokens: 3 });
    expect(sent().map(({ role }) => role)).toEqual(["system", "user", "assistant", "tool", "assistant", "user"]);
    expect(server.upstream.calls.at(-1)?.body).not.toHaveProperty("tools");
    for (const model of [MODEL, "lab/native"]) {
      const next = await post("/responses", { model, input: [...body.output, { role: "user", content: "Go on." }] });
      expect(next.status).toBe(200);
      expect(sent().map(({ content }) => content)).toEqual([
        "Fix a.py",
        expect.stringContaining("Hello world"),
        "Go on.",
      ]);
    }
    const again = await post("/responses/compact", { input: [...body.output, { role: "user", content: "Go on." }] });
    expect(again.body.output.map(({ type }: { type: string }) => type)).toEqual(["message", "message", "compaction"]);
  });

  it("continues from a stored response, by OpenAI's client", async () => {
    const openai = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: server.key, maxRetries: 0 });
    const { id } = await openai.responses.create({ model: MODEL, input: "hi" });
    const { output } = await openai.responses.compact({ model: MODEL as never, previous_response_id: id });
    expect(output).toMatchObject([{ role: "user", content: "hi" }, { type: "compaction" }]);
  });

  it("returns errors in the format of Responses", async () => {
    expect(await post("/responses/compact", { input: [] })).toMatchObject({
      status: 400,
      body: { error: { param: "input" } },
    });
    expect(await post("/responses/compact", { model: "lab/none", input: "hi" })).toMatchObject({ status: 404 });
  });

  it("has no thinking in its summary", async () => {
    writes("<think>\nWhat did they want?\n</think>\n\nFix a.py, which is done.");
    const { body } = await post("/responses/compact", { input: HISTORY });
    await post("/responses", { input: body.output });
    expect(sent().at(-1)?.content).toMatch(/:\n\nFix a\.py, which is done\.$/);
  });

  it.each([null, "", "<think>\nHm"])("loses nothing if the model writes no summary: %j", async (content) => {
    writes(content);
    const { status, body } = await post("/responses/compact", { input: HISTORY });
    expect([status, body.output]).toMatchObject([200, HISTORY]);
    expect(body.usage).toMatchObject({ input_tokens: 7, output_tokens: 3 });
  });

  it("omits items that OpenAI compacted, and names them", async () => {
    const answer = await fetch(`${server.url}/v1/responses`, {
      method: "POST",
      headers: { authorization: `Bearer ${server.key}` },
      body: JSON.stringify({ model: MODEL, input: [{ type: "compaction", encrypted_content: "gAAA" }, ...HISTORY] }),
    });
    expect([answer.status, answer.headers.get("x-gatewayz-ignored")]).toEqual([200, "input.compaction"]);
    await answer.text();
  });
});

describe("a response whose input ends with a compaction_trigger", () => {
  const TRIGGER = { type: "compaction_trigger" };
  const asked = { model: MODEL, instructions: "Be brief.", input: [...HISTORY, TRIGGER], store: false };
  const TOOLS = [{ type: "function", name: "read", parameters: { type: "object" } }];
  /** What Codex sends in place of the history. */
  const after = (output: object[]) => [HISTORY[0], ...output, { role: "user", content: "Go on." }];

  it.each(["lab/native", MODEL])(
    "is one item with a summary, from which the conversation continues, streamed: %s",
    async (model) => {
      const openai = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: server.key, maxRetries: 0 });
      const stream = await openai.responses.create({ ...asked, model, tools: TOOLS, stream: true } as never);
      const events: { type: string; item?: object; response?: { output: object[]; usage: object } }[] = [];
      for await (const event of stream as unknown as AsyncIterable<(typeof events)[number]>) events.push(event);
      expect(events.map(({ type }) => type)).toEqual([
        "response.created",
        "response.in_progress",
        "response.output_item.added",
        "response.output_item.done",
        "response.completed",
      ]);
      const item = { id: expect.stringMatching(/^cmp_/), type: "compaction", encrypted_content: expect.any(String) };
      expect(events[3]?.item).toEqual(item);
      expect(events[4]?.response).toMatchObject({ output: [item], usage: { input_tokens: 7, output_tokens: 3 } });
      expect(sent().map(({ role }) => role)).toEqual(["system", "user", "assistant", "tool", "assistant", "user"]);
      expect(server.upstream.calls.at(-1)?.body).not.toHaveProperty("tools");
      await post("/responses", { input: after(events[4]?.response?.output ?? []) });
      expect(sent()[1]?.content).toMatch(/Hello world$/);
    },
  );

  it("is the same unstreamed, and is not compacted again when referenced", async () => {
    const first = await post("/responses", { ...asked, store: true });
    expect(first.body).toMatchObject({ object: "response", status: "completed", output: [{ type: "compaction" }] });
    const next = await post("/responses", { previous_response_id: first.body.id, input: "Go on." });
    expect(next.body.output).toMatchObject([{ type: "message" }]);
    expect(sent().map(({ content }) => content)).toEqual([
      "Fix a.py",
      expect.stringContaining("Hello world"),
      "Go on.",
    ]);
  });

  it.each(["", "<think>\nHm"])("fails if the model writes no summary: %j", async (content) => {
    writes(content);
    const { status, body } = await post("/responses", asked);
    expect([status, body.status, body.output]).toEqual([200, "failed", []]);
    expect(body.error.message).toContain("no summary");
  });

  it("is a 400 if there is nothing to summarize", async () => {
    expect(await post("/responses", { input: [TRIGGER] })).toMatchObject({ status: 400 });
  });
});
