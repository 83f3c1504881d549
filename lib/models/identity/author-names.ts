/** All known prefixes of each author, by canonical name. */
const NAMES = new Map(
  Object.entries({
    "01-ai": "01ai zero-one-ai yi",
    ai21: "ai21-labs ai21labs",
    allenai: "ai2",
    amazon: "aws nova",
    anthracite: "anthracite-org",
    anthropic: "claude",
    arcee: "arcee-ai",
    baichuan: "baichuan-inc",
    baidu: "ernie",
    bfl: "black-forest-labs blackforestlabs",
    bytedance: "bytedance-seed bytedance-research doubao volcengine",
    cohere: "coherelabs cohereforai c4ai",
    deepseek: "deepseek-ai deepseekai",
    eleven: "elevenlabs",
    google: "google-ai google-deepmind google-ai-studio gemini deepmind googleai",
    ibm: "ibm-granite",
    inception: "inceptionlabs",
    liquid: "liquidai",
    kwaipilot: "kuaishou kwai",
    lg: "lgai-exaone lgai",
    meituan: "meituan-longcat longcat",
    meta: "meta-llama meta-models metaai facebook codellama llama",
    microsoft: "wizardlm wizardlm-team microsoft-azure phi",
    minimax: "minimaxai",
    mistral: "mistralai mistral-ai",
    moonshotai: "moonshot kimi moonshot-ai",
    nousresearch: "nous-research nous",
    nvidia: "nvidia-ai nim",
    openai: "gpt",
    perplexity: "perplexity-ai pplx",
    primeintellect: "prime-intellect",
    qwen: "alibaba alibaba-cloud qwen-ai alibabacloud dashscope aliyun tongyi",
    reka: "rekaai reka-ai",
    sarvam: "sarvamai",
    stepfun: "stepfun-ai step",
    tencent: "hunyuan tencent-hunyuan",
    xai: "x-ai grok spacexai",
    xiaomi: "xiaomimimo mimo",
    zhipu: "z-ai zai zai-org thudm zhipuai zhipu-ai glm bigmodel",
  }),
);

const AUTHORS = new Map([...NAMES].flatMap(([author, names]) => [author, ...names.split(" ")].map((n) => [n, author])));

/** Canonical names by prefix without separators, because separators vary. */
const SQUEEZED = new Map(
  [...AUTHORS].map(([name, author]) => [withoutSeparators(name), author] as const).filter(([name]) => name.length > 4),
);
/** Words that prefixes add to a company's name or omit. */
const COMPANY_WORD = /(?:ai|org|labs?|hq|inc|team|research)$/;

/** The canonical name of an author; null when the prefix is not in the table. */
export function knownAuthor(prefix: string): string | null {
  const name = prefix.toLowerCase();
  const author = AUTHORS.get(name);
  if (author !== undefined) return author;
  const squeezed = withoutSeparators(name);
  return SQUEEZED.get(squeezed) ?? SQUEEZED.get(squeezed.replace(COMPANY_WORD, "")) ?? null;
}

function withoutSeparators(name: string): string {
  return name.replace(/[-_. ]/g, "");
}

/** The author's canonical name for any of its names; an unknown name is returned unchanged. */
export function authorName(slug: string): string {
  return knownAuthor(slug) ?? slug;
}

/** All names that an author goes by as a prefix. */
export function namesOf(author: string): string[] {
  return [author, ...(NAMES.get(author)?.split(" ") ?? [])];
}
