import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ReplyFacts } from "@/lib/contract/chat";
import { settled } from "@/lib/server/chat/reply";

const facts: ReplyFacts = {
  request_id: "r",
  gateway: "groq",
  native_id: "n",
  model: "m",
  own_key: false,
  attempts: [],
};
const usage = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 };

describe("a gateway's JSON with its usage settled", () => {
  it("says what it said, with the new usage and who answered, however it is written", () => {
    const text = fc.oneof(
      fc.string(),
      fc.constant('"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}'),
    );
    const extra = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 });
    fc.assert(
      fc.property(text, extra, extra, fc.constantFrom(undefined, 1, "\t"), (content, before, after, space) => {
        const choices = [{ message: { content, usage: after.usage } }];
        const body = { ...before, choices, usage, ...after } as Record<string, unknown>;
        const told = JSON.parse(settled(JSON.stringify(body, null, space), body, { ...usage, cost: 1 }, facts));
        expect(told).toEqual(JSON.parse(JSON.stringify({ ...body, usage: { ...usage, cost: 1 }, gatewayz: facts })));
      }),
    );
  });

  it("passes on the bytes of everything else as they came", () => {
    const text = `{"id":"1","choices":[{"logprob":1.50,"text":"\\u00e9"}],"usage":${JSON.stringify(usage)},"x":1e2}\n`;
    const told = settled(text, JSON.parse(text), { ...usage, cost: null }, facts);
    expect(told).toContain('"choices":[{"logprob":1.50,"text":"\\u00e9"}]');
    expect(told).toContain('"cost":null},"x":1e2,"gatewayz":{"request_id":"r"');
  });
});
