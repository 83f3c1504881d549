import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ReplyFacts } from "@/lib/contract/chat";
import { type Bill, usageOf, withBilledUsage } from "@/lib/server/chat/reply";

const facts: ReplyFacts = {
  request_id: "r",
  gateway: "groq",
  native_id: "n",
  model: "m",
  own_key: false,
  attempts: [],
};

const bill = (body: Record<string, unknown>, cost: number | null, estimated = false): Bill => ({
  tokens: { prompt: 1, completion: 2, cached: 0 },
  cost,
  costSource: "computed",
  estimated,
  fields: body.usage as Record<string, unknown>,
});

describe("a gateway's JSON with its bill", () => {
  it("keeps its content and adds the cost and who answered, however it is written", () => {
    const key = fc.oneof(fc.string(), fc.constantFrom("usage", "cost", "estimated", "gatewayz", "}", '"usage":{'));
    const extra = fc.dictionary(key, fc.jsonValue(), { maxKeys: 3 });
    const text = fc.oneof(fc.string(), fc.constant('"usage":{"prompt_tokens":1}'));
    const cost = fc.option(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), { nil: null });
    const space = fc.constantFrom(undefined, 1, "\t");
    fc.assert(
      fc.property(text, extra, extra, extra, cost, space, (content, before, within, nested, usd, indent) => {
        const choices = [{ message: { content, ...nested } }];
        const used = { ...within, prompt_tokens: 1, completion_tokens: 2 };
        const written = JSON.stringify({ ...before, choices, usage: used }, null, indent);
        const body = JSON.parse(written) as Record<string, unknown>;
        const told = JSON.parse(withBilledUsage({ text: written, body, usage: usageOf(bill(body, usd)), facts }));
        const { cost: _, cost_source: __, estimated: ___, ...own } = body.usage as Record<string, unknown>;
        const paid = usd === null ? {} : { cost: usd, cost_source: "computed" };
        const usage = { ...own, total_tokens: 3, ...paid };
        expect(told).toEqual(JSON.parse(JSON.stringify({ ...body, usage, gatewayz: facts })));
      }),
    );
  });

  it("keeps all other bytes unchanged", () => {
    const text = `{"id":"1","choices":[{"logprob":1.50,"text":"\\u00e9"}],"usage":{"prompt_tokens":1.0,"completion_tokens":2,"d":{}},"x":1e2}\n`;
    const body = JSON.parse(text);
    const told = withBilledUsage({ text, body, usage: usageOf(bill(body, null, true)), facts });
    expect(told).toContain('"choices":[{"logprob":1.50,"text":"\\u00e9"}]');
    expect(told).toContain(
      '"usage":{"prompt_tokens":1.0,"completion_tokens":2,"d":{},"total_tokens":3,"estimated":true},"x":1e2,"gatewayz":{',
    );
  });
});
