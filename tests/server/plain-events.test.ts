import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonEvent, SseBatch } from "@/lib/net/sse";
import { ChatChunk, plainBodies, plainEnd } from "@/lib/server/chat/chat-event";

const chunk = (choice: object, more: object = {}) =>
  jsonEvent({ id: "c", choices: [{ index: 0, finish_reason: null, ...choice }], ...more }).toString("latin1");
const plain = fc.string({ unit: "binary" }).map((content) => chunk({ delta: { content } }));
const other = fc.constantFrom(
  chunk({ delta: {}, finish_reason: "stop" }),
  chunk({ delta: { reasoning: "hm" } }),
  chunk({ delta: { tool_calls: [{ index: 0 }] } }),
  chunk({ delta: {} }, { usage: { prompt_tokens: 1 } }),
  chunk({ delta: {} }, { error: { message: "no" } }),
  'data: {"object":"error"}\n\n',
  "data: [DONE]\n\n",
  ": a comment\n\n",
  "event: error\ndata: {}\n\n",
  'data: {"a":\ndata: 1}\n\n',
  "data: { breaks off\n\n",
  "\n",
);
const stream = fc.array(fc.oneof({ weight: 4, arbitrary: plain }, other), { maxLength: 8 });

describe("the plain events at the start of a batch", () => {
  it("are those that no single look finds notable, and the next one is", () => {
    let most = 0;
    fc.assert(
      fc.property(stream, (events) => {
        const batch = new SseBatch(Buffer.from(events.join(""), "latin1"));
        const end = plainEnd(batch.ascii, 0);
        const before = end === 0 ? [] : new SseBatch(batch.bytes.subarray(0, end)).events;
        most = Math.max(most, before.length);
        expect(before.map((event) => new ChatChunk(event).isNotable)).not.toContain(true);
        const [next] = batch.eventsFrom(end);
        if (next && batch.skipBreaks(end) === end) expect(new ChatChunk(next).isNotable).toBe(true);
      }),
      { numRuns: 500 },
    );
    expect(most).toBeGreaterThan(3);
  });

  it.each(['{"a":1},{"b":2}', '{"a":"x}', "{}", "{ breaks off }"])(
    "have the bodies that each has alone, with %s",
    (odd) => {
      fc.assert(
        fc.property(fc.array(fc.oneof(plain, fc.constant(`data: ${odd}\n\n`)), { minLength: 1 }), (events) => {
          const { bytes, events: split } = new SseBatch(Buffer.from(events.join(""), "latin1"));
          const alone = split.map((event) => new ChatChunk(event).body).filter((body) => body !== null);
          expect(plainBodies(bytes)).toEqual(alone);
        }),
      );
    },
  );

  it("are split as the whole batch is", () => {
    fc.assert(
      fc.property(stream, (events) => {
        const { ascii, bytes } = new SseBatch(Buffer.from(events.join(""), "latin1"));
        const end = plainEnd(ascii, 0);
        const texts = (batch: SseBatch) => batch.events.map((event) => event.ascii);
        const parts = [bytes.subarray(0, end), bytes.subarray(end)].flatMap((part) => texts(new SseBatch(part)));
        expect(parts).toEqual(texts(new SseBatch(bytes)));
      }),
    );
  });
});
