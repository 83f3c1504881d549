import { describe, expect, it } from "vitest";
import { perMillion } from "@/lib/models/price";
import { openrouter } from "@/lib/server/providers/openrouter";
import { NOW, read, rowsOf, written } from "./context";

const URL_ALL = "https://openrouter.ai/api/v1/models?output_modalities=all";
const ROW = {
  id: "openai/gpt-4o:free",
  canonical_slug: "openai/gpt-4o",
  hugging_face_id: "",
  name: "OpenAI: GPT-4o (free)",
  created: 1715558400,
  description: "GPT-4o is **OpenAI's** model.",
  context_length: 128000,
  architecture: {
    modality: "text+image->text",
    input_modalities: ["text", "image", "file"],
    output_modalities: ["text"],
    tokenizer: "GPT",
    instruct_type: null,
  },
  pricing: {
    prompt: "0.0000025",
    completion: "0.00001",
    request: "0",
    image: "0.003613",
    input_cache_read: "0.00000125",
  },
  top_provider: { context_length: 64000, max_completion_tokens: 16384, is_moderated: true },
  per_request_limits: null,
  supported_parameters: ["max_tokens", "tools", "tool_choice", "response_format", "structured_outputs"],
  expiration_date: null,
};
const priced = (prompt: unknown, completion: unknown, more = {}) =>
  read(openrouter, { ...ROW, pricing: { prompt, completion, ...more } });

describe("openrouter", () => {
  it("reads a row with its prices in USD per token, and keeps the ID as sent", () => {
    const facts = read(openrouter, ROW);
    expect(facts).toMatchObject({
      id: "openai/gpt-4o:free",
      name: "OpenAI: GPT-4o (free)",
      created: 1715558400,
      state: "active",
      context_length: 128000,
      max_output_length: 16384,
      price_state: "known",
      hugging_face_id: null,
      architecture: { input_modalities: ["text", "image", "file"], output_modalities: ["text"] },
      supported_parameters: ROW.supported_parameters,
    });
    expect(perMillion(facts.pricing?.prompt)).toBe(2.5);
    expect(perMillion(facts.pricing?.completion)).toBe(10);
    expect(perMillion(facts.pricing?.input_cache_read)).toBe(1.25);
    expect(facts.pricing?.image).toBe("0.003613");
  });

  it("never reads -1, an empty text, null, or a missing price as a figure", () => {
    expect(priced("-1", "-1")).toMatchObject({ price_state: "dynamic", pricing: { prompt: null, completion: null } });
    for (const nothing of ["", null, undefined, "n/a", {}]) {
      expect(priced(nothing, nothing)).toMatchObject({
        price_state: "unknown",
        pricing: { prompt: null, completion: null },
      });
    }
    expect(read(openrouter, { id: "a/b" })).toMatchObject({ price_state: "unknown" });
    expect(priced("0", "0")).toMatchObject({ price_state: "free", pricing: { prompt: "0", completion: "0" } });
    expect(priced("0", "0", { image: "0.04" })).toMatchObject({ price_state: "per_unit", pricing: { prompt: null } });
  });

  it("reads when an offer ends or has ended", () => {
    expect(read(openrouter, { ...ROW, expiration_date: "2026-03-01" })).toMatchObject({
      state: "expiring",
      state_note: "to be deprecated on 2026-03-01",
    });
    expect(read(openrouter, { ...ROW, expiration_date: "2025-12-31" })).toMatchObject({
      state: "deprecated",
      state_note: "deprecated on 2025-12-31",
    });
    expect(read(openrouter, { ...ROW, expiration_date: "9999-12-31" }).state).not.toBe("deprecated");
  });

  it("falls back to the modality string, and to the top provider's context", () => {
    const facts = read(openrouter, {
      ...ROW,
      context_length: 0,
      architecture: { modality: "text+image->text" },
    });
    expect(facts.context_length).toBe(64000);
    expect(facts.architecture).toEqual({ input_modalities: ["text", "image"], output_modalities: ["text"] });
    const embedding = { ...ROW, architecture: { input_modalities: ["text"], output_modalities: ["embeddings"] } };
    expect(read(openrouter, embedding).architecture?.output_modalities).toEqual(["embedding"]);
  });

  it("requests every modality, and follows links.next to the end", async () => {
    const next = "https://openrouter.ai/api/v1/models?offset=1&limit=1";
    const { context, asked } = written({
      [URL_ALL]: { data: [{ id: "a" }], total_count: 2, links: { next } },
      [next]: { data: [{ id: "b" }], total_count: 2, links: { next: null } },
    });
    expect(await rowsOf(openrouter, context(openrouter))).toEqual([{ id: "a" }, { id: "b" }]);
    expect(asked).toEqual([URL_ALL, next]);
    for await (const page of openrouter.list(context(openrouter))) expect(page.total).toBe(2);
  });

  it("evaluates the end of an offer at the given time", () => {
    const row = { ...ROW, expiration_date: "2026-01-15" };
    expect(openrouter.read(row, new Date("2026-01-14T23:59:59Z"))?.state).toBe("expiring");
    expect(openrouter.read(row, NOW)?.state).toBe("deprecated");
  });
});
