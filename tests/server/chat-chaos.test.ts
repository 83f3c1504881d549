import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ErrorBody } from "@/lib/contract/error";
import type { Script } from "../fakes/scripted-upstream";
import { eventsIn } from "../net/events-in";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

/** The outcome of a fault: the complete answer, an error with this status and type, or a stream with an error. */
type Outcome = { text: string; from: string } | { status: number; type: string } | { cut: string; type: string };

const HELLO = "Hello world";
const GROQ = { text: HELLO, from: "groq" };
const TOGETHER = { text: HELLO, from: "together" };
const fails = (status: number, type: string): Outcome => ({ status, type });
const DOWN = fails(503, "provider_unavailable");
const LATE = fails(504, "timeout");
const X2000 = { text: "x".repeat(2_000), from: "groq" };
const Y5M = { text: "y".repeat(5 << 20), from: "groq" };

/**
 * One offer complete, one offer streamed, two offers complete, two offers streamed. The first of the two has the fault.
 */
const MATRIX: Record<string, [Outcome, Outcome, Outcome, Outcome]> = {
  refused: [DOWN, DOWN, TOGETHER, TOGETHER],
  "500": [DOWN, DOWN, TOGETHER, TOGETHER],
  "503": [fails(503, "provider_overloaded"), fails(503, "provider_overloaded"), TOGETHER, TOGETHER],
  "429": [fails(429, "rate_limit_exceeded"), fails(429, "rate_limit_exceeded"), TOGETHER, TOGETHER],
  "401": [DOWN, DOWN, TOGETHER, TOGETHER],
  html502: [DOWN, DOWN, TOGETHER, TOGETHER],
  malformed: [DOWN, DOWN, TOGETHER, TOGETHER],
  cutBefore: [DOWN, DOWN, TOGETHER, TOGETHER],
  cutMid: [
    DOWN,
    { cut: "Hello", type: "provider_unavailable" },
    TOGETHER,
    { cut: "Hello", type: "provider_unavailable" },
  ],
  errorEvent: [
    fails(503, "provider_overloaded"),
    { cut: "Hello", type: "provider_overloaded" },
    TOGETHER,
    { cut: "Hello", type: "provider_overloaded" },
  ],
  // A stream that waits longer than a keep-alive has started with comments, so its error is in the stream.
  hang: [LATE, { cut: "", type: "timeout" }, TOGETHER, TOGETHER],
  slow: [GROQ, GROQ, GROQ, GROQ],
  tiny: [X2000, X2000, X2000, X2000],
  big: [Y5M, Y5M, Y5M, Y5M],
};

let server: ChatServer;

beforeAll(async () => {
  const offers = Object.keys(MATRIX).flatMap((fault) =>
    ["whole", "stream"].flatMap((how) => {
      const first = fault === "refused" ? "cerebras" : "groq";
      const facts = first === "cerebras" ? { pricing: { prompt: "0.0000001", completion: "0.0000001" } } : {};
      // Each cell has its own models, so that no breaker carries over.
      const [one, two] = [`lab/alone-${fault}-${how}x`, `lab/both-${fault}-${how}x`];
      return [chatOffer(first, one, facts), chatOffer(first, two, facts), chatOffer("together", two)];
    }),
  );
  server = await startChatServer(offers);
});
afterAll(() => server.stop());

const CELLS = Object.entries(MATRIX).flatMap(([fault, outcomes]) =>
  outcomes.map((outcome, i) => {
    const [alone, stream] = [i < 2, i % 2 === 1];
    return {
      fault,
      alone,
      stream,
      outcome,
      name: `${fault}, ${alone ? "one offer" : "two offers"}, ${stream ? "streamed" : "whole"}`,
    };
  }),
);

describe.each(CELLS)("$name", ({ fault, alone, stream, outcome }) => {
  it("has the expected outcome and leaves no connection open", async () => {
    if (fault !== "refused") server.upstream.script("groq", fault as Script);
    const model = `lab/${alone ? "alone" : "both"}-${fault}-${stream ? "stream" : "whole"}x`;
    const response = await server.post({ model, stream, messages: [{ role: "user", content: "hi" }] });
    const text = await response.text();
    const { chat } = server.harness;
    await expect.poll(() => [server.upstream.open(), chat.pools.running, chat.chat.running]).toEqual([0, 0, 0]);
    const [record] = await server.usage();
    if ("status" in outcome) {
      const { error } = JSON.parse(text) as ErrorBody;
      expect([response.status, error.error_type]).toEqual([outcome.status, outcome.type]);
      expect(error.message).not.toContain("<");
      expect([record?.outcome, record?.cost_usd]).toEqual(["error", null]);
    } else if ("cut" in outcome) {
      const events = bodiesOf(text);
      expect(response.status).toBe(200);
      expect(textOf(events)).toBe(outcome.cut);
      expect(events.at(-1)).toMatchObject({ error: { error_type: outcome.type } });
      expect(events.at(-1)).not.toHaveProperty("choices");
      expect(text).not.toContain("[DONE]");
      expect(["interrupted", "error"]).toContain(record?.outcome);
    } else {
      expect(response.status).toBe(200);
      const told = stream ? bodiesOf(text) : [JSON.parse(text)];
      expect(stream ? textOf(told) : told[0].choices[0].message.content).toBe(outcome.text);
      if (stream) expect(text.endsWith("data: [DONE]\n\n")).toBe(true);
      const last = told.at(-1);
      expect(last.gatewayz.gateway).toBe(outcome.from);
      expect(last.usage).toMatchObject({ prompt_tokens: 7, completion_tokens: 3 });
      expect(last.usage.cost).toBeGreaterThan(0);
      expect(record).toMatchObject({ outcome: "ok", gateway: outcome.from, completion_tokens: 3 });
      if (stream && fault === "slow") expect(text).toMatch(/^: /);
    }
  });
});

type Body = Record<string, never> & { choices: { delta: { content?: string } }[] };

function bodiesOf(text: string): ReturnType<typeof JSON.parse>[] {
  return eventsIn(Buffer.from(text)).flatMap((event) => {
    const data = event.data;
    return data === null || data === "[DONE]" ? [] : [JSON.parse(data)];
  });
}

function textOf(bodies: Body[]): string {
  return bodies.flatMap(({ choices = [] }) => choices.map(({ delta }) => delta.content ?? "")).join("");
}
