import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChatRequest } from "@/lib/contract/chat";
import type { OfferEndpoint } from "@/lib/server/chat/opened-answer";
import { upstreamBody } from "@/lib/server/chat/upstream-body";
import { offer } from "../fakes/offers";

const target = {
  offer: offer("groq", "native/id"),
  without: [{ kind: "field", name: "seed" }],
  costly: false,
} as unknown as OfferEndpoint;
const bodyOf = (sent: string) => upstreamBody(JSON.parse(sent) as ChatRequest, target, sent);

describe("the body for an offer", () => {
  it("says the same whether it is serialized or spliced into what was sent", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom('"model"', "model", "stream", '"model":"m"'));
    const more = fc.dictionary(
      fc.constantFrom("model", "temperature", "seed", "plugins", "usage", "stream_options", "tools", "x"),
      fc.oneof(fc.jsonValue(), fc.constant({ include_usage: true })),
      { maxKeys: 3 },
    );
    const space = fc.constantFrom(undefined, 1, "\t");
    const flag = fc.constantFrom(true, false, undefined);
    fc.assert(
      fc.property(text, text, more, flag, fc.boolean(), space, (model, content, rest, stream, last, indent) => {
        const messages = [{ role: "user", content }];
        const named = last
          ? { messages, ...rest, stream, model }
          : { model, stream, messages, ...rest, [`${model} `]: 1 };
        const sent = JSON.stringify(named, null, indent);
        const request = JSON.parse(sent) as ChatRequest;
        expect(JSON.parse(upstreamBody(request, target, sent))).toEqual(JSON.parse(upstreamBody(request, target)));
      }),
      { numRuns: 500 },
    );
  });

  it("keeps all other bytes", () => {
    const rest = '"messages" : [{"role":"user","content":"é"}], "top_p":1.50,"big":12345678901234567890}';
    expect(bodyOf(`{ "model":"m", ${rest}`)).toBe(`{ "model":"native/id", ${rest}`);
    expect(bodyOf(`{"stream":true,"model" : "m",${rest}`)).toBe(
      `{"stream":true,"stream_options":{"include_usage":true},"model":"native/id",${rest}`,
    );
  });

  it.each([
    ["a name that is there twice", '{"model":"m","max_tokens":9,"messages":[],"max_tokens":1}', { max_tokens: 1 }],
    ["a name in escapes", '{"model":"a","mod\\u0065l":"b","messages":[]}', {}],
    ["a name of a message alone", '{"mod\\u0065l":"b","messages":[{"role":"user","model":"b"}]}', {}],
  ])("is serialized with %s", (_, sent, more) => {
    const { messages } = JSON.parse(sent);
    expect(JSON.parse(bodyOf(sent))).toEqual({ model: "native/id", messages, ...more });
    expect(bodyOf(sent).match(/"max_tokens"|\\u/g) ?? []).toHaveLength(Object.keys(more).length);
  });
});
