import type { Kind } from "./works";

/** A real model: hub id, kind, context, USD per 1M in and out, date. */
export type Known = readonly [id: string, kind: Kind, context: number, input: number, output: number, date: string];

/** Open models that many gateways serve; the first ones every gateway that serves open models. */
export const OPEN: readonly Known[] = [
  ["meta-llama/Llama-3.3-70B-Instruct", "chat", 131072, 0.23, 0.4, "2024-12-06"],
  ["Qwen/Qwen3-32B", "reasoning", 40960, 0.1, 0.3, "2025-04-28"],
  ["openai/gpt-oss-120b", "reasoning", 131072, 0.1, 0.5, "2025-08-05"],
  ["meta-llama/Llama-3.1-8B-Instruct", "chat", 131072, 0.03, 0.05, "2024-07-23"],
  ["deepseek-ai/DeepSeek-V3-0324", "chat", 163840, 0.28, 0.88, "2025-03-24"],
  ["deepseek-ai/DeepSeek-R1", "reasoning", 163840, 0.5, 2.15, "2025-01-20"],
  ["deepseek-ai/DeepSeek-R1-0528", "reasoning", 163840, 0.5, 2.15, "2025-05-28"],
  ["deepseek-ai/DeepSeek-R1-Distill-Llama-70B", "reasoning", 131072, 0.1, 0.4, "2025-01-23"],
  ["deepseek-ai/DeepSeek-V3.1", "reasoning", 163840, 0.27, 1, "2025-08-21"],
  ["Qwen/Qwen3-235B-A22B-Instruct-2507", "chat", 262144, 0.13, 0.6, "2025-07-21"],
  ["Qwen/Qwen3-235B-A22B-Thinking-2507", "reasoning", 262144, 0.13, 0.6, "2025-07-25"],
  ["Qwen/Qwen3-Coder-480B-A35B-Instruct", "code", 262144, 0.4, 1.6, "2025-07-22"],
  ["Qwen/Qwen3-Next-80B-A3B-Instruct", "chat", 262144, 0.14, 1.4, "2025-09-11"],
  ["Qwen/Qwen3-30B-A3B", "reasoning", 40960, 0.08, 0.29, "2025-04-28"],
  ["Qwen/Qwen3-14B", "reasoning", 40960, 0.06, 0.24, "2025-04-28"],
  ["Qwen/Qwen2.5-72B-Instruct", "chat", 32768, 0.12, 0.39, "2024-09-18"],
  ["Qwen/Qwen2.5-Coder-32B-Instruct", "code", 32768, 0.06, 0.15, "2024-11-11"],
  ["Qwen/Qwen2.5-VL-72B-Instruct", "vision", 32768, 0.25, 0.75, "2025-01-27"],
  ["Qwen/QwQ-32B", "reasoning", 131072, 0.15, 0.4, "2025-03-05"],
  ["Qwen/Qwen3-Embedding-8B", "embedding", 32768, 0.01, 0, "2025-06-05"],
  ["openai/gpt-oss-20b", "reasoning", 131072, 0.04, 0.16, "2025-08-05"],
  ["moonshotai/Kimi-K2-Instruct", "chat", 131072, 0.5, 2, "2025-07-11"],
  ["moonshotai/Kimi-K2-Instruct-0905", "chat", 262144, 0.5, 2, "2025-09-05"],
  ["zai-org/GLM-4.5", "reasoning", 131072, 0.55, 2, "2025-07-28"],
  ["zai-org/GLM-4.5-Air", "reasoning", 131072, 0.2, 1.1, "2025-07-28"],
  ["zai-org/GLM-4.6", "reasoning", 202752, 0.6, 2, "2025-09-30"],
  ["MiniMaxAI/MiniMax-M2", "reasoning", 196608, 0.3, 1.2, "2025-10-27"],
  ["meta-llama/Llama-4-Maverick-17B-128E-Instruct", "vision", 1048576, 0.15, 0.6, "2025-04-05"],
  ["meta-llama/Llama-4-Scout-17B-16E-Instruct", "vision", 327680, 0.08, 0.3, "2025-04-05"],
  ["meta-llama/Llama-3.1-70B-Instruct", "chat", 131072, 0.23, 0.4, "2024-07-23"],
  ["meta-llama/Llama-3.1-405B-Instruct", "chat", 131072, 0.8, 0.8, "2024-07-23"],
  ["meta-llama/Llama-3.2-11B-Vision-Instruct", "vision", 131072, 0.05, 0.05, "2024-09-25"],
  ["meta-llama/Llama-3.2-3B-Instruct", "chat", 131072, 0.015, 0.025, "2024-09-25"],
  ["meta-llama/Llama-Guard-4-12B", "guard", 163840, 0.18, 0.18, "2025-04-29"],
  ["google/gemma-3-27b-it", "vision", 131072, 0.09, 0.17, "2025-03-12"],
  ["google/gemma-3-12b-it", "vision", 131072, 0.05, 0.1, "2025-03-12"],
  ["google/gemma-2-9b-it", "chat", 8192, 0.03, 0.06, "2024-06-27"],
  ["mistralai/Mistral-Small-3.2-24B-Instruct-2506", "vision", 131072, 0.075, 0.2, "2025-06-20"],
  ["mistralai/Mixtral-8x7B-Instruct-v0.1", "chat", 32768, 0.24, 0.24, "2023-12-11"],
  ["mistralai/Mistral-Nemo-Instruct-2407", "chat", 131072, 0.02, 0.04, "2024-07-18"],
  ["microsoft/phi-4", "chat", 16384, 0.07, 0.14, "2024-12-12"],
  ["nvidia/Llama-3.1-Nemotron-70B-Instruct", "chat", 131072, 0.6, 0.6, "2024-10-15"],
  ["NousResearch/Hermes-3-Llama-3.1-405B", "chat", 131072, 0.7, 0.8, "2024-08-15"],
  ["NousResearch/Hermes-4-70B", "reasoning", 131072, 0.13, 0.4, "2025-08-26"],
  ["Sao10K/L3.3-70B-Euryale-v2.3", "chat", 131072, 0.65, 0.75, "2024-12-06"],
  ["BAAI/bge-m3", "embedding", 8192, 0.01, 0, "2024-01-27"],
  ["BAAI/bge-reranker-v2-m3", "rerank", 8192, 0.01, 0, "2024-03-15"],
  ["openai/whisper-large-v3", "transcription", 448, 0.1, 0, "2023-11-07"],
  ["black-forest-labs/FLUX.1-schnell", "image", 512, 0.1, 0, "2024-07-31"],
  ["hexgrad/Kokoro-82M", "speech", 512, 0.62, 0, "2024-12-26"],
];

/** Closed models, which only openrouter lists beside their houses. */
export const CLOSED: readonly Known[] = [
  ["openai/gpt-4o", "vision", 128000, 2.5, 10, "2024-05-13"],
  ["openai/gpt-4o-2024-08-06", "vision", 128000, 2.5, 10, "2024-08-06"],
  ["openai/gpt-4o-mini", "vision", 128000, 0.15, 0.6, "2024-07-18"],
  ["openai/gpt-4-turbo", "vision", 128000, 10, 30, "2024-04-09"],
  ["openai/gpt-5", "vision", 400000, 1.25, 10, "2025-08-07"],
  ["openai/o1-pro", "vision", 200000, 150, 600, "2025-03-19"],
  ["anthropic/claude-sonnet-4.5", "vision", 1000000, 3, 15, "2025-09-29"],
  ["anthropic/claude-opus-4.1", "vision", 200000, 15, 75, "2025-08-05"],
  ["anthropic/claude-3.5-haiku", "vision", 200000, 0.8, 4, "2024-11-04"],
  ["google/gemini-2.5-pro", "vision", 1048576, 1.25, 10, "2025-06-17"],
  ["google/gemini-2.5-flash", "vision", 1048576, 0.3, 2.5, "2025-06-17"],
  ["google/gemini-2.5-flash-image", "image", 32768, 0.3, 2.5, "2025-10-07"],
  ["x-ai/grok-4", "vision", 256000, 3, 15, "2025-07-09"],
  ["x-ai/grok-code-fast-1", "code", 256000, 0.2, 1.5, "2025-08-26"],
  ["mistralai/mistral-large-2411", "chat", 131072, 2, 6, "2024-11-19"],
  ["cohere/command-r-plus-08-2024", "chat", 128000, 2.5, 10, "2024-08-30"],
];

/** Gemini API names, without their `models/`. */
export const GEMINI: readonly string[] =
  `gemini-2.5-pro gemini-2.5-flash gemini-2.5-flash-lite gemini-2.5-flash-image gemini-2.0-flash gemini-2.0-flash-001
  gemini-2.0-flash-lite gemini-2.5-pro-preview-tts gemini-2.5-flash-preview-tts gemini-embedding-001 text-embedding-004
  gemini-2.5-flash-native-audio-latest gemini-live-2.5-flash-preview gemma-3-27b-it gemma-3-12b-it gemma-3n-e4b-it
  imagen-4.0-generate-001 imagen-4.0-ultra-generate-001 veo-3.0-generate-001 veo-2.0-generate-001 aqa
  gemini-flash-latest gemini-2.5-computer-use-preview-10-2025 learnlm-2.0-flash-experimental`.split(/\s+/);

/** xAI names. */
export const GROK: readonly string[] =
  `grok-4-0709 grok-4-fast-reasoning grok-4-fast-non-reasoning grok-code-fast-1 grok-3 grok-3-mini grok-3-fast
  grok-3-mini-fast grok-2-vision-1212 grok-2-1212`.split(/\s+/);
