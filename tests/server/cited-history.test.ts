import Anthropic from "@anthropic-ai/sdk";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

const MODEL = "lab/m1";
let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer([chatOffer("groq", MODEL), chatOffer("fireworks", "lab/n1")], { nativeGateway: true });
});
afterAll(() => server.stop());
beforeEach(() => {
  server.upstream.calls.length = 0;
  server.upstream.script("groq", "ok");
});

const post = (path: string, body: object) => server.postTo(path, { model: MODEL, ...body });
const ASK = { model: MODEL, max_tokens: 9, messages: [{ role: "user" as const, content: "hi" }] };
const PAGE = { url: "https://a.example/1", title: "A" };
const ANNOTATION = { type: "url_citation", ...PAGE, start_index: 0, end_index: 4 };

const SAID = "Blue";
const REAL = { type: "web_search_result_location", ...PAGE, cited_text: "x", encrypted_index: "theirs" };
const sent = () => server.upstream.calls.at(-1)?.body as { messages: { content: unknown }[] };

describe("an earlier answer with citations", () => {
  it("is read without them, and that is named, in Responses", async () => {
    const content = [{ type: "output_text", text: SAID, annotations: [ANNOTATION] }];
    const input = [
      { role: "assistant", content },
      { role: "user", content: "more" },
    ];
    const answer = await post("/responses", { input });
    expect([answer.status, answer.headers.get("x-gatewayz-ignored")]).toEqual([200, "input.annotations"]);
    expect(sent().messages[0]).toEqual({ role: "assistant", content: SAID });
  });

  it.each([
    ["of a page", REAL],
    [
      "of a document",
      { type: "char_location", cited_text: "x", document_index: 0, start_char_index: 0, end_char_index: 1 },
    ],
  ])("is read without them, and that is named, in Messages: %s", async (_, citation) => {
    const messages = [
      { role: "assistant", content: [{ type: "text", text: SAID, citations: [citation] }] },
      { role: "user", content: "more" },
    ];
    const answer = await post("/messages", { ...ASK, messages });
    expect([answer.status, answer.headers.get("x-gatewayz-ignored")]).toEqual([200, "messages.citations"]);
    expect(sent().messages[0]).toEqual({ role: "assistant", content: SAID });
  });

  it("is not named if its list of citations is empty", async () => {
    const content = [{ type: "output_text", text: SAID, annotations: [] }];
    const answer = await post("/responses", {
      input: [
        { role: "assistant", content },
        { role: "user", content: "x" },
      ],
    });
    expect(answer.headers.get("x-gatewayz-ignored")).toBeNull();
    const messages = [
      { role: "assistant", content: [{ type: "text", text: SAID, citations: null }] },
      { role: "user", content: "x" },
    ];
    expect((await post("/messages", { ...ASK, messages })).headers.get("x-gatewayz-ignored")).toBeNull();
  });

  it("returns to its gateway with that gateway's citations only", async () => {
    const theirs = { type: "text", text: SAID, citations: [REAL] };
    server.upstream.script("fireworks", (_, response) => {
      const usage = { input_tokens: 1, output_tokens: 1 };
      response.end(JSON.stringify({ type: "message", role: "assistant", content: [theirs], usage }));
    });
    server.upstream.script("groq", (_, response) => {
      const message = { role: "assistant", content: SAID, annotations: [ANNOTATION] };
      response.end(JSON.stringify({ choices: [{ index: 0, message, finish_reason: "stop" }] }));
    });
    const own = (await (await post("/messages", { ...ASK, model: "lab/n1" })).json()) as { content: object[] };
    const others = (await (await post("/messages", ASK)).json()) as { content: object[] };
    expect(own.content).toMatchObject([{ citations: [{ ...REAL, encrypted_index: "gz1.fireworks.d.theirs" }] }]);
    expect(others.content).toMatchObject([{ citations: [PAGE] }]);
    const plain = { type: "text", text: "More", citations: null };
    const messages = [
      { role: "assistant", content: [...own.content, ...others.content, plain] },
      { role: "user", content: "more" },
    ];
    expect((await post("/messages", { ...ASK, model: "lab/n1", messages })).status).toBe(200);
    expect(sent().messages[0]?.content).toEqual([theirs, { type: "text", text: SAID }, plain]);
  });
});

describe("a citation in a stream that is passed on", () => {
  it("can be sent back only to its gateway", async () => {
    const events = [
      { type: "message_start", message: { type: "message", role: "assistant", content: [], usage: {} } },
      { type: "content_block_start", index: 0, content_block: { type: "text", text: "", citations: [] } },
      { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: SAID } },
      { type: "content_block_delta", index: 0, delta: { type: "citations_delta", citation: REAL } },
      { type: "content_block_stop", index: 0 },
      { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { input_tokens: 1, output_tokens: 1 } },
      { type: "message_stop" },
    ];
    server.upstream.script("fireworks", (_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.end(events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(""));
    });
    const message = await new Anthropic({ baseURL: server.url, apiKey: server.key, maxRetries: 0 }).messages
      .stream({ ...ASK, model: "lab/n1" })
      .finalMessage();
    expect(message.content).toMatchObject([
      { text: SAID, citations: [{ ...REAL, encrypted_index: "gz1.fireworks.d.theirs" }] },
    ]);
  });
});
