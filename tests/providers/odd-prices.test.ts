import { describe, expect, it } from "vitest";
import { readRow as of } from "./one-row";

const ZERO = { prompt: "0", completion: "0" };
const PRICED = { prompt: "0.000001", completion: "0.000003" };
const NONE = { prompt: null, completion: null };
const ways = (from: string, to: string) => ({ input_modalities: from.split("+"), output_modalities: to.split("+") });
const TEXT = ways("text", "text");
const CHAT = { id: "a/chat", architecture: TEXT };

describe("zeros", () => {
  const deepinfra = (type: string, cents = 0) =>
    of("deepinfra", {
      model_name: "a/d",
      type,
      pricing: { type: "tokens", cents_per_input_token: cents, cents_per_output_token: cents },
    });
  const xai = (row: object) =>
    of("xai", { id: "grok-x", prompt_text_token_price: 0, completion_text_token_price: 0, ...row });
  const nebius = (modality: string, id = "a/n") => of("nebius", { id, architecture: { modality }, pricing: ZERO });

  it("mean free only if the gateway lists free models, or the row says free", () => {
    expect(of("openrouter", { ...CHAT, pricing: ZERO }).price_state).toBe("free");
    expect(of("chutes", { id: "a/c", ...TEXT, pricing: { prompt: 0, completion: 0 } }).price_state).toBe("free");
    const novita = { id: "a/n", input_token_price_per_m: 0, output_token_price_per_m: 0 };
    expect(of("novita", novita).price_state).toBe("free");
    for (const facts of [
      of("groq", { id: "groq/compound-x", ...TEXT, pricing: ZERO }),
      of("cerebras", { id: "c", architecture: { modality: "text" }, pricing: ZERO }),
      xai(TEXT),
      nebius("text->text"),
      deepinfra("text-generation"),
    ]) {
      expect(facts).toMatchObject({ price_state: "unknown", pricing: NONE });
    }
    expect(nebius("text->text", "a/n-free").price_state).toBe("free");
  });

  it("mean another unit for images, audio, and video, at every gateway", () => {
    const route = {
      provider: "p",
      status: "live",
      task: "text-to-image",
      providerDetails: { pricing: { input: 0, output: 0 } },
    };
    for (const facts of [
      of("openrouter", { id: "a/o", architecture: ways("text", "image+text"), pricing: ZERO }),
      of("chutes", { id: "a/c", ...ways("text", "image"), pricing: { prompt: 0, completion: 0 } }),
      of("huggingface", { id: "a/h", pipeline_tag: "text-to-image", inferenceProviderMapping: [route] }),
      of("together", { id: "a/t", type: "video", pricing: { input: 0, output: 0 } }),
      xai(ways("text", "image")),
      nebius("text->image"),
      deepinfra("text-to-video"),
    ]) {
      expect(facts).toMatchObject({ price_state: "per_unit", pricing: NONE });
    }
  });

  it("are not a price of cached tokens if tokens cost something", () => {
    const row = { prompt_text_token_price: 20_000, completion_text_token_price: 60_000 };
    for (const { pricing, price_state } of [
      of("openrouter", { ...CHAT, pricing: { ...PRICED, input_cache_read: "0", input_cache_write: "0" } }),
      of("xai", { id: "grok-x", ...row, cached_prompt_text_token_price: 0 }),
      of("together", { id: "a/t", type: "chat", pricing: { input: 1, output: 2, cached_input: 0 } }),
    ]) {
      expect([price_state, Object.keys(pricing ?? {})]).toEqual(["known", ["prompt", "completion"]]);
    }
  });

  it("are overridden by other prices in the row, and are not read from blanks", () => {
    const flat = { id: "a/n", input_token_price_per_m: 0, output_token_price_per_m: 0 };
    const pricing = { prompt: { price_per_m: 5_000 }, completion: { price_per_m: 9_000 } };
    expect(of("novita", { ...flat, pricing }).pricing).toEqual({ prompt: "0.0000005", completion: "0.0000009" });
    const blank = { prompt: { price_per_m_decimal: "" }, completion: { price_per_m_decimal: [] } };
    expect(of("novita", { id: "a/n", pricing: blank }).price_state).toBe("unknown");
  });
});

describe("figures", () => {
  it("per piece are not prices of tokens", () => {
    for (const [output, prompt] of [
      ["image", "0.04"],
      ["rerank", "0.002"],
      ["transcription", "0.006"],
    ] as const) {
      const row = { id: "a/o", architecture: ways("text+audio", output), pricing: { prompt, completion: "0" } };
      expect(of("openrouter", row)).toMatchObject({ price_state: "per_unit", price_doubt: false });
    }
    const mapping = { provider: "p", status: "live", task: "automatic-speech-recognition" };
    const route = { ...mapping, providerDetails: { pricing: { input: 0.1, output: 0 } } };
    expect(of("huggingface", { id: "a/h", inferenceProviderMapping: [route] })).toMatchObject({
      price_state: "per_unit",
      routes: [{ price_state: "per_unit" }],
    });
  });

  it("are decimal", () => {
    for (const odd of ["0x10", "0b1", "1_000", "$1", "∞", [1], { usd: 1 }, true]) {
      expect(of("openrouter", { ...CHAT, pricing: { prompt: odd, completion: odd } }).pricing).toEqual(NONE);
    }
  });
});

describe("prices under conditions", () => {
  const stated = (overrides: unknown, slug = "openrouter") => {
    const pricing = { ...PRICED, overrides };
    return of(slug, { ...CHAT, ...TEXT, pricing });
  };

  it("are read from every list with OpenRouter's names", () => {
    for (const slug of ["openrouter", "groq", "nebius", "cerebras"]) {
      const { pricing } = stated([{ min_prompt_tokens: "128000", prompt: "0.000002" }], slug);
      expect(pricing?.tiers).toEqual([{ above: 128_000, prompt: "0.000002", completion: "0.000003" }]);
      const night = stated([{ utc_start: 2230, utc_end: 130, prompt: "0.0000005" }], slug);
      expect(night.pricing?.windows).toEqual([
        { utc_start: 2230, utc_end: 130, prompt: "0.0000005", completion: "0.000003" },
      ]);
    }
  });

  it("are reported and not guessed if they cannot be read", () => {
    const prompt = "0.000002";
    for (const odd of [
      { min_prompt_tokens: 200_000, prompt },
      [{ min_prompt_tokens: Number.POSITIVE_INFINITY, prompt }],
      [{ min_prompt_tokens: 200_000.5, prompt }],
      [{ min_prompt_tokens: -1, prompt }],
      [{ min_prompt_tokens: 200_000, prompt: "-1" }],
      [{ min_prompt_tokens: 200_000, prompt: [prompt] }],
      [{ utc_start: 900, utc_end: 900, prompt }],
      [{ utc_start: 2460, utc_end: 100, prompt }],
    ]) {
      expect(stated(odd)).toMatchObject({ pricing: PRICED, price_note: expect.stringContaining("not read here") });
    }
    for (const none of [null, [], {}, "x", [{ min_prompt_tokens: 9 }]]) {
      expect(stated(none)).not.toHaveProperty("price_note");
    }
    const step = (min_tokens: unknown, price: number) => ({
      min_tokens,
      pricing: { prompt: { price_per_m: price }, completion: { price_per_m: price } },
    });
    const novita = (...tiered_billing_configs: unknown[]) =>
      of("novita", { id: "a/n", is_tiered_billing: true, tiered_billing_configs });
    expect(novita(step("0", 2_000), step("32001", 4_000)).pricing?.tiers).toMatchObject([{ above: 32_000 }]);
    expect(novita(step(0, 2_000), step(null, 4_000)).price_note).toContain("not read here");
    expect(novita(step(null, 2_000), step(32_001, 4_000)).price_state).toBe("unknown");
  });
});

describe("discounts", () => {
  it("put a price in doubt at every gateway that does not say how they work", () => {
    const tokens = { type: "tokens", cents_per_input_token: 0.0001, cents_per_output_token: 0.0002 };
    const details = { pricing: { input: 1, output: 2, discount: 0.1 } };
    for (const facts of [
      of("groq", { id: "g", pricing: { ...PRICED, discount: "0.5" } }),
      of("chutes", { id: "c", pricing: { prompt: 1, completion: 2, discount: 0.5 } }),
      of("cerebras", { id: "c", pricing: { ...PRICED, discount: "20%" } }),
      of("together", { id: "t", pricing: { input: 1, output: 2, discount: 0.3 } }),
      of("xai", { id: "x", prompt_text_token_price: 1e4, completion_text_token_price: 1e4, discount: 0.1 }),
      of("novita", { id: "n", input_token_price_per_m: 1e4, output_token_price_per_m: 1e4, discount: { off: 1 } }),
      of("huggingface", { id: "a/h", inferenceProviderMapping: { p: { status: "live", providerDetails: details } } }),
      ...[50, 1, -0.5, "half"].map((discount) =>
        of("deepinfra", { model_name: "a/d", pricing: { ...tokens, discount } }),
      ),
    ]) {
      expect(facts).toMatchObject({ price_state: "known", price_doubt: true });
    }
    const said = of("deepinfra", {
      model_name: "a/d",
      pricing: { ...tokens, cents_per_input_token: "0.0001", discount: "0.5" },
    });
    expect(said).toMatchObject({ price_doubt: false, pricing: { prompt: "0.0000005", completion: "0.000001" } });
  });
});
