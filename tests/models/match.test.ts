import { describe, expect, it } from "vitest";
import { EMPTY_QUERY } from "@/lib/contract/query";
import { nearWords } from "@/lib/models/near";
import { search } from "@/lib/models/search";
import { indexOf, offer } from "../fakes/offers";

const ranked = (q: string, ...offers: Parameters<typeof indexOf>[0]) => {
  const index = indexOf(offers);
  return [...search(index, { ...EMPTY_QUERY, q }).models].map((m) => index.ids[m]);
};

describe("among equal matches", () => {
  it("served models come before ended ones, however short and new those are", () => {
    const over = offer("alpha", "a/bird-1", { state: "gone", created: 900 * 86_400 });
    expect(ranked("bird", over, offer("alpha", "a/bird-of-a-long-name"))).toEqual([
      "a/bird-of-a-long-name",
      "a/bird-1",
    ]);
    expect(ranked("bird-1", over, offer("alpha", "a/other-bird-1"))[0]).toBe("a/bird-1");
  });

  it("models at more gateways come first, then short names before long ones, however new", () => {
    const long = { name: "Bird with more words", created: 900 * 86_400 };
    const offers = [offer("alpha", "a/bird-with-more-words", long), offer("beta", "a/bird-with-more-words", long)];
    expect(ranked("bird", ...offers, offer("alpha", "a/bird-x"))).toEqual(["a/bird-with-more-words", "a/bird-x"]);
    const [once] = offers;
    expect(ranked("bird", ...(once ? [once] : []), offer("alpha", "a/bird-x"))[0]).toBe("a/bird-x");
  });

  it("chat models come before moderation, embedding, rerank, speech, and base models, unless their word is typed", () => {
    const outputs = (kind: string) => ({ architecture: { input_modalities: ["text"], output_modalities: [kind] } });
    const side = [
      offer("alpha", "a/bird-guard-1"),
      offer("alpha", "a/bird-e", outputs("embedding")),
      offer("alpha", "a/bird-rerank"),
      offer("alpha", "a/bird-whisper"),
      offer("alpha", "a/bird-7b-base"),
    ];
    const chat = offer("alpha", "a/bird-with-a-very-long-name-instruct");
    for (const one of side) {
      expect(ranked("bird", one, chat)[0]).toBe(chat.id);
      expect(ranked("a/bird", one, chat)[0]).toBe(chat.id);
    }
    const guard = offer("alpha", "a/bird-guard-1");
    expect(ranked("bird guard", guard, offer("alpha", "a/bird-guarded-chat-with-a-long-name"))[0]).toBe(guard.id);
    expect(
      ranked("base bird", offer("alpha", "a/bird-7b-base"), offer("alpha", "a/base-bird-chat-long"))[0],
    ).toBeDefined();
  });
});

describe("a misspelled word", () => {
  it("is corrected to the closest words only, wherever they are", () => {
    const [two, one] = ["nousrisarch", "nousresearch"];
    expect(nearWords([two], "nousreserch")).toEqual([" nousrisarch"]);
    expect(nearWords([two, one, two], "nousreserch")).toEqual([" nousresearch"]);
    expect(nearWords([one, two], "nousreserch")).toEqual([" nousresearch"]);
  });
});

describe("a model whose name or ID was typed exactly", () => {
  it("comes first, however long it is", () => {
    const vision = offer("alpha", "zai/GLM-4.6V", { name: "GLM 4.6V" });
    const plain = offer("alpha", "zai-organization/GLM-4.6", { name: "GLM 4.6" });
    for (const typed of ["glm-4.6", "glm 4.6", "GLM4.6"]) {
      expect(ranked(typed, vision, plain)[0]).toBe("zai-organization/GLM-4.6");
    }
    const newer = offer("alpha", "anthropic/claude-opus-4.8", { name: "Claude Opus 4.8" });
    const asked = offer("alpha", "anthropic/claude-opus-4", { name: "Claude 4 Opus" });
    expect(ranked("anthropic/claude-opus-4", newer, asked)[0]).toBe("anthropic/claude-opus-4");
  });
});
