import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, expect } from "vitest";
import type { UpstreamRequest } from "../fakes/scripted-upstream";
import { eventsIn } from "../net/events-in";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

/** Parts of unusual gateway responses. */
const FRAME = { id: "chatcmpl-1", object: "chat.completion.chunk", created: 1, model: "m" };
export const USAGE = { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 };
export const DONE = "data: [DONE]\n\n";
export const eventOf = (body: object): string => `data: ${JSON.stringify(body)}\n\n`;
export const chunkOf = (
  delta: object,
  finish_reason: string | null = null,
  index = 0,
  choice = {},
  more = {},
): string => eventOf({ ...FRAME, choices: [{ index, delta, finish_reason, ...choice }], ...more });
export const finishOf = (reason: string, index = 0, more = {}): string => chunkOf({}, reason, index, {}, more);
export const usageEvent = (usage: object = USAGE): string => eventOf({ ...FRAME, choices: [], usage });

/** A complete response whose choice has these fields. */
export const wholeOf = (choice: object = {}, more: object = {}) => ({
  ...FRAME,
  object: "chat.completion",
  choices: [{ index: 0, message: { role: "assistant", content: "Hello" }, finish_reason: "stop", ...choice }],
  usage: USAGE,
  ...more,
});

/** The JSON of the events in a text. */
export function bodiesOf(text: string): ReturnType<typeof JSON.parse>[] {
  return eventsIn(Buffer.from(text)).flatMap(({ data }) =>
    data === null || data === "[DONE]" ? [] : [JSON.parse(data)],
  );
}

/** The combined text of stream bodies or a complete response. */
export function saidIn(bodies: ReturnType<typeof JSON.parse>[]): string {
  return bodies
    .flatMap(({ choices = [] }) => choices)
    .map(({ delta, message }) => (delta ?? message)?.content ?? "")
    .join("");
}

/** What a gateway does with a call. */
export type Play = (response: ServerResponse, call: UpstreamRequest) => void;

export const EVENTS = { "content-type": "text/event-stream" };
export const GOOD = chunkOf({ content: "Hello" }) + finishOf("stop") + usageEvent() + DONE;

/** Sends this body and ends. */
export const sends =
  (body: string | Buffer, headers: Record<string, string> = EVENTS): Play =>
  (response) =>
    void response.writeHead(200, headers).end(body);

/** Sends this body as JSON and ends. */
export const sendsJson = (body: object): Play => sends(JSON.stringify(body), { "content-type": "application/json" });

/** Sends these events, then resets the connection. */
export const resets =
  (body: string): Play =>
  (response) => {
    response.writeHead(200, EVENTS).write(body, () => response.socket?.resetAndDestroy());
  };

/** A gateway over one upstream; each call uses its own model, so that no breaker carries over. */
async function startOddServer(facts: Parameters<typeof chatOffer>[2] = {}, gateway = "groq") {
  const offers = Array.from({ length: 600 }, (_, i) => chatOffer(gateway, `lab/odd-model-${i}x`, facts));
  const server: ChatServer = await startChatServer(offers, { variables: { XAI_API_KEY: "k", GEMINI_API_KEY: "k" } });
  let serial = 0;
  const ask = async (play: Play, more: object = {}) => {
    server.upstream.script(gateway, (call, response) => play(response, call));
    const messages = [{ role: "user", content: "hi" }];
    const response = await server.post({ model: `lab/odd-model-${serial++}x`, messages, stream: true, ...more });
    const text = await response.text();
    const streamed = response.headers.get("content-type")?.includes("event-stream") ?? false;
    const bodies = streamed ? bodiesOf(text) : [JSON.parse(text)];
    return { status: response.status, text, bodies, last: bodies.at(-1), done: text.includes("[DONE]") };
  };
  return { ask, server, stop: () => server.stop() };
}

/** One such gateway for all tests of a file. */
export function withOddServer() {
  let odd: Awaited<ReturnType<typeof startOddServer>>;
  beforeAll(async () => {
    odd = await startOddServer();
  });
  afterAll(() => odd.stop());
  const ask: typeof odd.ask = (play, more) => odd.ask(play, more);
  return { ask, server: () => odd.server };
}

export type Asked = Awaited<ReturnType<Awaited<ReturnType<typeof startOddServer>>["ask"]>>;

/** Expects a complete answer with this text. */
export function expectWhole(answer: Omit<Asked, "done">, text = "Hello"): void {
  expect(answer.bodies.filter(({ error }) => error)).toEqual([]);
  expect([answer.status, saidIn(answer.bodies)]).toEqual([200, text]);
  if (answer.bodies.length > 1) expect(answer.text.endsWith("data: [DONE]\n\n")).toBe(true);
}

/** Expects an error; in a stream, one that every client sees. */
export function expectCut({ status, bodies, last, done }: Asked): void {
  expect(last.error?.message).toBeTypeOf("string");
  if (status !== 200) return;
  expect(last).not.toHaveProperty("choices");
  expect(bodies.filter(({ error }) => error)).toHaveLength(1);
  expect(done).toBe(false);
}
