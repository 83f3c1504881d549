import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identify, type Nameable } from "@/lib/models/identity/identify";
import { loadEmbedded } from "@/lib/server/catalog/embedded";

const shipped = loadEmbedded().offers;
const offer = (gateway: string, id: string): Nameable => ({ gateway, id });
const keys = (...offers: Nameable[]) => identify(offers, shipped).map(({ key }) => key);

describe("identity", () => {
  it.each([
    [offer("openrouter", "anthropic/claude-sonnet-4.5"), offer("databricks", "databricks-claude-sonnet-4-5")],
    [
      offer("amazon-bedrock", "us.anthropic.claude-sonnet-4-5-20250929-v1:0"),
      offer("google-vertex", "claude-sonnet-4-5@20250929"),
    ],
    [
      offer("fireworks", "accounts/fireworks/models/llama-v3p1-70b-instruct"),
      offer("huggingface", "meta-llama/Llama-3.1-70B-Instruct"),
    ],
    [offer("openrouter", "z-ai/glm-4.6"), offer("gmicloud", "zai-org/GLM-4.6-FP8")],
    [offer("openrouter", "deepseek/deepseek-r1:free"), offer("huggingface", "deepseek-ai/DeepSeek-R1")],
    [offer("chutes", "Qwen/Qwen3-32B-TEE"), offer("cerebras", "qwen-3-32b")],
    [
      offer("together", "meta-llama/Llama-3.1-70B-Instruct-Turbo"),
      offer("huggingface", "meta-llama/Llama-3.1-70B-Instruct"),
    ],
  ])("merges %j and %j", (a, b) => {
    const [first, second] = keys(a, b);
    expect(first).toBe(second);
  });

  it.each([
    ["openai/gpt-4-turbo", "openai/gpt-4"],
    ["deepseek-ai/DeepSeek-R1", "deepseek-ai/DeepSeek-R1-0528"],
    ["deepseek-ai/DeepSeek-R1", "deepseek-ai/DeepSeek-R1-Distill-Llama-70B"],
    ["deepseek-ai/DeepSeek-R1-0528", "deepseek-ai/DeepSeek-R1-Distill-Llama-70B"],
    ["openai/gpt-4o", "openai/gpt-4o-2024-08-06"],
    ["Qwen/Qwen2-57B", "Qwen/Qwen2.5-7B"],
    ["NousResearch/Hermes-3-Llama-3.1-405B", "meta-llama/Llama-3.1-405B"],
  ])("keeps %s and %s separate", (a, b) => {
    for (const gateway of ["openrouter", "together", "huggingface"]) {
      const [first, second] = keys(offer(gateway, a), offer(gateway, b));
      expect(first).not.toBe(second);
    }
  });

  it("keeps and names the tags of an offer", () => {
    const [glm, sonnet] = identify([
      offer("gmicloud", "zai-org/GLM-4.6-FP8"),
      offer("amazon-bedrock", "us.anthropic.claude-sonnet-4-5-20250929-v1:0"),
    ]);
    expect([glm?.read.tags, sonnet?.read.tags]).toEqual([["fp8"], ["us"]]);
  });

  it("does not trust a gateway over the size in the name", () => {
    const [row] = identify([{ ...offer("nebius", "Qwen/Qwen9-7B"), hugging_face_id: "Qwen/Qwen9-70B" }]);
    expect(row?.refused).toContain("another size");
  });

  it("does not merge a name without a known author across gateways", () => {
    const [here, there] = keys(offer("novita", "bunny"), offer("groq", "bunny"));
    expect(here).not.toBe(there);
  });

  it("does not depend on the order of offers or on duplicates", () => {
    const wanted = new Map(identify(shipped).map(({ key }, i) => [shipped[i], key]));
    fc.assert(
      fc.property(fc.shuffledSubarray(shipped, { minLength: shipped.length }), (shuffled) => {
        const found = identify([...shuffled, ...shuffled.slice(0, 50)], shipped);
        expect(shuffled.every((o, i) => found[i]?.key === wanted.get(o))).toBe(true);
      }),
      { numRuns: 5 },
    );
  });

  it("accepts any text as an ID", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (gateway, id) => {
        expect(identify([offer(gateway, id)])[0]?.key).toBe(identify([offer(gateway, id)])[0]?.key);
      }),
    );
  });
});
