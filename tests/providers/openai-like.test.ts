import { describe, expect, it } from "vitest";
import { perMillion } from "@/lib/models/price";
import { cerebras } from "@/lib/server/providers/cerebras";
import { chutes } from "@/lib/server/providers/chutes";
import { groq } from "@/lib/server/providers/groq";
import { nebius } from "@/lib/server/providers/nebius";
import { novita } from "@/lib/server/providers/novita";
import type { OfferFacts } from "@/lib/server/providers/provider";
import { together } from "@/lib/server/providers/together";
import { xai } from "@/lib/server/providers/xai";
import { read } from "./context";

const prices = ({ pricing }: OfferFacts) => [perMillion(pricing?.prompt), perMillion(pricing?.completion)];
const arrow = ({ architecture: a }: OfferFacts) =>
  a && `${a.input_modalities.join("+")}->${a.output_modalities.join("+")}`;
const UNKNOWN = { price_state: "unknown", pricing: { prompt: null, completion: null } };

describe("chutes", () => {
  const ROW = {
    id: "Qwen/Qwen3-32B-TEE",
    root: "Qwen/Qwen3-32B",
    created: 1745725979,
    owned_by: "sglang",
    pricing: { prompt: 0.05, completion: 0.2, input_cache_read: 0.025 },
    quantization: "bf16",
    max_model_len: 40960,
    max_output_length: 8192,
    input_modalities: ["text"],
    output_modalities: ["text"],
    supported_features: ["json_mode", "tools", "structured_outputs", "reasoning"],
  };

  it("reads prices per 1M tokens, features, and quantization, and does not mistake the engine for the author", () => {
    const facts = read(chutes, ROW);
    expect(prices(facts)).toEqual([0.05, 0.2]);
    expect(perMillion(facts.pricing?.input_cache_read)).toBe(0.025);
    expect(facts).toMatchObject({
      owned_by: null,
      quantization: "bf16",
      context_length: 40960,
      max_output_length: 8192,
    });
    expect(facts.supported_parameters).toEqual([
      "response_format",
      "tools",
      "tool_choice",
      "structured_outputs",
      "reasoning",
    ]);
    expect(read(chutes, { ...ROW, context_length: 32768 }).context_length).toBe(32768);
    expect(read(chutes, { ...ROW, pricing: { prompt: null, completion: "" } })).toMatchObject(UNKNOWN);
  });
});

describe("together", () => {
  const ROW = {
    id: "meta-llama/Llama-3.3-70B-Instruct-Turbo",
    created: 0,
    type: "chat",
    display_name: "Llama 3.3 70B Instruct Turbo",
    organization: "Meta",
    context_length: 131072,
    pricing: { hourly: 0, input: 0.88, output: 0.88, base: 0, finetune: 0 },
  };

  it("reads prices per 1M tokens, the author, and no date when it is 0", () => {
    const facts = read(together, ROW);
    expect(prices(facts)).toEqual([0.88, 0.88]);
    expect(facts).toMatchObject({ name: "Llama 3.3 70B Instruct Turbo", owned_by: "Meta", created: null });
  });

  it("derives modalities from the type", () => {
    const of = (type: unknown) => arrow(read(together, { ...ROW, type }));
    expect(["chat", "language", "code", "moderation"].map(of)).toEqual([
      "->text",
      "->text",
      "text->text",
      "text->text",
    ]);
    expect(["image", "embedding", "rerank", "audio"].map(of)).toEqual([
      "text->image",
      "text->embedding",
      "text->rerank",
      "text->audio",
    ]);
    expect(of("hologram")).toBeUndefined();
  });

  it("reads zero as free only when the row says so", () => {
    const image = { ...ROW, type: "image", pricing: { input: 0, output: 0 } };
    expect(read(together, { ...image, id: "black-forest-labs/FLUX.1-pro" }).price_state).toBe("per_unit");
    expect(read(together, { ...image, id: "black-forest-labs/FLUX.1-schnell-Free" }).price_state).toBe("free");
    const zero = { ...ROW, pricing: { input: 0, output: 0 } };
    expect(read(together, zero).price_state).toBe("unknown");
    expect(read(together, { ...zero, display_name: "Llama 3.3 (free)" }).price_state).toBe("free");
  });
});

describe("xai", () => {
  const ROW = {
    id: "grok-4-0709",
    aliases: ["grok-4", "grok-4-latest"],
    created: 1752019200,
    owned_by: "xai",
    input_modalities: ["text", "image"],
    output_modalities: ["text"],
    prompt_text_token_price: 30000,
    cached_prompt_text_token_price: 7500,
    prompt_image_token_price: 30000,
    completion_text_token_price: 150000,
  };

  it("reads prices in cents per 100M tokens and lists the aliases in the note", () => {
    const facts = read(xai, ROW);
    expect(prices(facts)).toEqual([3, 15]);
    expect(perMillion(facts.pricing?.input_cache_read)).toBe(0.75);
    expect(arrow(facts)).toBe("text+image->text");
    expect(facts).toMatchObject({
      state: "active",
      state_note: "also answers to grok-4, grok-4-latest",
      context_length: null,
    });
    expect(read(xai, { ...ROW, prompt_text_token_price: null, completion_text_token_price: "" })).toMatchObject(
      UNKNOWN,
    );
  });
});

describe("nebius", () => {
  it("reads prices per token, modality, and features", () => {
    const facts = read(nebius, {
      id: "Qwen/Qwen2.5-VL-72B-Instruct",
      name: "Qwen2.5-VL-72B",
      owned_by: "system",
      created: 1738000000,
      context_length: 32000,
      architecture: { modality: "text+image->text" },
      pricing: { prompt: "0.00000025", completion: "0.00000075", request: "0", image: "0" },
      supported_features: ["function-calling", "structured-outputs"],
      quantization: "fp8",
    });
    expect(prices(facts)).toEqual([0.25, 0.75]);
    expect(arrow(facts)).toBe("text+image->text");
    expect(facts.supported_parameters).toEqual(["tools", "tool_choice", "structured_outputs", "response_format"]);
    expect(facts).toMatchObject({ owned_by: null, quantization: "fp8", context_length: 32000 });
    expect(read(nebius, { id: "a/b" })).toMatchObject(UNKNOWN);
  });
});

describe("groq", () => {
  const ROW = { object: "model", created: 1693721698, owned_by: "Meta", active: true, context_window: 131072 };

  it("reads limits, the author, and disabled models; prices are unknown", () => {
    const row = { ...ROW, id: "llama-3.3-70b-versatile", max_completion_tokens: 32768 };
    const limits = { context_length: 131072, max_output_length: 32768 };
    expect(read(groq, row)).toMatchObject({ ...UNKNOWN, ...limits, owned_by: "Meta", state: "active" });
    expect(read(groq, { ...row, active: false }).state).toBe("inactive");
  });

  it("derives modalities from the ID", () => {
    const of = (id: string) => arrow(read(groq, { ...ROW, id }));
    expect(of("whisper-large-v3-turbo")).toBe("audio->text");
    expect(of("playai-tts")).toBe("text->audio");
    expect(of("meta-llama/llama-guard-4-12b")).toBe("text->text");
  });
});

describe("cerebras", () => {
  const ROW = {
    id: "llama-3.3-70b",
    created: 1733443200,
    owned_by: "Meta",
    name: "Llama 3.3 70B",
    hugging_face_id: "meta-llama/Llama-3.3-70B-Instruct",
    pricing: { prompt: "0.00000085", completion: "0.0000012" },
    limits: { max_context_length: 131072, max_completion_tokens: 65536 },
    capabilities: {
      streaming: true,
      function_calling: true,
      structured_outputs: true,
      reasoning: false,
      vision: false,
    },
    architecture: { modality: "text->text" },
    deprecated: false,
    preview: false,
  };

  it("reads prices per token, limits, and capabilities", () => {
    const facts = read(cerebras, ROW);
    expect(prices(facts)).toEqual([0.85, 1.2]);
    expect(facts).toMatchObject({
      name: "Llama 3.3 70B",
      state: "active",
      context_length: 131072,
      max_output_length: 65536,
      hugging_face_id: "meta-llama/Llama-3.3-70B-Instruct",
      supported_parameters: ["tools", "tool_choice", "structured_outputs", "response_format"],
    });
    expect(arrow(read(cerebras, { ...ROW, capabilities: { vision: true } }))).toBe("text+image->text");
  });

  it("reads previews and deprecated models", () => {
    expect(read(cerebras, { ...ROW, preview: true }).state).toBe("preview");
    expect(read(cerebras, { ...ROW, preview: true, deprecated: true }).state).toBe("deprecated");
  });
});

describe("novita", () => {
  const ROW = {
    id: "deepseek/deepseek-r1",
    created: 1737331200,
    owned_by: "unknown",
    display_name: "DeepSeek R1",
    description: "A reasoning model.",
    input_token_price_per_m: 7000,
    output_token_price_per_m: 25000,
    context_size: 64000,
    max_output_tokens: 16000,
    features: ["function-calling", "reasoning"],
    input_modalities: ["text"],
    model_type: "chat",
    status: 1,
  };

  it("reads prices in ten-thousandths of a dollar per 1M tokens", () => {
    const facts = read(novita, ROW);
    expect(prices(facts)).toEqual([0.7, 2.5]);
    expect(arrow(facts)).toBe("text->text");
    expect(facts).toMatchObject({
      name: "DeepSeek R1",
      owned_by: null,
      context_length: 64000,
      max_output_length: 16000,
    });
    expect(facts.supported_parameters).toEqual(["tools", "tool_choice", "reasoning"]);
  });

  it("reads disabled models and its own test models", () => {
    expect(read(novita, ROW).state).toBe("active");
    expect(read(novita, { ...ROW, status: 2 }).state).toBe("inactive");
    expect(read(novita, { ...ROW, id: "ai_infer_test_a" }).state).toBe("private");
  });
});
