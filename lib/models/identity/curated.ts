/** A fact about names that no rule can derive, with the reason and the date of the entry (ISO 8601). */
interface CuratedName {
  /** As an ID with an author; parsed by the same rules as every other ID. */
  name: string;
  /** The only gateway that it applies to; all when absent. */
  gateway?: string;
  is: string;
  reason: string;
  date: string;
}

const DAY = "2026-11-23";
const entry = (name: string, is: string, reason: string, gateway?: string): CuratedName => ({
  name,
  is,
  reason,
  date: DAY,
  ...(gateway ? { gateway } : {}),
});

const SHORT = "a short name of the only model of this kind in its release";
const DATED = "the version and the release date name the same weights";
const OPENROUTER = "the gateway's page names these weights";

/** Overrides, which take precedence over all other evidence. */
export const CURATED: readonly CuratedName[] = [
  entry("meta-llama/llama-4-maverick", "meta-llama/Llama-4-Maverick-17B-128E-Instruct", SHORT),
  entry("meta-llama/llama-4-maverick-instruct", "meta-llama/Llama-4-Maverick-17B-128E-Instruct", SHORT),
  entry("meta-llama/llama-4-maverick-17b", "meta-llama/Llama-4-Maverick-17B-128E-Instruct", SHORT),
  entry("meta-llama/llama-4-maverick-17b-instruct", "meta-llama/Llama-4-Maverick-17B-128E-Instruct", SHORT),
  entry("meta-llama/llama-4-scout", "meta-llama/Llama-4-Scout-17B-16E-Instruct", SHORT),
  entry("meta-llama/llama-4-scout-instruct", "meta-llama/Llama-4-Scout-17B-16E-Instruct", SHORT),
  entry("meta-llama/llama-4-scout-17b", "meta-llama/Llama-4-Scout-17B-16E-Instruct", SHORT),
  entry("meta-llama/llama-4-scout-17b-instruct", "meta-llama/Llama-4-Scout-17B-16E-Instruct", SHORT),
  entry("meta-llama/Llama-3-70b-chat", "meta-llama/Llama-3-70B-Instruct", "chat is what this gateway calls instruct"),
  entry("meta-llama/Llama-3-8b-chat", "meta-llama/Llama-3-8B-Instruct", "chat is what this gateway calls instruct"),
  entry("qwen/qwen3-coder", "Qwen/Qwen3-Coder-480B-A35B-Instruct", OPENROUTER),
  entry("qwen/qwen3-235b-a22b-07-25", "Qwen/Qwen3-235B-A22B-Instruct-2507", "the release of July 2025, month last"),
  entry("qwen/qwen3-next", "Qwen/Qwen3-Next-80B-A3B-Instruct", SHORT),
  entry("deepseek/deepseek-chat-v3", "deepseek-ai/DeepSeek-V3", "DeepSeek calls V3 deepseek-chat"),
  entry("deepseek/deepseek-chat-v3-0324", "deepseek-ai/DeepSeek-V3-0324", "DeepSeek calls V3 deepseek-chat"),
  entry("deepseek/deepseek-chat-v3.1", "deepseek-ai/DeepSeek-V3.1", "DeepSeek calls V3.1 deepseek-chat"),
  entry("tngtech/DeepSeek-TNG-R1T2-Chimera", "tngtech/deepseek-r1t2-chimera", "the author's name inside the name"),
  entry("moonshotai/kimi-k2-0711", "moonshotai/Kimi-K2-Instruct", DATED),
  entry("moonshotai/kimi-k2-0711-preview", "moonshotai/Kimi-K2-Instruct", DATED),
  entry("moonshotai/kimi-k2-0905-preview", "moonshotai/Kimi-K2-Instruct-0905", DATED),
  entry("moonshotai/k2.7", "moonshotai/Kimi-K2.7-Code", "the name in Kimi's coding plan", "kimi-for-coding"),
  entry("moonshotai/kimi-k2.7", "moonshotai/Kimi-K2.7-Code", SHORT),
  entry("mistralai/mistral-nemo", "mistralai/Mistral-Nemo-Instruct-2407", DATED),
  entry("mistralai/mistral-nemo-instruct", "mistralai/Mistral-Nemo-Instruct-2407", DATED),
  entry("mistralai/mistral-nemo-12b-instruct", "mistralai/Mistral-Nemo-Instruct-2407", DATED),
  entry("mistralai/mistral-small-24b-instruct", "mistralai/Mistral-Small-24B-Instruct-2501", DATED),
  entry("mistralai/mistral-small-2501", "mistralai/Mistral-Small-24B-Instruct-2501", DATED),
  entry("mistralai/mistral-small-3", "mistralai/Mistral-Small-24B-Instruct-2501", DATED),
  entry("mistralai/mistral-small-3.1", "mistralai/mistral-small-3.1-24b-instruct", DATED),
  entry("mistralai/mistral-small-2503", "mistralai/mistral-small-3.1-24b-instruct", DATED),
  entry("mistralai/mistral-small-3.1-24b-instruct-2503", "mistralai/mistral-small-3.1-24b-instruct", DATED),
  entry("mistralai/mistral-small-3.2", "mistralai/mistral-small-3.2-24b-instruct", DATED),
  entry("mistralai/mistral-small-2506", "mistralai/mistral-small-3.2-24b-instruct", DATED),
  entry("mistralai/mistral-small-3.2-24b-instruct-2506", "mistralai/mistral-small-3.2-24b-instruct", DATED),
  entry("mistralai/mistral-medium-2505", "mistralai/mistral-medium-3", DATED),
  entry("mistralai/mistral-medium-2508", "mistralai/mistral-medium-3.1", DATED),
  entry("mistralai/mistral-large-3", "mistralai/mistral-large-2512", DATED),
  entry("mistralai/mistral-large-3-675b-instruct-2512", "mistralai/mistral-large-2512", DATED),
  entry("mistralai/mistral-large-instruct-2411", "mistralai/mistral-large-2411", DATED),
  entry("mistralai/mistral-large-instruct-2407", "mistralai/mistral-large-2407", DATED),
  entry("mistralai/devstral-2", "mistralai/devstral-2512", DATED),
  entry("mistralai/devstral-2-2512", "mistralai/devstral-2512", DATED),
  entry("mistralai/devstral-2-123b-instruct-2512", "mistralai/devstral-2512", DATED),
  entry("mistralai/devstral-2-123b", "mistralai/devstral-2512", DATED),
  entry("mistralai/mistral-saba-24b", "mistralai/mistral-saba", SHORT),
  entry("mistralai/pixtral-12b-2409", "mistralai/pixtral-12b", DATED),
  entry("google/gemini-2.0-flash-001", "google/gemini-2.0-flash", "the only stable version of this model"),
  entry("google/gemini-2.0-flash-lite-001", "google/gemini-2.0-flash-lite", "the only stable version of this model"),
  entry("nvidia/nemotron-3-super", "nvidia/nemotron-3-super-120b-a12b", SHORT),
  entry("nvidia/nemotron-3-ultra", "nvidia/nemotron-3-ultra-550b-a55b", SHORT),
  entry("nvidia/nemotron-3-nano", "nvidia/nemotron-3-nano-30b-a3b", SHORT),
  entry("nvidia/nemotron-3-120b-a12b", "nvidia/nemotron-3-super-120b-a12b", "the only Nemotron of this size"),
  entry("nvidia/nemotron-120b-a12b", "nvidia/nemotron-3-super-120b-a12b", "the only Nemotron of this size"),
  entry("nvidia/llama-3.3-nemotron-super-49b", "nvidia/llama-3.3-nemotron-super-49b-v1", SHORT),
  entry("deepseek/v3", "deepseek-ai/DeepSeek-V3.1", "this cloud's first V3 is V3.1", "amazon-bedrock"),
  entry("deepseek/deepseek-v3.1-671b", "deepseek-ai/DeepSeek-V3.1", "V3.1 has this one size"),
  entry("deepseek/deepseek-v3.2-671b", "deepseek-ai/DeepSeek-V3.2", "V3.2 has this one size"),
  entry("moonshotai/kimi-k2-1t", "moonshotai/Kimi-K2-Instruct", "K2 has this one size"),
  entry("mistralai/mistral-large-3-675b", "mistralai/mistral-large-2512", DATED),
  entry("mistralai/mistral-large-3-675b-instruct", "mistralai/mistral-large-2512", DATED),
  entry("mistralai/mistral-small-4", "mistralai/mistral-small-2603", DATED),
  entry("mistralai/mistral-small-4-119b", "mistralai/mistral-small-2603", DATED),
  entry("mistralai/mistral-small-4-119b-2603", "mistralai/mistral-small-2603", DATED),
  entry("qwen/qwq", "Qwen/QwQ-32B", SHORT),
  entry("sao10k/L3-8B-Lunaris-v1", "sao10k/l3-lunaris-8b", "the author's repository and its short name"),
  entry("nvidia/Nemotron-Content-Safety-3.5", "nvidia/nemotron-3.5-content-safety", "the version at either end"),
  entry("black-forest-labs/flux-dev", "black-forest-labs/FLUX.1-dev", SHORT),
  entry("black-forest-labs/flux-schnell", "black-forest-labs/FLUX.1-schnell", SHORT),
  entry("nousresearch/hermes-3-llama-8b", "NousResearch/Hermes-3-Llama-3.1-8B", "Hermes 3 has one Llama of this size"),
  entry(
    "nousresearch/hermes-3-llama-70b",
    "NousResearch/Hermes-3-Llama-3.1-70B",
    "Hermes 3 has one Llama of this size",
  ),
  entry(
    "nousresearch/hermes-3-llama-405b",
    "NousResearch/Hermes-3-Llama-3.1-405B",
    "Hermes 3 has one Llama of this size",
  ),
  entry("alpindale/WizardLM-2-8x22B", "microsoft/WizardLM-2-8x22B", "a mirror of weights their author took down"),
];
