import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ChatRequest } from "@/lib/contract/chat";
import { isPlainChat } from "@/lib/contract/plain-chat";

const odd = fc.constantFrom<unknown>(
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 53,
  Number.POSITIVE_INFINITY,
  "",
  "x",
  "y".repeat(500),
  [],
  {},
  [[]],
  7n,
);
const often = <T>(common: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 30, arbitrary: common }, { weight: 1, arbitrary: odd });
const part = often(fc.record({ type: often(fc.constant("text")), text: odd }));
const content = often(fc.oneof(fc.string(), fc.constant(null), fc.array(part, { maxLength: 3 })));
const message = often(fc.record({ role: often(fc.constant("user")), content, name: odd }, { requiredKeys: ["role"] }));
const count = often(fc.integer({ min: 1, max: 9_000 }));
const request = fc.record(
  {
    model: often(fc.constantFrom("m", "lab/m1")),
    messages: often(fc.array(message, { maxLength: 4 })),
    stream: often(fc.boolean()),
    stream_options: often(fc.record({ include_usage: often(fc.boolean()), other: odd }, { requiredKeys: [] })),
    max_tokens: count,
    max_completion_tokens: count,
    n: often(fc.constant(null)),
    tools: often(fc.array(often(fc.record({ type: odd })), { maxLength: 2 })),
    models: often(fc.constant(null)),
    provider: often(fc.constant(null)),
    temperature: odd,
  },
  { requiredKeys: ["model", "messages"] },
);

describe("a plain chat", () => {
  it("is one that the schema accepts and leaves as it is", () => {
    let plain = 0;
    fc.assert(
      fc.property(request, (body) => {
        if (!isPlainChat(body)) return;
        plain++;
        expect(ChatRequest.parse(body)).toEqual(body);
      }),
      { numRuns: 2_000 },
    );
    expect(plain).toBeGreaterThan(100);
  });

  it("is every request that common clients send", () => {
    const messages = [
      { role: "system", content: "Be brief." },
      {
        role: "user",
        content: [
          { type: "text", text: "Hi" },
          { type: "image_url", image_url: { url: "data:" } },
        ],
      },
      { role: "assistant", content: null, tool_calls: [{ id: "c", type: "function" }] },
      { role: "tool", tool_call_id: "c", content: "{}" },
    ];
    const tools = [{ type: "function", function: { name: "f", parameters: {} } }];
    const stream = { stream: true, stream_options: { include_usage: true } };
    expect(isPlainChat({ model: "m", messages, tools, ...stream, max_tokens: 5, temperature: 0.2 })).toBe(true);
    expect(isPlainChat({ model: "m", messages, stream: null, max_tokens: null, provider: null })).toBe(true);
  });

  it("has no key that the schema would drop", () => {
    const [outer, inner] = [
      '{"__proto__":{},"model":"m","messages":[{"role":"user"}]}',
      '{"model":"m","messages":[{"__proto__":{},"role":"user"}]}',
    ];
    expect([outer, inner].map((text) => isPlainChat(JSON.parse(text)))).toEqual([false, false]);
  });
});
