import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { costText } from "@/components/chat/answer-facts";
import { estimate } from "@/components/chat/estimate";
import { acceptedBy, kindsIn, refusals } from "@/components/chat/kinds";
import { StreamingText } from "@/components/chat/streaming-text";
import { formatTargets, targetsIn } from "@/components/chat/targets";
import type { Model } from "@/lib/contract/model";

const SETTINGS = { system: "", temperature: null, top_p: null, max_tokens: null };
const offer = (gateway: string, prompt: string | null, input: string[], context_length: number | null = 8_000) => ({
  gateway,
  context_length,
  pricing: { prompt, completion: prompt },
  architecture: { input_modalities: ["text", ...input], output_modalities: ["text"] },
});
const models = new Map([
  ["a", { name: "A", offers: [offer("one", "0.000001", ["image"]), offer("two", null, ["file"], 4_000)] }],
  ["b", { name: "B", offers: [offer("one", "0.000002", [], null)] }],
]) as unknown as ReadonlyMap<string, Model>;
const any = (model: string) => ({ model, gateway: null });

describe("the estimate", () => {
  it("adds up all targets, each with its own messages, and shows the smallest context", () => {
    const targets = [any("a"), any("b")];
    const { tokens, context, usd } = estimate(
      { characters: [400, 800], typed: 40, settings: { ...SETTINGS, max_tokens: 100 }, targets },
      models,
    );
    expect([tokens, context]).toEqual([210, 8_000]);
    expect(usd).toBeCloseTo((110 + 100) / 1e6 + (2 * (210 + 100)) / 1e6, 12);
  });

  it("uses the chosen gateway, and is unknown with its price, never 0", () => {
    expect(
      estimate({ characters: [0], typed: 4, settings: SETTINGS, targets: [{ model: "a", gateway: "two" }] }, models),
    ).toEqual({
      tokens: 1,
      context: 4_000,
      usd: null,
    });
    expect(estimate({ characters: [], typed: 0, settings: SETTINGS, targets: [] }, models).usd).toBeNull();
    expect([null, 0, 0.00001, 0.0123, 2.5].map(costText)).toEqual([
      "cost unknown",
      "$0.00",
      "< $0.0001",
      "$0.0123",
      "$2.50",
    ]);
  });
});

describe("attachments", () => {
  it("are limited to what all targets accept, at their gateway or at any", () => {
    expect(acceptedBy([any("a")], models)).toEqual(["image", "file"]);
    expect(acceptedBy([{ model: "a", gateway: "two" }], models)).toEqual(["file"]);
    expect(acceptedBy([any("a"), any("b")], models)).toEqual([]);
    const targets = [{ model: "a", gateway: "two" }, any("b"), any("?")];
    const nameOf = (slug: string) => slug;
    expect(refusals({ kinds: ["image"], targets, models, nameOf })).toEqual(["A on two and B don’t accept images"]);
    expect(refusals({ kinds: ["image"], targets: [any("a")], models, nameOf })).toEqual([]);
  });

  it("in earlier messages limit the targets", () => {
    expect(kindsIn(["text", [{ type: "text" }, { type: "input_audio" }], [{ type: "image_url" }]])).toEqual([
      "audio",
      "image",
    ]);
  });
});

describe("the targets of a chat", () => {
  it("are read from a URL as they were written, whatever the names contain", () => {
    const target = fc.record({ model: fc.string({ minLength: 1 }), gateway: fc.option(fc.string({ minLength: 1 })) });
    fc.assert(
      fc.property(fc.array(target, { maxLength: 4 }), (targets) => {
        expect(targetsIn(new URLSearchParams({ models: formatTargets(targets) }))).toEqual(targets);
      }),
    );
  });
});

describe("a streaming answer", () => {
  it("applies each event once, however often it arrives, and notifies listeners once for several", () => {
    vi.useFakeTimers();
    const streaming = new StreamingText();
    const told = vi.fn();
    streaming.listen(7, told);
    const step = (seq: number, text: string, type: "text" | "reasoning" = "text") =>
      streaming.add({ type, seq, message: 7, text });
    step(1, "hm", "reasoning");
    step(2, "so ");
    step(1, "hm", "reasoning");
    step(2, "so ");
    step(3, "far");
    expect(told).not.toHaveBeenCalled();
    vi.runAllTimers();
    expect(told).toHaveBeenCalledTimes(1);
    expect(streaming.contentOf(7)).toMatchObject({ text: "so far", reasoning: "hm" });
    streaming.remove(7);
    expect(streaming.contentOf(7)).toEqual({ text: "", reasoning: "" });
    vi.useRealTimers();
  });
});
