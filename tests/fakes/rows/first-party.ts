import { arrow, asked, features, inputs, outputs, type Shape, slug, token } from "./kit";

/** A row of google's list. */
export const google: Shape = (w) => {
  const name = w.author === "google" ? w.name : `gemini-${w.id.toLowerCase().replaceAll(/[^a-z0-9.]+/g, "-")}`;
  const methods = /embedding/.test(name)
    ? ["embedContent", "countTextTokens", "countTokens", "asyncBatchEmbedContent"]
    : /^imagen/.test(name)
      ? ["predict"]
      : /^veo/.test(name)
        ? ["predictLongRunning"]
        : /native-audio|-live-/.test(name)
          ? ["countTokens", "bidiGenerateContent"]
          : name === "aqa"
            ? ["generateAnswer"]
            : ["generateContent", "countTokens", "createCachedContent", "batchGenerateContent"];
  return {
    name: `models/${name}`,
    version: "001",
    displayName: name.replaceAll("-", " "),
    description: w.description,
    inputTokenLimit: w.context,
    outputTokenLimit: w.maxOutput,
    supportedGenerationMethods: methods,
    ...(methods[0] === "generateContent" ? { temperature: 1, topP: 0.95, topK: 64, maxTemperature: 2 } : {}),
    ...(/gemini-2\.5/.test(name) ? { thinking: true } : {}),
  };
};

/** A row of fireworks's list. */
export const fireworks: Shape = (w, i) => ({
  name: `accounts/fireworks/models/${(w.invented ? `${w.author}-${w.name}` : w.name)
    .toLowerCase()
    .replace(/^llama-(?=\d)/, "llama-v")
    .replaceAll(/(\d)\.(\d)/g, "$1p$2")}`,
  displayName: w.title,
  description: w.description,
  createTime: new Date(w.created * 1000).toISOString(),
  kind:
    { embedding: "EMBEDDING_MODEL", rerank: "RERANKER_MODEL", image: "FLUMINA_BASE_MODEL" }[w.kind as string] ??
    "HF_BASE_MODEL",
  state: i === 30 ? "UPLOADING" : "READY",
  status: { code: "OK", message: "" },
  contextLength: w.context,
  supportsTools: features(w).includes("tools"),
  supportsImageInput: w.kind === "vision",
  supportsServerless: true,
  public: true,
  huggingFaceUrl: `https://huggingface.co/${w.id}`,
  deprecationDate: i === 20 ? { year: 2031, month: 6, day: 30 } : i === 21 ? { year: 2024, month: 12, day: 31 } : null,
});

/** A row of xai's list. */
export const xai: Shape = (w, i) => ({
  id: w.author === "x-ai" ? w.name : `grok-${w.id.toLowerCase().replaceAll(/[^a-z0-9.]+/g, "-")}`,
  aliases: w.author === "x-ai" && i % 2 === 0 ? [`${w.name}-latest`] : [],
  fingerprint: `fp_${w.dice.toString(16)}`,
  created: w.created,
  object: "model",
  owned_by: "xai",
  version: "1.0",
  input_modalities: w.name.includes("vision") || i % 3 === 0 ? ["text", "image"] : ["text"],
  output_modalities: ["text"],
  prompt_text_token_price: 2_000 * (1 + (w.dice % 25)),
  cached_prompt_text_token_price: 500 * (1 + (w.dice % 25)),
  prompt_image_token_price: 0,
  completion_text_token_price: 5_000 * (1 + (w.dice % 30)),
});

/** A row of nebius's list. */
export const nebius: Shape = (w, i) => ({
  id: i % 4 === 3 ? `${w.id}-fast` : i % 4 === 1 ? w.id.toLowerCase() : w.id,
  name: w.title,
  object: "model",
  created: w.created,
  owned_by: "system",
  description: w.description,
  context_length: w.context,
  architecture: { modality: arrow(w), tokenizer: "Other" },
  pricing: { prompt: token(asked(w.input, w, 5)), completion: token(asked(w.output, w, 5)), request: "0", image: "0" },
  supported_features: features(w).map((f) => f.replaceAll("_", "-")),
  quantization: w.quantization,
});

const GROQ_IDS = new Map([
  ["meta-llama/Llama-3.3-70B-Instruct", "llama-3.3-70b-versatile"],
  ["meta-llama/Llama-3.1-8B-Instruct", "llama-3.1-8b-instant"],
  ["openai/whisper-large-v3", "whisper-large-v3"],
]);
/** A row of groq's list. */
export const groq: Shape = (w, i) => ({
  id: i === 5 ? "whisper-large-v3-turbo" : i === 6 ? "playai-tts" : (GROQ_IDS.get(w.id) ?? w.id.toLowerCase()),
  object: "model",
  created: w.created,
  owned_by: w.author,
  active: i !== 15,
  context_window: w.context,
  public_apps: null,
  max_completion_tokens: w.maxOutput,
});

/** A row of cerebras's list. */
export const cerebras: Shape = (w, i) => ({
  id: w.invented ? `${w.author}-${w.name}`.toLowerCase() : slug(w).replace("-instruct", ""),
  object: "model",
  created: w.created,
  owned_by: w.author,
  name: w.title,
  description: w.description,
  hugging_face_id: w.id,
  pricing: { prompt: token(asked(w.input, w, 6)), completion: token(asked(w.output, w, 6)) },
  limits: { max_context_length: w.context, max_completion_tokens: w.maxOutput },
  capabilities: {
    streaming: true,
    function_calling: features(w).includes("tools"),
    structured_outputs: features(w).includes("structured_outputs"),
    reasoning: w.kind === "reasoning",
    vision: w.kind === "vision",
  },
  architecture: { modality: arrow(w), quantization: w.quantization },
  deprecated: i === 9,
  preview: i === 3,
});

/** A row of novita's list. */
export const novita: Shape = (w, i) => ({
  id: i === 4 ? `ai_infer_test_${slug(w)}` : w.id.toLowerCase(),
  object: "model",
  created: w.created,
  owned_by: "unknown",
  title: w.id.toLowerCase(),
  display_name: w.title,
  description: w.description,
  input_token_price_per_m: Math.round(asked(w.input, w, 7) * 1e4),
  output_token_price_per_m: Math.round(asked(w.output, w, 7) * 1e4),
  context_size: w.context,
  max_output_tokens: w.maxOutput,
  features: features(w).map((f) => (f === "tools" ? "function-calling" : f.replaceAll("_", "-"))),
  input_modalities: inputs(w),
  output_modalities: outputs(w),
  model_type: w.kind === "embedding" ? "embedding" : "chat",
  endpoints: ["chat/completions"],
  status: i === 3 ? 2 : 1,
});
