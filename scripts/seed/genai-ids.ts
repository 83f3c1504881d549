import { type Match, matches, spelledOut } from "./match";
import type { Gateway } from "./sources";

/** A row of the price table: the prices of some IDs. */
interface Entry {
  id: string;
  match: Match;
}

/**
 * The table's Google section mixes IDs of the Gemini API, of Vertex, and made-up ones, so the real ones that no other
 * source has are listed here.
 */
const GEMINI_API = new Set([
  "gemini-1.0-pro",
  "gemini-1.0-pro-vision-001",
  "gemini-2.5-flash-native-audio-latest",
  "gemini-2.5-flash-preview-tts",
  "gemini-2.5-pro-preview-tts",
  "gemini-embedding-001",
  "gemini-embedding-2",
  "gemini-omni-flash-preview",
]);

/**
 * Nebius's native IDs of models that Hugging Face routes to it. Those routed to its fast variants are identified by
 * price and context.
 */
const NEBIUS = new Map([
  ["deepseek-ai/DeepSeek-V3-0324", "deepseek-ai/DeepSeek-V3-0324-fast"],
  ["google/gemma-2-9b-it", "google/gemma-2-9b-it-fast"],
  ["meta-llama/Llama-3.1-8B-Instruct", "meta-llama/Meta-Llama-3.1-8B-Instruct-fast"],
  ["meta-llama/Llama-3.3-70B-Instruct", "meta-llama/Llama-3.3-70B-Instruct-fast"],
  ["nvidia/NVIDIA-Nemotron-Nano-12B-v2", "nvidia/Nemotron-Nano-V2-12b"],
  ["PrimeIntellect/INTELLECT-3-FP8", "PrimeIntellect/INTELLECT-3"],
  ["Qwen/Qwen2.5-Coder-7B", "Qwen/Qwen2.5-Coder-7B-fast"],
]);

/**
 * The gateway's own IDs that an entry matches. Its rules are for pricing rather than listing: only IDs spelled out
 * count, and for OpenRouter, whose IDs are combined from parts, only the entry's own.
 */
export function realIds(gateway: Gateway, { id, match }: Entry): string[] {
  const spelled = spelledOut(match);
  switch (gateway) {
    case "openrouter":
      return id.includes("/") && spelled.includes(id) ? [id] : [];
    case "fireworks":
      return spelled.filter((text) => text.startsWith("accounts/"));
    case "google":
      return [...new Set([...spelled, ...(matches(match, id) ? [id] : [])])].filter((text) => GEMINI_API.has(text));
    case "together":
      return spelled;
    case "xai":
      return spelled.filter((text) => !text.includes("/"));
    case "nebius":
      return [NEBIUS.get(id) ?? id];
    case "huggingface":
      return [id];
    default:
      return spelled.includes(id) ? [id] : [];
  }
}
