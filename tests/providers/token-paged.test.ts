import { describe, expect, it } from "vitest";
import { NetError } from "@/lib/net/errors";
import { fireworks } from "@/lib/server/providers/fireworks";
import { google } from "@/lib/server/providers/google";
import type { OfferFacts } from "@/lib/server/providers/provider";
import { read, rowsOf, written } from "./context";

const arrow = ({ architecture: a }: OfferFacts) =>
  a && `${a.input_modalities.join("+")}->${a.output_modalities.join("+")}`;

describe("google", () => {
  const ROW = {
    name: "models/gemini-2.5-pro",
    version: "2.5",
    displayName: "Gemini 2.5 Pro",
    description: "Stable release",
    inputTokenLimit: 1048576,
    outputTokenLimit: 65536,
    supportedGenerationMethods: ["generateContent", "countTokens"],
    thinking: true,
  };

  it("reads a row without the prefix of its name, and no price", () => {
    expect(read(google, ROW)).toMatchObject({
      id: "gemini-2.5-pro",
      name: "Gemini 2.5 Pro",
      owned_by: "google",
      price_state: "unknown",
      context_length: 1048576,
      max_output_length: 65536,
      supported_parameters: ["tools", "tool_choice", "response_format", "structured_outputs", "reasoning"],
    });
    expect(google.read({ ...ROW, name: "models/" }, new Date())).toBeNull();
    expect(google.key.headers("k")).toEqual({ "x-goog-api-key": "k" });
  });

  it("derives modalities from the methods and the ID", () => {
    const of = (id: string, ...supportedGenerationMethods: string[]) =>
      arrow(read(google, { ...ROW, name: `models/${id}`, supportedGenerationMethods }));
    expect(of("gemini-2.5-pro", "generateContent")).toBe("text+image+audio+video+file->text");
    expect(of("gemini-2.5-flash-image", "generateContent")).toBe("text+image->text+image");
    expect(of("gemini-2.5-pro-preview-tts", "generateContent")).toBe("text->audio");
    expect(of("gemma-3-27b-it", "generateContent")).toBe("text+image->text");
    expect(of("gemma-3-1b-it", "generateContent")).toBe("text->text");
    expect(of("lyria-3-clip-preview", "generateContent")).toBe("text+image->audio");
    expect(of("gemini-embedding-001", "embedContent", "countTokens")).toBe("text->embedding");
    expect(of("imagen-4.0-generate-001", "predict")).toBe("text->image");
    expect(of("veo-3.0-generate-001", "predictLongRunning")).toBe("text+image->video");
    expect(of("unheard-of")).toBeUndefined();
  });

  it("follows page tokens until there are none", async () => {
    const first = "https://generativelanguage.googleapis.com/v1beta/models?pageSize=1000";
    const second = `${first}&pageToken=a%2Fb%3D`;
    const { context, asked } = written({
      [first]: { models: [{ name: "models/a" }], nextPageToken: "a/b=" },
      [second]: { models: [{ name: "models/b" }] },
    });
    expect(await rowsOf(google, context(google))).toHaveLength(2);
    expect(asked).toEqual([first, second]);
  });
});

describe("fireworks", () => {
  const ROW = {
    name: "accounts/fireworks/models/llama-v3p3-70b-instruct",
    displayName: "Llama 3.3 70B Instruct",
    createTime: "2024-12-06T17:00:00.000Z",
    kind: "HF_BASE_MODEL",
    state: "READY",
    contextLength: 131072,
    supportsTools: true,
    supportsImageInput: false,
    supportsServerless: true,
    deprecationDate: null,
  };
  const CONTROL =
    "https://api.fireworks.ai/v1/accounts/fireworks/models?filter=supports_serverless%3Dtrue&pageSize=200";
  const INFERENCE = "https://api.fireworks.ai/inference/v1/models";

  it("reads a row of the control plane, its ID unchanged", () => {
    const facts = read(fireworks, ROW);
    expect(facts).toMatchObject({
      id: ROW.name,
      name: "Llama 3.3 70B Instruct",
      created: 1733504400,
      state: "active",
      price_state: "unknown",
      context_length: 131072,
      supported_parameters: ["tools", "tool_choice"],
    });
    expect(arrow(read(fireworks, { ...ROW, supportsImageInput: true }))).toBe("text+image->text");
    expect(arrow(read(fireworks, { ...ROW, kind: "EMBEDDING_MODEL" }))).toBe("text->embedding");
  });

  it("reads a row of the inference list", () => {
    const row = { id: ROW.name, created: 5, owned_by: "fireworks", supports_image_input: true, supports_tools: true };
    const facts = read(fireworks, row);
    expect(facts).toMatchObject({ id: ROW.name, name: ROW.name, created: 5, owned_by: null, context_length: null });
    expect([arrow(facts), facts.supported_parameters]).toEqual(["text+image->text", ["tools", "tool_choice"]]);
  });

  it("reads states and end dates", () => {
    expect(read(fireworks, { ...ROW, state: "UPLOADING" }).state).toBe("inactive");
    expect(read(fireworks, { ...ROW, supportsServerless: false }).state).toBe("inactive");
    expect(read(fireworks, { ...ROW, deprecationDate: { year: 2026, month: 6, day: 30 } })).toMatchObject({
      state: "expiring",
      state_note: "to be deprecated on 2026-06-30",
    });
    expect(read(fireworks, { ...ROW, deprecationDate: { year: 2025, month: 6, day: 30 } }).state).toBe("deprecated");
    expect(read(fireworks, { ...ROW, deprecationDate: { year: 0, month: 0, day: 0 } }).state).toBe("active");
  });

  it("follows page tokens until an empty one", async () => {
    const { context } = written({
      [CONTROL]: { models: [{ name: "a" }], nextPageToken: "t", totalSize: 2 },
      [`${CONTROL}&pageToken=t`]: { models: [{ name: "b" }], nextPageToken: "", totalSize: 2 },
    });
    expect(await rowsOf(fireworks, context(fireworks))).toEqual([{ name: "a" }, { name: "b" }]);
  });

  it("falls back to the inference list only when access to the control plane is denied", async () => {
    const refusal = (status: number) => new NetError("http", `answered ${status}`, { status });
    for (const status of [401, 403, 404]) {
      const { context } = written({ [CONTROL]: refusal(status), [INFERENCE]: { data: [{ id: "x" }] } });
      expect(await rowsOf(fireworks, context(fireworks))).toEqual([{ id: "x" }]);
    }
    const { context } = written({ [CONTROL]: refusal(500), [INFERENCE]: { data: [] } });
    await expect(rowsOf(fireworks, context(fireworks))).rejects.toMatchObject({ status: 500 });
    const late = written({
      [CONTROL]: { models: [{ name: "a" }], nextPageToken: "t" },
      [`${CONTROL}&pageToken=t`]: refusal(403),
    });
    await expect(rowsOf(fireworks, late.context(fireworks))).rejects.toMatchObject({ status: 403 });
  });
});
