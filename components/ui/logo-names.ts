/** The logo file of each gateway and author, by slug. Setup draws them into logos.svg in the order of LOGO_FILES. */
const FILES = {
  openrouter: "openrouter",
  deepinfra: "deepinfra",
  chutes: "chutes",
  huggingface: "huggingface",
  together: "together",
  google: "google",
  fireworks: "fireworks",
  xai: "xai",
  nebius: "nebius",
  groq: "groq",
  cerebras: "cerebras",
  novita: "novita",
  ollama: "ollama",
  "01-ai": "zeroone",
  ai21: "ai21",
  alibaba: "alibaba",
  allenai: "ai2",
  amazon: "aws",
  anthropic: "anthropic",
  arcee: "arcee",
  baai: "baai",
  baichuan: "baichuan",
  baidu: "baidu",
  bfl: "bfl",
  bytedance: "bytedance",
  cohere: "cohere",
  deepcogito: "deepcogito",
  deepseek: "deepseek",
  eleven: "elevenlabs",
  essentialai: "essentialai",
  featherless: "featherless",
  ibm: "ibm",
  inception: "inception",
  inflection: "inflection",
  kwaipilot: "kwaipilot",
  lg: "lg",
  liquid: "liquid",
  meituan: "longcat",
  meta: "meta",
  microsoft: "microsoft",
  minimax: "minimax",
  mistral: "mistral",
  moonshotai: "moonshot",
  morph: "morph",
  nvidia: "nvidia",
  openai: "openai",
  openchat: "openchat",
  perplexity: "perplexity",
  poolside: "poolside",
  qwen: "qwen",
  recraft: "recraft",
  reka: "reka",
  relace: "relace",
  runway: "runway",
  sakana: "sakana",
  stability: "stability",
  stepfun: "stepfun",
  tencent: "tencent",
  tii: "tii",
  upstage: "upstage",
  voyageai: "voyage",
  xiaomi: "xiaomimimo",
  zhipu: "zai",
  github: "github",
  "claude-code": "claudecode",
  codex: "codex",
  opencode: "opencode",
  cline: "cline",
  cursor: "cursor",
  "open-webui": "openwebui",
  langchain: "langchain",
  "ai-sdk": "vercel",
} as const;

/** All logo files, in the order of the sprite's column. */
export const LOGO_FILES: readonly string[] = Object.values(FILES);

const INDEXES = new Map(Object.keys(FILES).map((slug, index) => [slug, index]));

/** Index of a logo in the sprite's column; undefined without a logo. */
export function logoIndex(slug: string): number | undefined {
  return INDEXES.get(slug);
}

/** Symbol of a logo in the sprite; undefined without a logo. */
export function logoSymbol(slug: string): string | undefined {
  const index = INDEXES.get(slug);
  return index === undefined ? undefined : LOGO_FILES[index];
}
