import { describe, expect, it } from "vitest";
import { perMillion } from "@/lib/models/price";
import { huggingface } from "@/lib/server/providers/huggingface";
import { read, rowsOf, written } from "./context";

const mapping = (provider: string, status: string, price: [number, number] | null, context: number) => ({
  provider,
  providerId: `${provider}-id`,
  status,
  task: "conversational",
  providerDetails: { context_length: context, ...(price ? { pricing: { input: price[0], output: price[1] } } : {}) },
  features: { toolCalling: provider === "cheap", structuredOutput: false },
  performance: { tokensPerSecond: context / 1000, firstTokenLatencyMs: context / 100 },
});
const row = (inferenceProviderMapping: unknown, more = {}) => ({
  _id: "621ffdc036468d709f17434d",
  id: "Qwen/Qwen3-32B",
  author: "Qwen",
  createdAt: "2025-04-27T03:52:59.000Z",
  disabled: false,
  private: false,
  pipeline_tag: "text-generation",
  inferenceProviderMapping,
  ...more,
});
const DEAR = mapping("dear", "live", [1, 2], 131072);
const CHEAP = mapping("cheap", "live", [0.1, 0.3], 32768);
const STAGING = mapping("stage", "staging", [0.01, 0.01], 8192);

describe("huggingface", () => {
  it("shows the facts of the cheapest live route, and lists every route", () => {
    const facts = read(huggingface, row([STAGING, DEAR, CHEAP]));
    expect(facts).toMatchObject({
      id: "Qwen/Qwen3-32B",
      owned_by: "Qwen",
      created: 1745725979,
      state: "active",
      state_note: null,
      context_length: 32768,
      tokens_per_second: 32.768,
      first_token_ms: 327.68,
      supported_parameters: ["tools", "tool_choice"],
      hugging_face_id: "Qwen/Qwen3-32B",
      architecture: { input_modalities: ["text"], output_modalities: ["text"] },
    });
    expect(perMillion(facts.pricing?.prompt)).toBe(0.1);
    expect(perMillion(facts.pricing?.completion)).toBe(0.3);
    expect(facts.routes?.map(({ host, native_id, status }) => [host, native_id, status])).toEqual([
      ["stage", "stage-id", "staging"],
      ["dear", "dear-id", "live"],
      ["cheap", "cheap-id", "live"],
    ]);
    expect(facts.routes?.[1]).toMatchObject({
      task: "conversational",
      context_length: 131072,
      supported_parameters: [],
    });
  });

  it("reads a mapping that is an object by provider the same way", () => {
    const byProvider = Object.fromEntries([STAGING, DEAR, CHEAP].map(({ provider, ...rest }) => [provider, rest]));
    expect(read(huggingface, row(byProvider))).toEqual(read(huggingface, row([STAGING, DEAR, CHEAP])));
  });

  it("ranks unknown or doubtful prices below known ones", () => {
    const unpriced = mapping("unpriced", "live", null, 1000);
    const doubtful = mapping("doubtful", "live", [0.0000001, 0.0000001], 1000);
    expect(read(huggingface, row([unpriced, doubtful, DEAR])).context_length).toBe(131072);
    expect(read(huggingface, row([unpriced, STAGING]))).toMatchObject({ price_state: "unknown", context_length: 1000 });
  });

  it("shows the first route when none is live, and says so", () => {
    expect(read(huggingface, row([STAGING, mapping("bad", "error", null, 1)]))).toMatchObject({
      state: "staging",
      state_note: "no live route; the first, stage, says staging",
      context_length: 8192,
    });
    expect(read(huggingface, row([mapping("bad", "error", null, 1)])).state).toBe("error");
    expect(read(huggingface, row([mapping("odd", "paused", null, 1)])).state).toBe("inactive");
  });

  it("says that a model without a mapping is not served", () => {
    for (const nothing of [[], {}, null, undefined, "none", [null, 3, {}]]) {
      expect(read(huggingface, row(nothing))).toMatchObject({
        state: "inactive",
        state_note: "no inference provider serves it",
        price_state: "unknown",
        routes: [],
      });
    }
  });

  it("reads what is disabled or private", () => {
    expect(read(huggingface, row([CHEAP], { disabled: true })).state).toBe("disabled");
    expect(read(huggingface, row([CHEAP], { private: true })).state).toBe("private");
  });

  it("derives modalities from the pipeline tag, otherwise from the route's task", () => {
    const of = (pipeline_tag: string | null) => {
      const { architecture: a } = read(huggingface, row([CHEAP], { pipeline_tag }));
      return `${a?.input_modalities.join("+")}->${a?.output_modalities.join("+")}`;
    };
    expect(of("image-text-to-text")).toBe("text+image->text");
    expect(of("feature-extraction")).toBe("text->embedding");
    expect(of("text-ranking")).toBe("text->rerank");
    expect(of("text-to-image")).toBe("text->image");
    expect(of("image-to-video")).toBe("image->video");
    expect(of("text-to-speech")).toBe("text->audio");
    expect(of("automatic-speech-recognition")).toBe("audio->text");
    expect(of(null)).toBe("text->text");
  });

  it("requests each field it reads, 1,000 rows per page, and follows only the cursor", async () => {
    const base = "http://127.0.0.1:9000/huggingface";
    const own = ["author", "createdAt", "disabled", "private", "pipeline_tag", "inferenceProviderMapping"];
    const fields = [...own, "safetensors", "cardData", "tags", "downloads", "likes", "gated"];
    const expand = fields.map((field) => `&expand[]=${field}`).join("");
    const first = `${base}/api/models?inference_provider=all&limit=1000${expand}`;
    const second = `${base}/api/models?limit=1000&cursor=abc`;
    const { context, asked } = written(
      { [first]: [{ id: "a/a" }], [second]: [{ id: "b/b" }] },
      { [first]: { link: `<${base}/api/models?x=1>; rel="prev", <${second}>; rel="next"` } },
    );
    expect(await rowsOf(huggingface, context(huggingface, { HUGGINGFACE_HUB_URL: base }))).toHaveLength(2);
    expect(asked).toEqual([first, second]);
  });
});
