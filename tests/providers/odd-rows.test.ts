import { describe, expect, it } from "vitest";
import type { OfferFacts } from "@/lib/server/providers/provider";
import { NOW } from "./context";
import { readRow as of } from "./one-row";

const CHAT = { id: "a/chat", architecture: { input_modalities: ["text"], output_modalities: ["text"] } };
const arrow = ({ architecture: a }: OfferFacts) =>
  `${a?.input_modalities.join("+")}->${a?.output_modalities.join("+")}`;

describe("capabilities and modalities", () => {
  const yes = (features: unknown) => ({ id: "a/f", features, supported_features: features, capabilities: features });

  it("are read from lists, and from objects, where false denies", () => {
    for (const slug of ["novita", "chutes", "nebius", "groq", "cerebras"]) {
      expect(of(slug, yes(["Tool-Calling ", "reasoning"])).capabilities).toMatchObject({
        tools: true,
        reasoning: true,
      });
      const facts = of(slug, yes({ tools: false, json_mode: "true", vision: true, reasoning: null }));
      expect(facts.capabilities).toEqual({ tools: false, json: true, reasoning: null, vision: true });
    }
    expect(of("cerebras", yes({ vision: false })).capabilities?.vision).toBe(false);
    const methods = { supportedGenerationMethods: ["generateContent"] };
    expect(of("google", { name: "models/gemini-9", ...methods, thinking: false }).capabilities?.reasoning).toBe(false);
    expect(of("google", { name: "models/gemini-9", ...methods }).capabilities?.reasoning).toBeNull();
  });

  it("are read from text that is a list", () => {
    const architecture = { input_modalities: "text, image", output_modalities: "text" };
    const facts = of("openrouter", { id: "a/t", architecture, supported_parameters: "tools,temperature" });
    expect([arrow(facts), facts.supported_parameters]).toEqual(["text+image->text", ["tools", "temperature"]]);
    expect(arrow(of("groq", { id: "a/t", input_modalities: "text+image", output_modalities: "text" }))).toBe(
      "text+image->text",
    );
    expect(of("novita", { id: "a/t", features: "function-calling|reasoning" }).capabilities).toMatchObject({
      tools: true,
      reasoning: true,
    });
  });

  it("of speech are read by the short names too", () => {
    const together = (type: string, output = 0) => of("together", { id: "a/s", type, pricing: { input: 65, output } });
    expect(["tts", "speech", "asr", "stt"].map((type) => arrow(together(type)))).toEqual([
      "text->audio",
      "text->audio",
      "audio->text",
      "audio->text",
    ]);
    expect(together("tts").price_state).toBe("per_unit");
  });

  it("name only modalities that the row names", () => {
    const cerebras = (modality: unknown) => arrow(of("cerebras", { id: "c", architecture: { modality } }));
    expect(["text, image", "text/image->text", "multimodal", ["text"]].map(cerebras)).toEqual([
      "text+image->text",
      "text+image->text",
      "->text",
      "undefined->undefined",
    ]);
    expect(
      arrow(of("google", { name: "models/gemini-embedding-001", supportedGenerationMethods: ["embedContent"] })),
    ).toBe("text->embedding");
    const newer = { name: "models/gemini-embedding-2-preview", supportedGenerationMethods: ["embedContent"] };
    expect(arrow(of("google", newer))).toBe("text+image+audio+video+file->embedding");
    const fireworks = (id: string) =>
      arrow(of("fireworks", { id: `accounts/fireworks/models/${id}`, supports_chat: false, kind: "HF_BASE_MODEL" }));
    expect(["qwen3-embedding-8b", "qwen3-reranker-8b", "a-base"].map(fireworks)).toEqual([
      "text->embedding",
      "text->rerank",
      "->",
    ]);
  });
});

describe("dates, names, and references", () => {
  it("are null if the day does not exist or cannot be intended", () => {
    const end = (deprecationDate: unknown) => of("fireworks", { name: "accounts/f/models/m", deprecationDate });
    for (const odd of [
      { year: 2026, month: 0, day: 0 },
      { year: 2026, month: 13, day: 1 },
      { year: 2098, month: 12, day: 31 },
      "2026-02-30",
    ]) {
      expect(end(odd)).toMatchObject({ state: "active", state_note: null });
    }
    expect(end({ year: "2026", month: "6", day: "30" }).state_note).toBe("to be deprecated on 2026-06-30");
    for (const expiration_date of ["1970-01-01", 1, "2098-12-31T00:00:00Z", 4_070_908_800_000]) {
      expect(of("openrouter", { ...CHAT, expiration_date }).state).toBe("active");
    }
    const deepinfra = (deprecated: unknown) => of("deepinfra", { model_name: "a/d", deprecated }).state_note;
    expect([true, 1, 0, null].map(deepinfra)).toEqual([
      "deprecated on DeepInfra",
      "deprecated on DeepInfra",
      null,
      null,
    ]);
    expect(of("openrouter", { ...CHAT, created: NOW.getTime() / 1000 + 90 * 86_400 }).created).toBeNull();
    expect(of("huggingface", { id: "a/old", createdAt: "2022-03-02T23:29:04.000Z" }).created).toBeNull();
    const cutoff = (said: unknown) => of("openrouter", { ...CHAT, knowledge_cutoff: said }).facts?.knowledge_cutoff;
    expect(["2025-06", "2025-06-30", "June 2025", "unknown", "2025-13"].map(cutoff)).toEqual([
      "2025-06",
      "2025-06-30",
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("are trimmed, and null if empty", () => {
    expect(of("openrouter", { ...CHAT, name: " Acme:  One\n\tTwo\u00a0" }).name).toBe("Acme: One Two");
    expect(of("openrouter", { id: " a/chat ", name: " " })).toMatchObject({ id: " a/chat ", name: "a/chat" });
    expect(of("xai", { id: "grok-x", aliases: ["", "grok-x", " grok-x-latest", "grok-x-latest", 7] })).toMatchObject({
      state_note: "also answers to grok-x-latest",
      facts: { aliases: ["grok-x-latest"] },
    });
    expect(
      ["unknown", "None", " FP8 "].map((quantization) => of("chutes", { id: "c", quantization }).quantization),
    ).toEqual([null, null, "fp8"]);
    expect(of("together", { id: "t", license: "unknown" }).facts).toEqual({});
    expect(of("novita", { id: "n", status: "1" }).state).toBe("active");
  });

  it("read a repository's name or URL, and nothing else", () => {
    const hub = (hugging_face_id: unknown) => of("openrouter", { ...CHAT, hugging_face_id }).hugging_face_id;
    for (const link of ["acme/One-7B", "https://huggingface.co/acme/One-7B", "https://hf.co/acme/One-7B/tree/main"]) {
      expect(hub(link)).toBe("acme/One-7B");
    }
    for (const odd of ["", "one", "/models/one", "a/b/c", "https://acme.example/acme/One", ["acme/One"]]) {
      expect(hub(odd)).toBeNull();
    }
  });
});
