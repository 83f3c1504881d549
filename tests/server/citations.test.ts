import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

const MODEL = "lab/m1";
let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer([chatOffer("groq", MODEL)]);
});
afterAll(() => server.stop());
beforeEach(() => {
  server.upstream.calls.length = 0;
  server.upstream.script("groq", "ok");
});

const USAGE = { prompt_tokens: 7, completion_tokens: 3 };
const page = (more: object) => ({ type: "url_citation", url_citation: { url: "https://a.example/1", ...more } });
const CITED = page({ title: "A", content: "The sky is blue.", start_index: 0, end_index: 4 });
const ANNOTATION = {
  type: "url_citation",
  url: "https://a.example/1",
  title: "A",
  content: "The sky is blue.",
  start_index: 0,
  end_index: 4,
};
const LOCATION = {
  type: "web_search_result_location",
  url: "https://a.example/1",
  title: "A",
  cited_text: "The sky is blue.",
  encrypted_index: expect.any(String),
};

/** Groq answers with this message. */
const answers = (message: object, more: object = {}) =>
  server.upstream.script("groq", (_, response) => {
    const choices = [{ index: 0, message: { role: "assistant", content: "Blue", ...message }, finish_reason: "stop" }];
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ id: "c1", choices, usage: USAGE, ...more }));
  });
/** Groq streams these deltas, and then such a last chunk. */
const streams = (deltas: object[], last: object = { choices: [], usage: USAGE }) =>
  server.upstream.script("groq", (_, response) => {
    const chunk = (delta: object, finish_reason: string | null) => ({
      id: "c1",
      choices: [{ index: 0, delta, finish_reason }],
    });
    const bodies = [...deltas.map((delta) => chunk(delta, null)), chunk({}, "stop"), last];
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(`${bodies.map((body) => `data: ${JSON.stringify(body)}\n\n`).join("")}data: [DONE]\n\n`);
  });

const post = (path: string, body: object) => server.postTo(path, { model: MODEL, ...body });
const openai = () => new OpenAI({ baseURL: `${server.url}/v1`, apiKey: server.key, maxRetries: 0 });
const anthropic = () => new Anthropic({ baseURL: server.url, apiKey: server.key, maxRetries: 0 });
const ASK = { model: MODEL, max_tokens: 9, messages: [{ role: "user" as const, content: "hi" }] };

const inResponse = async (stream: boolean) => {
  const asked = { model: MODEL, input: "hi", store: false };
  const response = stream
    ? await openai().responses.stream(asked).finalResponse()
    : await openai().responses.create(asked);
  return response.output.flatMap((item) => (item.type === "message" ? item.content : []));
};
const inMessage = async (stream: boolean) => {
  const message = stream
    ? await anthropic().messages.stream(ASK).finalMessage()
    : await anthropic().messages.create(ASK);
  return message.content;
};

describe.each([
  ["whole", false],
  ["streamed", true],
])("pages that a %s answer cites", (_, stream) => {
  const cites = (...annotations: object[]) => {
    if (stream) streams([{ content: "Bl" }, { content: "ue", annotations }]);
    else answers({ annotations });
  };

  it("are annotations of a response", async () => {
    cites(CITED);
    expect(await inResponse(stream)).toMatchObject([{ type: "output_text", text: "Blue", annotations: [ANNOTATION] }]);
  });

  it("are citations of a message", async () => {
    cites(CITED);
    expect(await inMessage(stream)).toEqual([{ type: "text", text: "Blue", citations: [LOCATION] }]);
  });

  it("cover the whole text if their position is unknown, and have their URL as title if they have none", async () => {
    cites(page({}));
    expect(await inResponse(stream)).toMatchObject([
      { annotations: [{ title: "https://a.example/1", start_index: 0, end_index: 4 }] },
    ]);
    expect(await inMessage(stream)).toMatchObject([{ citations: [{ title: null, cited_text: "" }] }]);
  });

  it("are included if the gateway lists their URLs next to the answer", async () => {
    const citations = ["https://a.example/1", "https://b.example/2"];
    if (stream) streams([{ content: "Blue" }], { choices: [], usage: USAGE, citations });
    else answers({}, { citations });
    const shown = citations.map((url) => ({ url }));
    expect(await inResponse(stream)).toMatchObject([{ annotations: shown }]);
    expect(await inMessage(stream)).toMatchObject([{ citations: shown }]);
  });

  it("are cited once if the gateway names them twice", async () => {
    const citations = ["https://a.example/1"];
    if (stream) streams([{ content: "Blue", annotations: [CITED] }], { choices: [], usage: USAGE, citations });
    else answers({ annotations: [CITED] }, { citations });
    expect(await inMessage(stream)).toMatchObject([{ citations: [{ title: "A" }] }]);
  });
});

describe("what an answer cites and its protocol cannot carry", () => {
  const FILE = { type: "document_citation", document_citation: { document_id: "1", start_index: 0, end_index: 2 } };
  const named = { gatewayz: { ignored: ["annotations.document_citation"] } };

  it.each(["/responses", "/messages"])("is named in a whole answer of %s", async (path) => {
    answers({ annotations: [FILE, CITED] });
    const answer = await post(path, { ...ASK, input: "hi" });
    expect(answer.headers.get("x-gatewayz-ignored")).toContain("annotations.document_citation");
    expect(await answer.json()).toMatchObject(named);
  });

  it.each(["/responses", "/messages"])("is named at the end of a stream of %s", async (path) => {
    streams([{ content: "Blue", annotations: [FILE] }]);
    const answer = await post(path, { ...ASK, input: "hi", stream: true });
    expect(await answer.text()).toContain('"ignored":["annotations.document_citation"]');
  });

  it("is named if there is no text left to cite", async () => {
    const call = { index: 0, id: "t1", type: "function", function: { name: "f", arguments: "{}" } };
    streams([{ content: "Blue" }, { tool_calls: [call] }, { content: "", annotations: [CITED] }]);
    for (const path of ["/responses", "/messages"]) {
      const answer = await post(path, { ...ASK, input: "hi", stream: true });
      expect(await answer.text()).toContain('"ignored":["annotations.url_citation"]');
    }
  });

  it("is not named if nothing is lost", async () => {
    answers({ annotations: [CITED] });
    const answer = await post("/messages", ASK);
    expect(answer.headers.get("x-gatewayz-ignored")).toBeNull();
    expect((await answer.json()) as object).not.toHaveProperty("gatewayz.ignored");
  });
});

describe("a chat stream", () => {
  it("has the citations that its gateway sends after the end of the text", async () => {
    streams([{ content: "Blue" }], { choices: [], usage: USAGE, citations: ["https://a.example/1"] });
    const text = await (await post("/chat/completions", { ...ASK, stream: true })).text();
    expect(text).toContain('"citations":["https://a.example/1"]');
    expect(text.match(/"usage":\{/g)).toHaveLength(1);
  });
});
