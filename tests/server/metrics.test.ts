import fc from "fast-check";
import { Histogram, Registry } from "prom-client";
import { describe, expect, it } from "vitest";
import { BucketHistogram, Metrics } from "@/lib/server/metrics";

const BOUNDS = [0.05, 0.5, 5];

describe("a histogram that is added to by its buckets", () => {
  it("reads exactly as the library's own with the same values", async () => {
    const value = fc.oneof(fc.constantFrom(0, 0.05, 0.5, 5, 5.1), fc.double({ min: 0, max: 10, noNaN: true }));
    const values = fc.array(fc.record({ gateway: fc.constantFrom("groq", "xai"), value }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(values, async (all) => {
        const [ours, theirs] = [new Registry(), new Registry()];
        const buckets = new BucketHistogram({
          registry: ours,
          name: "some_seconds",
          help: "Some.",
          labelNames: ["gateway"],
          bounds: BOUNDS,
        });
        const facts = { name: "some_seconds", help: "Some.", labelNames: ["gateway"], buckets: BOUNDS };
        const library = new Histogram({ ...facts, registers: [theirs] });
        const opened = new Map<string, ReturnType<typeof buckets.open>>();
        for (const { gateway, value } of all) {
          const known = opened.get(gateway) ?? buckets.open({ gateway });
          opened.set(gateway, known);
          known.add(value);
          library.observe({ gateway }, value);
        }
        expect(await ours.metrics()).toBe(await theirs.metrics());
        expect(await library.get()).toMatchObject(await buckets.get());
      }),
    );
  });
});

describe("metrics", () => {
  it("count a chat once, however often they are read", async () => {
    const metrics = new Metrics();
    const chat = { gateway: "groq", outcome: "ok", stream: true, durationMs: 700, firstTokenMs: 40 };
    metrics.chat({ ...chat, promptTokens: 3, completionTokens: null });
    await metrics.read();
    metrics.chat({ ...chat, stream: false, promptTokens: 4, completionTokens: 5 });
    const lines = (await metrics.read()).split("\n");
    expect(lines).toEqual(
      expect.arrayContaining([
        'gatewayz_chat_requests_total{gateway="groq",outcome="ok",stream="true"} 1',
        'gatewayz_chat_requests_total{gateway="groq",outcome="ok",stream="false"} 1',
        'gatewayz_chat_tokens_total{gateway="groq",kind="prompt"} 7',
        'gatewayz_chat_tokens_total{gateway="groq",kind="completion"} 5',
        'gatewayz_chat_duration_seconds_count{gateway="groq"} 2',
        'gatewayz_chat_first_token_seconds_count{gateway="groq"} 1',
      ]),
    );
  });
});
