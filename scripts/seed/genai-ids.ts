import { type Match, matches, spelledOut } from "./match";
import type { Gateway } from "./sources";

/** A row of the price table: what its ids are charged. */
export interface Entry {
  id: string;
  match: Match;
}

/**
 * Its table of Google's mixes ids of the Gemini API, of Vertex and made-up ones, so the real ones that no other source
 * has are named here.
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
 * Nebius's own ids of what Hugging Face routes to it by hub id. Those routed to its fast flavors are told by their
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
 * The gateway's own ids that an entry stands for. Its rules are for pricing, not listings: only ids that are spelled
 * out count, and where its spellings are made up from parts (openrouter) only the entry's own.
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
