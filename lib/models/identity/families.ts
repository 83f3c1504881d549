import { lookup } from "@/lib/contract/lookup";

interface Family {
  author: string;
  /** Parts of a name, joined by spaces. */
  words: string;
  anywhere: boolean;
}

function family(author: string, words: string): Family {
  return { author, words, anywhere: false };
}

function anywhere(author: string, words: string): Family {
  return { author, words, anywhere: true };
}

/** Derivatives before their bases: Nemotron before Llama, Hermes before Llama and Mistral. */
const FAMILIES: readonly Family[] = [
  anywhere("nvidia", "nemotron|minitron|cosmos|parakeet|canary|nemoretriever"),
  anywhere("teknium", "openhermes"),
  anywhere("nousresearch", "hermes|deephermes"),
  anywhere("cognitivecomputations", "dolphin"),
  anywhere("sao10k", "euryale|lunaris|stheno|hanami|fimbulvetr"),
  anywhere("thedrummer", "cydonia|rocinante|skyfall|unslopnemo|anubis|valkyrie"),
  anywhere("neversleep", "lumimaid|noromaid"),
  anywhere("tngtech", "chimera"),
  anywhere("deepcogito", "cogito"),
  anywhere("tokyotech-llm", "swallow"),
  anywhere("anthracite", "magnum"),
  anywhere("perplexity", "sonar|pplx"),
  family("perplexity", "r 1 1776"),
  anywhere("microsoft", "wizardlm"),
  anywhere("lmsys", "vicuna"),
  family("deepseek", "deepseek|r 1 distill"),
  family("openai", "gpt|chatgpt|o (?:1|3|4)|codex|davinci|babbage|dall e|whisper|tts 1|sora|omni moderation"),
  family("openai", "text (?:embedding (?:3|ada)|davinci|moderation)"),
  family("anthropic", "claude|(?:opus|sonnet|haiku|fable) \\d"),
  family("google", "gemini|gemma|codegemma|medgemma|embeddinggemma|palm|veo|imagen|lyria|learnlm|text embedding 0\\d+"),
  family("meta", "llama|codellama|muse (?:spark|glimmer|image)"),
  family("qwen", "qwen|qwq|qvq|tongyi|wan (?:2|3)|wan 2"),
  family("zhipu", "glm|chatglm|autoglm|codegeex|cogview|cogvideox"),
  family("moonshotai", "kimi|moonlight|moonshot 1"),
  family("minimax", "minimax|hailuo|abab"),
  family("mistral", "mistral|mixtral|ministral|magistral|codestral|devstral|pixtral|voxtral"),
  family("xai", "grok"),
  family(
    "cohere",
    "command (?:r|a|light|nightly)|command|aya|c 4 ai|embed (?:english|multilingual|4)|rerank (?:english|multilingual|3|4)",
  ),
  family("amazon", "nova (?:lite|micro|pro|premier|2|canvas|reel|sonic)|titan"),
  family("microsoft", "phi|mai (?:ds|image|transcribe|voice|1)"),
  family("ibm", "granite"),
  family("ai21", "jamba|j 2"),
  family("baidu", "ernie"),
  family("tencent", "hunyuan|hy \\d"),
  family("bytedance", "doubao|seed (?:\\d|oss|coder)|seedream|seedance|ui tars"),
  family("stepfun", "step (?:\\d|r|audio)"),
  family("xiaomi", "mimo"),
  family("inclusionai", "(?:ling|ring|ming) (?:\\d|lite|flash|plus|mini)"),
  family("liquid", "lfm"),
  family("inception", "mercury (?:\\d|coder)|mercury"),
  family("meituan", "longcat"),
  family("kwaipilot", "kat coder|kat dev"),
  family("writer", "palmyra"),
  family("upstage", "solar"),
  family("lg", "exaone|k exaone"),
  family("tii", "falcon"),
  family("01-ai", "yi"),
  family("internlm", "internlm|internvl|intern s"),
  family("baichuan", "baichuan"),
  family("arcee", "trinity|virtuoso|afm \\d"),
  family("primeintellect", "intellect \\d"),
  family("sarvam", "sarvam"),
  family("reka", "reka"),
  family("bfl", "flux"),
  family("voyageai", "voyage"),
  family("baai", "bge"),
  family("jina", "jina"),
  family("nomic", "nomic"),
  family("allenai", "olmo|olmoe|molmo|tulu|olmocr"),
  family("swiss-ai", "apertus"),
  family("thinkingmachines", "inkling"),
  family("databricks", "dbrx"),
  family("snowflake", "(?:snowflake )?arctic"),
  family("nex-agi", "nex n"),
  family("essentialai", "rnj"),
];

const INSIDE = FAMILIES.filter((family) => family.anywhere).map(({ author, words }) => ({
  author,
  pattern: new RegExp(` (?:${words}) `),
}));
/** A quick test for any pattern in INSIDE. */
const ANY_INSIDE = new RegExp(INSIDE.map(({ pattern }) => pattern.source).join("|"));
const IN_FRONT = FAMILIES.filter((family) => !family.anywhere);
/** One capture group per family, tried in order. */
const FRONT = new RegExp(`^ (?:${IN_FRONT.map(({ words }) => `(${words})`).join("|")}) `);

/** The author of the family that a name starts with or, for derivatives, contains; null for none. */
export function familyAuthor(tokens: readonly string[]): string | null {
  const text = ` ${tokens.join(" ")} `;
  if (ANY_INSIDE.test(text)) return INSIDE.find(({ pattern }) => pattern.test(text))?.author ?? null;
  const groups = FRONT.exec(text);
  return groups ? (IN_FRONT[groups.findIndex((group, i) => i > 0 && group !== undefined) - 1]?.author ?? null) : null;
}

/** Families whose weights were never published. */
const CLOSED: Record<string, RegExp> = lookup({
  openai: /^ (?!gpt (?:oss|2 )|whisper )/,
  anthropic: /^ /,
  google: /^ (?:gemini|palm|veo|imagen|lyria|learnlm|text)/,
  xai: /^ grok (?![12] )/,
  qwen: /^ qwen (?:\d )*(?:max|plus|turbo|flash|long|mt|vl max|vl plus|coder plus|coder flash|omni flash|omni turbo) |^ qwq plus /,
  perplexity: /^ sonar/,
  amazon: /^ /,
  zhipu: /^ glm .*(?:flashx|airx|turbo) /,
  mistral: /^ (?:mistral (?:medium|tiny|saba)|codestral \d{4}|ministral 3b 2410) /,
  bytedance: /^ (?:doubao|seed (?!oss|coder)|seedream|seedance)/,
  voyageai: /^ /,
  inception: /^ /,
  writer: /^ /,
});

/** Whether a model's weights are closed, judging by its author and name. */
export function isClosed(author: string, tokens: readonly string[]): boolean {
  return CLOSED[author]?.test(` ${tokens.join(" ")} `) ?? false;
}
