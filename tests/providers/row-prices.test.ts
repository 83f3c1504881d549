import { describe, expect, it } from "vitest";
import { NOW } from "./context";
import { readRow as of, readOpenRouter as openrouter } from "./one-row";

describe("prices that are not per token", () => {
  const ZERO = { prompt: "0", completion: "0" };

  it.each([["video"], ["image"], ["speech"], ["rerank"], ["transcription"], ["embeddings"]])(
    "reads zeros of OpenRouter's %s models as another unit, unless the ID says free",
    (output) => {
      expect(openrouter([output], ZERO).price_state).toBe("per_unit");
      expect(openrouter([output], ZERO, { id: "acme/one:free" }).price_state).toBe("free");
    },
  );

  it("reads the output from the arrow when the lists are missing", () => {
    const architecture = { modality: "text->video" };
    expect(openrouter([], ZERO, { architecture }).price_state).toBe("per_unit");
  });

  it("trusts zeros of a text model, and of the router of free models", () => {
    expect(openrouter(["text"], ZERO).price_state).toBe("free");
    expect(openrouter(["text", "image"], ZERO, { id: "openrouter/free" }).price_state).toBe("free");
  });

  it("treats speech and transcription with a price on one side only as charged by length", () => {
    for (const output of ["speech", "transcription"]) {
      expect(openrouter([output], { prompt: "0.006", completion: "0" })).toMatchObject({
        price_state: "per_unit",
        price_doubt: false,
        pricing: { prompt: null, completion: null },
      });
      expect(openrouter([output], { prompt: "0.000001" }).price_state).toBe("per_unit");
      expect(openrouter([output], { prompt: "0.000001", completion: "0.000004" }).price_state).toBe("known");
    }
    const stated = { id: "acme/say", input_modalities: ["text"], output_modalities: ["speech"] };
    expect(of("groq", { ...stated, pricing: { prompt: "0.00003" } })).toMatchObject({
      price_state: "per_unit",
      architecture: { input_modalities: ["text"], output_modalities: ["audio"] },
    });
    const onEvent = { id: "acme/hear", input_modalities: ["audio"], output_modalities: ["text"] };
    expect(of("groq", { ...onEvent, pricing: { prompt: "0.00001", completion: "0" } }).price_state).toBe("per_unit");
    expect(of("together", { id: "a/say", type: "audio", pricing: { input: 40, output: 0 } }).price_state).toBe(
      "per_unit",
    );
  });

  it("reads the minor parts of a price", () => {
    const parts = {
      image_output: "0.00003",
      audio: "0.000001",
      web_search: "0.014",
      input_cache_write_1h: "0.00001",
    };
    expect(openrouter(["text"], { prompt: "0.000002", completion: "0.000004", ...parts }).pricing).toMatchObject(parts);
  });
});

describe("prices under conditions", () => {
  const BASE = { prompt: "0.000001", completion: "0.000003", input_cache_read: "0.0000002" };

  it("have tiers for long prompts, each with all prices that apply", () => {
    const overrides = [
      { min_prompt_tokens: 32_000, prompt: "0.000002" },
      { min_prompt_tokens: 256_000, completion: "0.000009", input_cache_read: "0.0000004" },
    ];
    expect(openrouter(["text"], { ...BASE, overrides }).pricing?.tiers).toEqual([
      { above: 32_000, prompt: "0.000002", completion: "0.000003", input_cache_read: "0.0000002" },
      { above: 256_000, prompt: "0.000002", completion: "0.000009", input_cache_read: "0.0000004" },
    ]);
  });

  it("have hours in UTC, also past midnight and on certain days", () => {
    const at = (...overrides: unknown[]) => openrouter(["text"], { ...BASE, overrides }).pricing?.windows;
    const price = { prompt: "0.000002", completion: "0.000006" };
    const full = { ...price, input_cache_read: "0.0000002" };
    expect(at({ utc_start: 100, utc_end: 400, ...price }, { utc_start: 600, utc_end: 1000, ...price })).toEqual([
      { utc_start: 100, utc_end: 400, ...full },
      { utc_start: 600, utc_end: 1000, ...full },
    ]);
    expect(at({ utc_start: 1630, utc_end: 30, ...price })).toEqual([{ utc_start: 1630, utc_end: 30, ...full }]);
    expect(at({ utc_days: ["saturday", "sunday"], ...price })).toEqual([
      { utc_start: 0, utc_end: 0, utc_days: ["sunday", "saturday"], ...full },
    ]);
  });

  it("let the later of two overrides win", () => {
    const overrides = [
      { min_prompt_tokens: 100_000, prompt: "0.000002" },
      { utc_start: 0, utc_end: 1200, completion: "0.000001" },
    ];
    expect(openrouter(["text"], { ...BASE, overrides }).pricing?.windows).toEqual([
      {
        utc_start: 0,
        utc_end: 1200,
        prompt: "0.000001",
        completion: "0.000001",
        input_cache_read: "0.0000002",
        tiers: [{ above: 100_000, prompt: "0.000002", completion: "0.000001", input_cache_read: "0.0000002" }],
      },
    ]);
  });

  it("report unknown conditions, and keep the standard price", () => {
    for (const odd of [{ region: "eu" }, { utc_start: 2575 }, { utc_days: ["someday"] }]) {
      const facts = openrouter(["text"], { ...BASE, overrides: [{ ...odd, prompt: "0" }] });
      expect(facts).toMatchObject({ price_state: "known", price_note: expect.stringContaining("conditions") });
      expect(facts.pricing).toEqual(BASE);
    }
  });

  it("include xAI's prices of long prompts, unless they are 0", () => {
    const row = { id: "grok-x", prompt_text_token_price: 20_000, completion_text_token_price: 60_000 };
    const long = {
      long_context_threshold: 128_000,
      prompt_text_token_price_long_context: 40_000,
      completion_text_token_price_long_context: 120_000,
    };
    expect(of("xai", { ...row, ...long }).pricing?.tiers).toEqual([
      { above: 128_000, prompt: "0.000004", completion: "0.000012" },
    ]);
    const none = { ...long, prompt_text_token_price_long_context: 0, completion_text_token_price_long_context: 0 };
    expect(of("xai", { ...row, ...none }).pricing?.tiers).toBeUndefined();
  });

  it("include Novita's cache prices and its tiers, whose flat prices are 0", () => {
    const row = { id: "acme/n", input_token_price_per_m: 5_000, output_token_price_per_m: 20_000 };
    const cached = { pricing: { input_cache_read: { price_per_m: 1_000 } } };
    expect(of("novita", { ...row, ...cached }).pricing?.input_cache_read).toBe("0.0000001");
    expect(of("novita", { ...row, cache_read_input_token_price_per_m: 2_500 }).pricing?.input_cache_read).toBe(
      "0.00000025",
    );
    const step = (prompt: number) => ({ prompt: { price_per_m: prompt }, completion: { price_per_m: 2 * prompt } });
    const stepped = {
      id: "acme/steps",
      is_tiered_billing: true,
      input_token_price_per_m: 0,
      output_token_price_per_m: 0,
      tiered_billing_configs: [
        { min_tokens: 128_001, pricing: step(20_000) },
        { min_tokens: 1, pricing: step(10_000) },
      ],
    };
    expect(of("novita", stepped)).toMatchObject({
      price_state: "known",
      pricing: {
        prompt: "0.000001",
        completion: "0.000002",
        tiers: [{ above: 128_000, prompt: "0.000002", completion: "0.000004" }],
      },
    });
    expect(of("novita", { ...stepped, tiered_billing_configs: [] }).price_state).toBe("unknown");
  });

  it("include DeepInfra's discount, cache prices, and tiers", () => {
    const pricing = { type: "tokens", cents_per_input_token: 0.0002, cents_per_output_token: 0.0004 };
    const row = (more: object) => of("deepinfra", { model_name: "a/d", pricing: { ...pricing, ...more } }).pricing;
    expect(row({ rate_per_input_token_cached: 0.25, discount: 0.25 })).toMatchObject({
      prompt: "0.0000015",
      completion: "0.000003",
      input_cache_read: "0.000000375",
    });
    expect(row({ discount: 0.25, discount_ends_at: NOW.getTime() / 1000 - 60 })?.prompt).toBe("0.000002");
    const full = "$2 in $4 out <= 32K, $3 in $6 out > 32K";
    expect(row({ full })?.tiers).toEqual([{ above: 32_000, prompt: "0.000003", completion: "0.000006" }]);
    expect(row({ full: "ask us, please" })?.tiers).toBeUndefined();
  });

  it("are doubtful with an undocumented discount", () => {
    expect(openrouter(["text"], { ...BASE, discount: 0.2 })).toMatchObject({
      price_doubt: true,
      price_note: expect.stringContaining("discount"),
      pricing: BASE,
    });
    expect(openrouter(["text"], { ...BASE, discount: 0 })).toMatchObject({ price_doubt: false });
  });

  it("omit a cache price above the prompt price, say so, and keep the offer", () => {
    const facts = openrouter(["text"], { ...BASE, input_cache_read: "0.0000011" });
    expect(facts).toMatchObject({ price_state: "known", price_doubt: false });
    expect(facts.pricing).not.toHaveProperty("input_cache_read");
    expect(facts.price_note).toBe(
      "its price of cached tokens, $1.1 per 1M, is above that of the prompt and is left out",
    );
  });

  it("include Groq's prices, name, modalities, features, and repository", () => {
    const row = {
      id: "acme/g",
      name: " Acme G ",
      hugging_face_id: "acme/G-7B",
      input_modalities: ["text", "image"],
      output_modalities: ["text"],
      pricing: { ...BASE, image: "0", request: "0" },
      supported_features: ["tools", "json_mode", "reasoning"],
    };
    expect(of("groq", row)).toMatchObject({
      name: "Acme G",
      hugging_face_id: "acme/G-7B",
      price_state: "known",
      pricing: BASE,
      architecture: { input_modalities: ["text", "image"], output_modalities: ["text"] },
      supported_parameters: ["tools", "tool_choice", "response_format", "reasoning"],
    });
  });
});
