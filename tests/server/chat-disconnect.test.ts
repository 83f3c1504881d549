import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chunk } from "../fakes/scripted-upstream";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

const MODEL = "lab/able-model";
const body = { model: MODEL, messages: [{ role: "user", content: "hi" }] };
let server: ChatServer;

beforeAll(async () => {
  server = await startChatServer([chatOffer("groq", MODEL)], { times: { wholeMs: 60_000, silenceMs: 60_000 } });
});
afterAll(() => server.stop());

describe("a client disconnect closes the upstream connection", () => {
  it.each([false, true])("before the headers, streamed: %s", async (stream) => {
    server.upstream.script("groq", "hang");
    const leave = new AbortController();
    const next = server.upstream.next();
    const answered = expect(post({ ...body, stream }, leave.signal)).rejects.toThrow();
    const call = await next;
    leave.abort();
    await call.closed;
    await answered;
    await expectRecord({ outcome: "cancelled", stream: stream ? 1 : 0 });
  });

  it("during a complete response", async () => {
    server.upstream.script("groq", (_, response) => {
      response.writeHead(200, { "content-type": "application/json" }).write('{"choices":[');
    });
    const leave = new AbortController();
    const next = server.upstream.next();
    const answered = expect(post(body, leave.signal)).rejects.toThrow();
    const call = await next;
    leave.abort();
    await call.closed;
    await answered;
    await expectRecord({ outcome: "cancelled" });
  });

  it("during a stream, and what was received is counted", async () => {
    server.upstream.script("groq", ({ body }, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(chunk(body.model, { content: "one two three" }));
    });
    const leave = new AbortController();
    const next = server.upstream.next();
    const response = await post({ ...body, stream: true }, leave.signal);
    const reader = response.body?.getReader();
    await reader?.read();
    leave.abort();
    await (await next).closed;
    await expectRecord({ outcome: "cancelled", completion_tokens: 3, estimated: 1 });
  });

  it("while comments keep a slow stream alive", async () => {
    server.upstream.script("groq", "hang");
    const leave = new AbortController();
    const next = server.upstream.next();
    const response = await post({ ...body, stream: true }, leave.signal);
    const { value } = (await response.body?.getReader().read()) ?? {};
    expect(new TextDecoder().decode(value)).toMatch(/^: /);
    leave.abort();
    await (await next).closed;
    await expectRecord({ outcome: "cancelled", gateway: "groq" });
  });
});

function post(what: object, signal: AbortSignal): Promise<Response> {
  return server.post(what, { signal });
}

async function expectRecord(expected: object): Promise<void> {
  const { chat } = server.harness.chat;
  await expect.poll(() => [chat.running, server.upstream.open()]).toEqual([0, 0]);
  await expect.poll(async () => (await server.usage())[0]).toMatchObject(expected);
}
