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

  it.each([
    ["acme/Fugu-7B-Chat-v2", "acme/fugu-v2-chat-7b"],
    ["acme/fugu-ultra-v2", "acme/fugu-ultra-v2.0"],
    ["acme/acme-namazu-3", "acme/namazu-3"],
    ["acme/Omni-30B-A3B-Reasoning", "acme/omni-reasoning-30b-a3b"],
  ])("merges the spellings %s and %s, unless one gateway lists both", (a, b) => {
    for (const both of [
      [offer("together", a), offer("novita", b)],
      [offer("novita", b), offer("together", a)],
    ]) {
      expect(new Set(keys(...both)).size).toBe(1);
    }
    expect(new Set(keys(offer("together", a), offer("together", b))).size).toBe(2);
  });

  it.each([
    ["acme/fugu-3-7b-v1", "acme/fugu-3.1-7b"],
    ["acme/fugu-1.5-0.5b", "acme/fugu-1.5-5b"],
    ["acme/fugu-2.0", "acme/fugu-20"],
    ["acme/fugu-7b-chat", "acme/fugu-70b-chat"],
    ["acme/fugu-v2.0-mini", "acme/fugu-v2"],
  ])("keeps %s and %s separate, although they look like spellings", (a, b) => {
    const [first, second] = keys(offer("together", a), offer("novita", b));
    expect(first).not.toBe(second);
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

  it("takes names of built-in properties as authors", () => {
    for (const name of Object.getOwnPropertyNames(Object.prototype))
      expect(keys(offer("huggingface", `${name}/foo-7b`))).toHaveLength(1);
  });

  it("accepts any text as an ID", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (gateway, id) => {
        expect(identify([offer(gateway, id)])[0]?.key).toBe(identify([offer(gateway, id)])[0]?.key);
      }),
    );
  });
});

describe("names that several gateways give one model", () => {
  const one = (...offers: Nameable[]) => new Set(keys(...offers)).size;

  it("follow the repository that one of them names", () => {
    const declared = { ...offer("openrouter", "acme/story-21b"), hugging_face_id: "acme/Story-21B-v1.5-Fine" };
    expect(one(declared, offer("novita", "acme/story-21b"))).toBe(1);
  });

  it("stay separate when the repositories differ", () => {
    const first = { ...offer("openrouter", "acme/story-21b"), hugging_face_id: "acme/Story-21B-Fine" };
    const second = { ...offer("chutes", "acme/story-21b"), hugging_face_id: "acme/Story-21B-Rough" };
    const [, , third] = keys(first, second, offer("novita", "acme/story-21b"));
    expect(third).toBe("acme/story-21b");
  });

  it("are one where the author's own service calls them aliases, and a floating one never is", () => {
    const own = { ...offer("xai", "grok-9-0709"), aliases: ["grok-9", "grok-9-latest"] };
    const [main, short, floating] = keys(
      own,
      offer("openrouter", "x-ai/grok-9"),
      offer("openrouter", "x-ai/grok-9-latest"),
    );
    expect(short).toBe(main);
    expect(floating).not.toBe(main);
  });

  it("are two where the author's own service lists the alias separately", () => {
    const own = { ...offer("xai", "grok-9-0709"), aliases: ["grok-9"] };
    expect(one(own, offer("xai", "grok-9"))).toBe(2);
  });

  it("are one for the bare version of Claude and its only snapshot", () => {
    expect(one(offer("openrouter", "anthropic/claude-opus-4.1"), offer("requesty", "claude-opus-4-1-20250805"))).toBe(
      1,
    );
    const two = ["anthropic/claude-3.5-sonnet-20240620", "anthropic/claude-3.5-sonnet"];
    expect(one(...two.map((id) => offer("openrouter", id)))).toBe(2);
  });

  it.each([
    ["novita", "baidu/ernie-4.5-300b-a47b-paddle", "openrouter", "baidu/ernie-4.5-300b-a47b"],
    ["nebius", "flux-dev", "together", "black-forest-labs/FLUX.1-dev"],
    ["chutes", "Hermes-3-Llama-405B", "huggingface", "NousResearch/Hermes-3-Llama-3.1-405B"],
    ["groq", "acme/wide-70b-batch", "openrouter", "acme/wide-70b"],
  ])("takes %s %s for %s %s", (gateway, id, other, same) => {
    expect(one(offer(gateway, id), offer(other, same))).toBe(1);
  });

  it.each([
    ["requesty", "kimi-k2.6@eu", "openrouter", "moonshotai/kimi-k2.6"],
    ["amazon-bedrock", "in.openai.gpt-5.6-luna", "openrouter", "openai/gpt-5.6-luna"],
    ["edenai", "amazon/google.gemma-3-4b-it", "huggingface", "google/gemma-3-4b-it"],
    ["edenai", "cloudflare/@cf/qwen/qwen2.5-coder-32b-instruct", "huggingface", "Qwen/Qwen2.5-Coder-32B-Instruct"],
    ["edenai", "fireworks_ai/accounts/fireworks/models/deepseek-v3p1", "openrouter", "deepseek/deepseek-v3.1"],
    ["nano-gpt", "TEE/llama3-3-70b-instruct", "huggingface", "meta-llama/Llama-3.3-70B-Instruct"],
    ["vercel", "spacexai/grok-4.3", "openrouter", "x-ai/grok-4.3"],
    ["edenai", "perplexityai/sonar-pro", "openrouter", "perplexity/sonar-pro"],
    ["acme", "black_forest_labs/FLUX.1-dev", "together", "black-forest-labs/FLUX.1-dev"],
    ["vultr", "nvidia/DeepSeek-V3.2-NVFP4", "openrouter", "deepseek/deepseek-v3.2"],
    ["drun", "public/deepseek-r1", "openrouter", "deepseek/deepseek-r1"],
    ["aihubmix", "claude-opus-4-1-think", "openrouter", "anthropic/claude-opus-4.1"],
    ["gitlab", "duo-chat-opus-4-1", "openrouter", "anthropic/claude-opus-4.1"],
    ["fireworks", "accounts/fireworks/models/nemotron-super-3-120b-a12b", "acme", "nvidia/nemotron-3-super-120b-a12b"],
    ["moonshotai", "kimi-k2.7-code-highspeed", "openrouter", "moonshotai/kimi-k2.7-code"],
  ])("reads %s %s as %s %s", (gateway, id, other, same) => {
    expect(one(offer(gateway, id), offer(other, same))).toBe(1);
  });

  it("find their author in the lists of others", () => {
    const listed = ["openrouter", "together"].map((gateway) => offer(gateway, "sunny/day-7"));
    expect(one(...listed, offer("groq", "day-7"))).toBe(1);
    const second = ["novita", "chutes"].map((gateway) => offer(gateway, "rainy/day-7"));
    expect(one(...listed, ...second, offer("groq", "day-7"))).toBe(3);
  });

  it("belong to their family's author, whichever company serves them, unless they have their own repository", () => {
    const own = offer("huggingface", "zai-org/GLM-9.1");
    expect(one(own, offer("novita", "acme/glm-9.1"))).toBe(1);
    expect(one(own, offer("novita", "acme/glm-9.1-story"))).toBe(2);
    expect(one(own, offer("huggingface", "acme/GLM-9.1"))).toBe(2);
    const both = ["z-ai/glm-9.1", "acme/glm-9.1"].map((id) => offer("openrouter", id));
    expect(one(own, ...both)).toBe(2);
  });

  it("follow the display name if it says all that the ID says, and more", () => {
    const vision = offer("huggingface", "nvidia/Nemotron-9-12B-VL");
    const other = offer("huggingface", "nvidia/Nemotron-9-12B-Chat");
    const shown = (name: string) => ({ ...offer("acme", "nvidia.nemotron-9-12b"), name });
    expect(keys(vision, other, shown("NVIDIA Nemotron 9 12B VL (BF16)"))[2]).toBe(keys(vision)[0]);
    expect(keys(vision, other, shown("Nemotron 12B VL"))[2]).not.toBe(keys(vision)[0]);
  });

  it("are matched in one direction if two lists differ in the size", () => {
    const short = ["openrouter", "kilo"].map((gateway) => offer(gateway, "acme/lantern-2"));
    const long = ["deepinfra", "novita"].map((gateway) => offer(gateway, "acme/lantern-2-30b"));
    expect(one(...short, ...long)).toBe(1);
  });

  it.each([
    ["chutes", "stabilityai/sdxl-turbo", "stabilityai/sdxl"],
    ["deepinfra", "openai/whisper-large-v3-turbo", "openai/whisper-large-v3"],
    ["together", "Tongyi-MAI/Z-Image-Turbo", "Tongyi-MAI/Z-Image"],
  ])("keeps %s %s apart from %s", (gateway, id, other) => {
    expect(one(offer(gateway, id), offer(gateway, other))).toBe(2);
  });
});
