import { lookup } from "@/lib/contract/lookup";
import { knownAuthor } from "./author-names";

/** Prefixes of authors' own IDs that differ from the name used here. */
const OWN_PREFIX: Record<string, string> = lookup({
  "01ai": "01-ai",
  ai21: "ai21",
  arcee: "arcee-ai",
  bfl: "black-forest-labs",
  deepseek: "deepseek-ai",
  ibm: "ibm-granite",
  lg: "LGAI-EXAONE",
  liquid: "LiquidAI",
  meta: "meta-llama",
  minimax: "MiniMaxAI",
  mistral: "mistralai",
  nousresearch: "NousResearch",
  primeintellect: "PrimeIntellect",
  qwen: "Qwen",
  xai: "x-ai",
  zhipu: "zai-org",
});

/** The prefix of an author's own IDs. */
export function ownPrefix(author: string): string {
  return OWN_PREFIX[author] ?? author;
}

/** Company names that gateways put before a name (`openai-gpt-oss-120b`, `Meta-Llama-3.1-8B`), as parts. */
const IN_FRONT: Record<string, string[]> = lookup({
  amazon: ["amazon"],
  anthropic: ["anthropic"],
  ai21: ["ai 21"],
  arcee: ["arcee ai", "arcee"],
  stepfun: ["stepfun"],
  cohere: ["cohere"],
  deepseek: ["deepseek ai", "deepseek"],
  google: ["google"],
  meta: ["meta"],
  microsoft: ["microsoft"],
  minimax: ["minimaxai"],
  mistral: ["mistralai"],
  moonshotai: ["moonshotai", "moonshot"],
  nousresearch: ["nousresearch", "nous"],
  nvidia: ["nvidia"],
  openai: ["openai"],
  perplexity: ["perplexity"],
  qwen: ["alibaba"],
  tencent: ["tencent"],
  xai: ["xai", "x ai"],
  xiaomi: ["xiaomi"],
  zhipu: ["zai org", "z ai", "zai", "zhipuai", "zhipu"],
});

interface Front {
  author: string;
  parts: string[];
}

/** The companies of IN_FRONT by their first part. */
const FRONTS = new Map<string, Front[]>();
for (const [author, fronts] of Object.entries(IN_FRONT)) {
  for (const parts of fronts.map((front) => front.split(" "))) {
    const first = parts[0] ?? "";
    FRONTS.set(first, [...(FRONTS.get(first) ?? []), { author, parts }]);
  }
}

/** The author whose company name a name starts with, and how many parts it takes. */
export function leadingCompany(tokens: readonly string[]): { author: string; parts: number } | null {
  const hit = FRONTS.get(tokens[0] ?? "")?.find(
    ({ parts }) => parts.length < tokens.length && parts.every((part, i) => part === tokens[i]),
  );
  return hit ? { author: hit.author, parts: hit.parts.length } : null;
}

const HOSTS = new Set(
  (
    "@cf @hf accounts models public publishers 302ai abacus aihubmix aimlapi akash ambient anyapi atlas-cloud auriko avian aws-mantle azure azure-openai bailian baseten bedrock berget " +
    "cerebras chutes chutesai clarifai cloudflare cloudferro cortecs crof crusoe databricks deepinfra digitalocean " +
    "dinference evroc fal fastrouter featherless fireworks fireworks-ai friendli github gmicloud groq helicone " +
    "huggingface hyperbolic inceptron inference inference-net io-net ionos jiekou kilo kluster lambda lilac litellm llmgateway " +
    "mancer merge-gateway modelscope nano-gpt nearai nebius neon neuralmagic neuralwatt novita novita-ai ollama opencode openrouter " +
    "orcarouter ovhcloud parasail phala poe redhatai redpill replicate requesty router routing-run runpod runware sambanova " +
    "scaleway siliconflow snowflake stackit submodel synthetic targon tinfoil together together-ai togetherai togethercomputer " +
    "umans unsloth venice vercel vertex vertex-ai vivgrid vultr wandb workers-ai zenmux"
  ).split(" "),
);

/** Whether a prefix is a company that hosts or re-quantizes others' models, and therefore never an author. */
export function isHost(prefix: string, gateway: string): boolean {
  const name = prefix.toLowerCase().replaceAll("_", "-");
  return HOSTS.has(name) || (name === gateway && knownAuthor(name) === null);
}

/** Gateways run by an author: the author's closed models are first-party there. */
const FIRST_PARTY_AUTHORS = new Map(
  (
    "google:google google-vertex:google xai:xai openai:openai anthropic:anthropic google-vertex-anthropic:anthropic " +
    "deepseek:deepseek moonshotai:moonshotai kimi-for-coding:moonshotai moonshotai-cn:moonshotai zai:zhipu zhipuai:zhipu mistral:mistral " +
    "cohere:cohere minimax:minimax minimax-cn:minimax alibaba:qwen alibaba-cn:qwen stepfun:stepfun perplexity:perplexity"
  )
    .split(" ")
    .map((pair) => pair.split(":") as [string, string]),
);

/** The author that runs a gateway; null for a gateway that serves others' models. */
export function firstPartyAuthor(gateway: string): string | null {
  return FIRST_PARTY_AUTHORS.get(gateway) ?? null;
}
