import type { Embedded } from "@/lib/server/catalog/embedded";
import { offer, priced } from "./offers";

const text = { context_length: 131_072, ...priced(0.1, 0.4) };

/** A built-in catalog of a few rows, which loads quickly. */
export const SMALL_CATALOG: Embedded = {
  asOf: "2026-01-01",
  offers: [
    offer("groq", "openai/gpt-oss-120b", text),
    offer("openrouter", "openai/gpt-oss-120b", text),
    offer("deepinfra", "meta-llama/Llama-3.3-70B-Instruct", text),
    offer("huggingface", "meta-llama/Llama-3.3-70B-Instruct"),
    offer("chutes", "Qwen/Qwen3-32B"),
  ],
};
