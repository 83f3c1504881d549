import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

const OFFERS = [chatOffer("fireworks", "lab/native"), chatOffer("groq", "lab/chat"), chatOffer("groq", "lab/chat")];
let server: ChatServer;
beforeEach(async () => {
  server = await startChatServer(OFFERS, { nativeGateway: true });
});
afterEach(() => server.stop());

/** Parses, but ends in a stack overflow where it is written again. */
const DEEP = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;

const CHAT = `{"choices":[{"index":0,"message":{"role":"assistant","content":"a","annotations":${DEEP}}}],"deep":${DEEP}}`;
const NATIVE = `{"content":[${DEEP}],"output":[${DEEP}],"usage":{"input_tokens":1,"output_tokens":2}}`;
const CHUNKS = [`{"choices":[{"index":0,"delta":{"content":"a","x":${DEEP}}}]}`];
const EVENTS = [
  '{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a"}}',
  `{"type":"response.output_text.annotation.added","annotation":${DEEP}}`,
];

const answer = (body: string) => (_: unknown, response: ServerResponse) => void response.end(body);
const stream = (events: string[]) => (_: unknown, response: ServerResponse) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.end(events.map((event) => `data: ${event}\n\n`).join(""));
};
async function textOf(path: string, body: object): Promise<string> {
  const input =
    path === "/responses" ? { input: "hi" } : { messages: [{ role: "user", content: "hi" }], max_tokens: 9 };
  return (await server.postTo(path, { ...input, ...body })).text();
}

describe("JSON of thousands of levels from an upstream", () => {
  it.each([
    ["/messages", "lab/native", "Fireworks"],
    ["/messages", "lab/chat", "Groq"],
    ["/responses", "lab/native", "Fireworks"],
    ["/responses", "lab/chat", "Groq"],
    ["/chat/completions", "lab/chat", "Groq"],
  ])("is a fault of the gateway in a whole answer: %s of %s", async (path, model, name) => {
    server.upstream.script("fireworks", answer(NATIVE));
    server.upstream.script("groq", answer(CHAT));
    expect(await textOf(path, { model })).toContain(`${name} answered truncated or invalid JSON`);
  });

  it.each([
    ["/messages", "lab/native", "Fireworks sent an event that is not JSON"],
    ["/messages", "lab/chat", "Groq sent an event that is not JSON"],
    ["/responses", "lab/native", "Fireworks sent an event that is not JSON"],
    ["/responses", "lab/chat", "Groq sent an event that is not JSON"],
    ["/chat/completions", "lab/chat", "Groq sent an event that is not JSON"],
  ])("ends a stream with an error that the client gets: %s of %s", async (path, model, error) => {
    server.upstream.script("fireworks", stream(EVENTS));
    server.upstream.script("groq", stream(CHUNKS));
    expect(await textOf(path, { model, stream: true })).toContain(error);
  });
});

describe("a whole answer that is not a JSON object", () => {
  it.each([
    ["", "nothing instead of JSON"],
    ["<html>", "HTML instead of JSON"],
    ['{"choices":', "truncated or invalid JSON"],
    ["[1]", "JSON that is not an object"],
    ["null", "JSON that is not an object"],
    ['"sorry"', "JSON that is not an object"],
  ])("is a fault of the gateway that says what it is: %s", async (body, what) => {
    server.upstream.script("groq", answer(body));
    expect(await textOf("/chat/completions", { model: "lab/chat" })).toContain(`Groq answered ${what}`);
  });
});
