import { lookup } from "@/lib/contract/lookup";

/** Display names that are not just the capitalized slug. */
const LABELS: Record<string, string> = lookup({
  "01-ai": "01.AI",
  ai21: "AI21 Labs",
  "aion-labs": "Aion Labs",
  aisingapore: "AI Singapore",
  alibaba: "Alibaba",
  allenai: "Ai2",
  arcee: "Arcee AI",
  baai: "BAAI",
  bfl: "Black Forest Labs",
  bytedance: "ByteDance",
  chutesai: "Chutes",
  cognitivecomputations: "Cognitive Computations",
  deepcogito: "Deep Cogito",
  deepseek: "DeepSeek",
  eleven: "ElevenLabs",
  eleutherai: "EleutherAI",
  essentialai: "Essential AI",
  huggingface: "Hugging Face",
  huggingfaceh4: "Hugging Face H4",
  ibm: "IBM",
  inclusionai: "inclusionAI",
  internlm: "InternLM",
  kwaipilot: "Kwaipilot",
  lg: "LG AI Research",
  liquid: "Liquid AI",
  minimax: "MiniMax",
  mistral: "Mistral AI",
  moonshotai: "Moonshot AI",
  "nex-agi": "Nex AGI",
  neversleep: "NeverSleep",
  nousresearch: "Nous Research",
  nvidia: "NVIDIA",
  openai: "OpenAI",
  openrouter: "OpenRouter",
  openchat: "OpenChat",
  primeintellect: "Prime Intellect",
  "sentence-transformers": "Sentence Transformers",
  stepfun: "StepFun",
  "swiss-ai": "Swiss AI",
  thedrummer: "TheDrummer",
  thinkingmachines: "Thinking Machines",
  tii: "TII",
  tngtech: "TNG",
  togethercomputer: "Together",
  voyageai: "Voyage AI",
  xai: "xAI",
  zhipu: "Z.ai",
});

const NAMES = new Map(Object.entries(LABELS));

/** An author's display name: "OpenAI" for `openai`; unknown slugs are capitalized. */
export function authorLabel(slug: string): string {
  if (slug === "unknown") return "Unknown author";
  return NAMES.get(slug) ?? slug.replace(/(^|[-_ ])(\p{L})/gu, (_, gap, letter) => (gap && " ") + letter.toUpperCase());
}
