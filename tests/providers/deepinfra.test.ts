import { describe, expect, it } from "vitest";
import { perMillion } from "@/lib/models/price";
import { deepinfra } from "@/lib/server/providers/deepinfra";
import { read } from "./context";

const ROW = {
  model_name: "meta-llama/Llama-3.3-70B-Instruct",
  type: "text-generation",
  reported_type: "text-generation",
  description: "Llama 3.3-70B is a multilingual LLM.",
  tags: ["json", "tools"],
  pricing: { type: "tokens", cents_per_input_token: 2.3e-5, cents_per_output_token: 4e-5 },
  max_tokens: 131072,
  quantization: "fp8",
  replaced_by: null,
  deprecated: null,
  private: 0,
};

describe("deepinfra", () => {
  it("reads a row with its prices in cents per token", () => {
    const facts = read(deepinfra, ROW);
    expect(facts).toMatchObject({
      id: "meta-llama/Llama-3.3-70B-Instruct",
      state: "active",
      context_length: 131072,
      price_state: "known",
      quantization: "fp8",
      architecture: { input_modalities: ["text"], output_modalities: ["text"] },
      supported_parameters: ["response_format", "tools", "tool_choice"],
    });
    expect(perMillion(facts.pricing?.prompt)).toBe(0.23);
    expect(perMillion(facts.pricing?.completion)).toBe(0.4);
  });

  it("reads every price that does not count tokens as per unit", () => {
    for (const pricing of [
      { type: "time", cents_per_sec: 0.05 },
      { type: "image_units", cents_per_image_unit: 0.05 },
      { type: "input_length", cents_per_input_chars: 0.001 },
    ]) {
      expect(read(deepinfra, { ...ROW, pricing })).toMatchObject({
        price_state: "per_unit",
        pricing: { prompt: null },
      });
    }
    expect(read(deepinfra, { ...ROW, pricing: null }).price_state).toBe("unknown");
    const empty = { type: "tokens", cents_per_input_token: null, cents_per_output_token: "" };
    expect(read(deepinfra, { ...ROW, pricing: empty }).price_state).toBe("unknown");
  });

  it("reads which models are deprecated, will be deprecated, or are private", () => {
    expect(read(deepinfra, { ...ROW, deprecated: 1735689600, replaced_by: "a/b" })).toMatchObject({
      state: "deprecated",
      state_note: "deprecated on 2025-01-01, replaced by a/b",
    });
    expect(read(deepinfra, { ...ROW, deprecated: 1798761600 })).toMatchObject({
      state: "expiring",
      state_note: "to be deprecated on 2027-01-01",
    });
    expect(read(deepinfra, { ...ROW, private: 1 }).state).toBe("private");
    expect(read(deepinfra, { ...ROW, deprecated: 0, private: false }).state).toBe("active");
  });

  it("derives modalities from the type and the tags", () => {
    const of = (reported_type: string | null, tags: string[] = []) => {
      const { architecture } = read(deepinfra, { ...ROW, type: null, reported_type, tags });
      return (
        architecture && [architecture.input_modalities.join("+"), architecture.output_modalities.join("+")].join("->")
      );
    };
    expect(of("text-generation", ["multimodal"])).toBe("text+image->text");
    expect(of("embeddings")).toBe("text->embedding");
    expect(of("reranker")).toBe("text->rerank");
    expect(of("text-to-image")).toBe("text->image");
    expect(of("text-to-speech")).toBe("text->audio");
    expect(of("automatic-speech-recognition")).toBe("audio->text");
    expect(of("something-new")).toBeUndefined();
  });
});
