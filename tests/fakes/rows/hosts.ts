import { arrow, asked, features, inputs, outputs, type Shape, slug, token } from "./kit";
import type { Work } from "./works";

/** A row of openrouter's list. */
export const openrouter: Shape = (w, i) => {
  const free = i % 17 === 16;
  const varies = i % 113 === 5;
  const price = (usd: number) => (varies ? "-1" : free || w.kind === "image" ? "0" : token(asked(usd, w, 1)));
  const openai = {
    tools: ["tools", "tool_choice"],
    json_mode: ["response_format"],
    structured_outputs: ["structured_outputs"],
  };
  return {
    id: `${w.author.toLowerCase()}/${slug(w)}${free ? ":free" : ""}`,
    canonical_slug: `${w.author.toLowerCase()}/${slug(w)}`,
    hugging_face_id: /^(openai\/gpt-[45]|openai\/o1|anthropic|google\/gemini|x-ai)/.test(w.id) ? "" : w.id,
    name: `${w.author}: ${w.title}${free ? " (free)" : ""}`,
    created: w.created,
    description: w.description,
    context_length: w.context,
    architecture: {
      modality: arrow(w),
      input_modalities: inputs(w),
      output_modalities: outputs(w),
      tokenizer: "Other",
      instruct_type: null,
    },
    pricing: {
      prompt: price(w.input),
      completion: price(w.output),
      request: "0",
      image: w.kind === "image" ? "0.04" : "0",
      web_search: "0",
      internal_reasoning: "0",
      ...(w.dice % 3 === 0 && !free && !varies ? { input_cache_read: price(w.input / 10) } : {}),
    },
    top_provider: {
      context_length: w.context,
      max_completion_tokens: w.dice % 5 === 0 ? null : w.maxOutput,
      is_moderated: false,
    },
    per_request_limits: null,
    supported_parameters: [
      ...["max_tokens", "temperature", "top_p", "stop", "seed"],
      ...features(w).flatMap((f) => openai[f as keyof typeof openai] ?? ["reasoning", "include_reasoning"]),
    ],
    expiration_date: i % 97 === 60 ? "2031-03-31" : null,
  };
};

const DEEPINFRA_TYPES: Partial<Record<Work["kind"], string>> = {
  embedding: "embeddings",
  rerank: "reranker",
  image: "text-to-image",
  speech: "text-to-speech",
  transcription: "automatic-speech-recognition",
};
/** A row of deepinfra's list. */
export const deepinfra: Shape = (w, i) => ({
  model_name: w.id,
  type: DEEPINFRA_TYPES[w.kind] ?? "text-generation",
  reported_type: DEEPINFRA_TYPES[w.kind] ?? "text-generation",
  description: w.description,
  cover_img_url: `https://shared.example/${slug(w)}.webp`,
  tags: [...features(w).map((f) => f.replace("json_mode", "json")), ...(w.kind === "vision" ? ["multimodal"] : [])],
  pricing:
    w.kind === "image"
      ? { type: "image_units", cents_per_image_unit: 0.05, default_width: 1024, default_height: 1024 }
      : w.kind === "transcription"
        ? { type: "time", cents_per_sec: 0.00075 }
        : {
            type: "tokens",
            cents_per_input_token: asked(w.input, w, 2) / 1e4,
            cents_per_output_token: asked(w.output, w, 2) / 1e4,
          },
  max_tokens: w.context,
  quantization: w.quantization,
  replaced_by: i % 41 === 40 ? "meta-llama/Llama-3.3-70B-Instruct" : null,
  deprecated: i % 41 === 40 ? 1_735_689_600 : null,
  private: 0,
});

/** A row of chutes's list. */
export const chutes: Shape = (w, i) => ({
  id: `${w.id}${i % 6 === 5 ? "-TEE" : ""}`,
  root: w.id,
  object: "model",
  created: w.created,
  owned_by: "sglang",
  pricing: {
    prompt: asked(w.input, w, 3),
    completion: asked(w.output, w, 3),
    input_cache_read: asked(w.input / 2, w, 3),
  },
  quantization: w.quantization,
  ...(i % 9 === 4 ? { max_model_len: w.context } : { context_length: w.context, max_model_len: w.context }),
  max_output_length: w.maxOutput,
  input_modalities: inputs(w),
  output_modalities: outputs(w),
  supported_features: features(w),
  confidential_compute: i % 6 === 5,
});

const TOGETHER_TYPES: Partial<Record<Work["kind"], string>> = {
  code: "code",
  guard: "moderation",
  embedding: "embedding",
  rerank: "rerank",
  image: "image",
  speech: "audio",
  transcription: "transcribe",
};
/** A row of together's list. */
export const together: Shape = (w, i) => ({
  id: `${w.id}${i % 5 === 0 && !w.invented ? "-Turbo" : ""}`,
  object: "model",
  created: i % 2 === 0 ? 0 : w.created,
  type: TOGETHER_TYPES[w.kind] ?? "chat",
  running: false,
  display_name: w.title,
  organization: w.author,
  link: `https://huggingface.co/${w.id}`,
  license: "apache-2.0",
  ...(w.kind === "image" ? {} : { context_length: w.context }),
  config: { chat_template: null, stop: [], bos_token: null, eos_token: null },
  pricing: {
    hourly: 0,
    input: w.kind === "image" ? 0 : asked(w.input, w, 4),
    output: w.kind === "image" ? 0 : asked(w.output, w, 4),
    base: 0,
    finetune: 0,
    cached_input: null,
  },
});
