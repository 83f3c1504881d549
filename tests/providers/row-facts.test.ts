import { describe, expect, it } from "vitest";
import { NOW } from "./context";
import { readRow as of, readOpenRouter as openrouter } from "./one-row";

describe("capabilities and modalities", () => {
  const NOTHING = { tools: null, json: null, reasoning: null };

  it("reads what OpenRouter omits as missing, and what other lists omit as not stated", () => {
    const priced = { prompt: "0.000001", completion: "0.000001" };
    expect(openrouter(["text"], priced, { supported_parameters: ["max_tokens", "tools"] }).capabilities).toEqual({
      tools: true,
      json: false,
      reasoning: false,
      vision: false,
    });
    expect(openrouter(["text"], priced, { supported_parameters: [] }).capabilities).toMatchObject(NOTHING);
    expect(of("novita", { id: "a/n", features: ["reasoning"] }).capabilities).toMatchObject({
      tools: null,
      reasoning: true,
    });
  });

  it("reads what a list denies as missing", () => {
    const cerebras = of("cerebras", { id: "c", capabilities: { function_calling: false, reasoning: true } });
    expect(cerebras.capabilities).toMatchObject({ tools: false, reasoning: true, json: null });
    for (const field of ["supports_tools", "supportsTools"]) {
      expect(of("fireworks", { id: "accounts/f/models/m", [field]: false }).capabilities?.tools).toBe(false);
    }
    expect(of("deepinfra", { model_name: "a/d", tags: ["non-reasoning"] }).capabilities?.reasoning).toBe(false);
    const route = { provider: "host", status: "live", features: { toolCalling: false, structuredOutput: true } };
    expect(of("huggingface", { id: "a/h", inferenceProviderMapping: [route] }).capabilities).toMatchObject({
      tools: false,
      json: true,
    });
  });

  it("knows that a thinking Gemini supports tools, and leaves Gemma's tools unknown", () => {
    const methods = { supportedGenerationMethods: ["generateContent"], thinking: true };
    expect(of("google", { name: "models/gemini-9-flash", ...methods }).capabilities).toMatchObject({
      tools: true,
      json: true,
      reasoning: true,
    });
    expect(of("google", { name: "models/gemma-4-26b-a4b-it", ...methods }).capabilities).toMatchObject({
      tools: null,
      reasoning: true,
      vision: true,
    });
  });

  it.each([
    ["gemini-9-pro", ["generateContent"], "text+image+audio+video+file->text"],
    ["gemini-9-pro-image", ["generateContent"], "text+image->text+image"],
    ["nano-banana-9", ["generateContent"], "text+image->text+image"],
    ["gemma-4-e4b-it", ["generateContent"], "text+image+audio->text"],
    ["gemma-2-9b-it", ["generateContent"], "text->text"],
    ["lyria-9-pro", ["generateContent"], "text+image->audio"],
    ["gemini-9-live", ["bidiGenerateContent"], "text+audio+video->audio"],
  ])("reads Google's %s as documented", (name, supportedGenerationMethods, arrow) => {
    const { architecture } = of("google", { name: `models/${name}`, supportedGenerationMethods });
    expect(`${architecture?.input_modalities.join("+")}->${architecture?.output_modalities.join("+")}`).toBe(arrow);
  });

  it("reads vision from a list that states it, and does not deny it when none does", () => {
    const inputs = (slug: string, row: Record<string, unknown>) => of(slug, row).architecture?.input_modalities;
    expect(inputs("novita", { id: "a/n", model_type: "chat", features: ["vision"] })).toEqual(["text", "image"]);
    expect(inputs("cerebras", { id: "c", architecture: { modality: "text+vision" } })).toEqual(["text", "image"]);
    expect(inputs("cerebras", { id: "c", architecture: { modality: "text" } })).toEqual(["text"]);
    expect(inputs("fireworks", { id: "accounts/f/models/m", supports_image_input: true })).toEqual(["text", "image"]);
    expect(inputs("fireworks", { id: "accounts/f/models/m" })).toEqual([]);
    expect(inputs("groq", { id: "meta-llama/llama-4-scout-17b-16e-instruct" })).toEqual(["text", "image"]);
    const link = "https://huggingface.co/acme/See-7B";
    expect(of("together", { id: "a/t", type: "chat", link })).toMatchObject({
      architecture: { input_modalities: [], output_modalities: ["text"] },
      capabilities: { vision: null },
      hugging_face_id: "acme/See-7B",
    });
  });
});

describe("dates and names", () => {
  it("does not mistake the time of the response for a release date", () => {
    const created = NOW.getTime() / 1000 - 1;
    const chutes = of("chutes", { id: "Acme-30B-TEE", created, root: "acme/Acme-30B-BF16" });
    expect(chutes).toMatchObject({ created: null, hugging_face_id: "acme/Acme-30B-BF16" });
    expect(of("nebius", { id: "acme/n", created }).created).toBeNull();
  });

  it("ignores an end in the distant future, and trims names", () => {
    for (const expiration_date of ["2098-12-31", "9999-12-31"]) {
      expect(openrouter(["text"], {}, { expiration_date }).state).toBe("active");
    }
    expect(openrouter(["text"], {}, { expiration_date: "2026-09-30" }).state).toBe("expiring");
    expect(openrouter(["text"], {}, { name: "  Acme: One\n" }).name).toBe("Acme: One");
  });
});

describe("facts of a model", () => {
  it("reads OpenRouter's", () => {
    const row = {
      knowledge_cutoff: "2025-06-30",
      top_provider: { is_moderated: true },
      reasoning: { supported_efforts: ["low", "high"], default_effort: "low" },
      supported_voices: [],
    };
    expect(openrouter(["text"], {}, row).facts).toEqual({
      knowledge_cutoff: "2025-06-30",
      moderated: true,
      reasoning_efforts: ["low", "high"],
      default_reasoning_effort: "low",
    });
    expect(of("xai", { id: "grok-x", aliases: ["grok-x-latest"] }).facts).toEqual({ aliases: ["grok-x-latest"] });
  });

  it("reads the hub's, and the size from the name when weights are packed", () => {
    const row = {
      id: "acme/Big-235B-A22B",
      safetensors: { total: 120_000_000_000 },
      cardData: { license: "other", license_name: "acme-license" },
      downloads: 12,
      likes: 3,
      gated: "manual",
    };
    expect(of("huggingface", row).facts).toEqual({
      open_weights: true,
      hugging_face_id: "acme/Big-235B-A22B",
      parameters: 235e9,
      active_parameters: 22e9,
      license: "acme-license",
      downloads: 12,
      likes: 3,
      gated: "manual",
    });
    const tagged = { id: "acme/Mix-8x7B", safetensors: { total: 46_702_792_704 }, tags: ["license:mit"], gated: false };
    expect(of("huggingface", tagged).facts).toMatchObject({ parameters: 46_702_792_704, license: "mit", gated: "no" });
  });
});
