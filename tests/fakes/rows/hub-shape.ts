import type { Work } from "./works";

const HOSTS = ["novita", "together", "nebius", "fireworks-ai", "hyperbolic", "cerebras", "sambanova", "featherless-ai"];
const TAGS: Record<Work["kind"], string> = {
  chat: "text-generation",
  reasoning: "text-generation",
  code: "text-generation",
  guard: "text-generation",
  vision: "image-text-to-text",
  embedding: "feature-extraction",
  rerank: "text-ranking",
  image: "text-to-image",
  speech: "text-to-speech",
  transcription: "automatic-speech-recognition",
};

/** A row of the hub with every field; the fake answers only those that `expand[]` names. */
export function hubRow(w: Work, i: number): Record<string, unknown> {
  const mappings = Array.from({ length: i % 290 === 289 ? 0 : 1 + (w.dice % 3) }, (_, n) => mapping(w, i, n));
  return {
    _id: `${w.dice.toString(16).padStart(8, "0")}${i.toString(16).padStart(16, "0")}`,
    id: w.id,
    modelId: w.id,
    author: w.author,
    createdAt: new Date(w.created * 1000).toISOString(),
    disabled: i % 401 === 400,
    private: false,
    gated: w.author === "meta-llama" ? "manual" : false,
    pipeline_tag: TAGS[w.kind],
    library_name: "transformers",
    likes: w.dice % 5000,
    downloads: w.dice * 31,
    tags: ["transformers", "safetensors", TAGS[w.kind], "license:apache-2.0", "endpoints_compatible", "region:us"],
    inferenceProviderMapping: i % 7 === 6 ? byProvider(mappings) : mappings,
  };
}

function mapping(w: Work, i: number, n: number) {
  const expensive = 1 + ((w.dice >> n) % 5) / 4;
  const provider = HOSTS[(w.dice + n * 3) % HOSTS.length] as string;
  const priced = (w.dice + n) % 4 !== 0 && w.output > 0;
  return {
    provider,
    providerId: w.id.toLowerCase(),
    status: n === 0 && i % 19 === 18 ? "staging" : i % 67 === 66 ? "error" : "live",
    task: TAGS[w.kind].endsWith("text-generation") || w.kind === "vision" ? "conversational" : TAGS[w.kind],
    isModelAuthor: false,
    providerDetails: {
      context_length: n === 0 ? w.context : Math.min(w.context, 131072),
      ...(priced ? { pricing: { input: cents(w.input * expensive), output: cents(w.output * expensive) } } : {}),
    },
    features: { toolCalling: (w.dice >> n) % 3 !== 0, structuredOutput: (w.dice >> n) % 2 === 0 },
    performance: { tokensPerSecond: w.tokensPerSecond + n * 7, firstTokenLatencyMs: w.firstTokenMs + n * 40 },
  };
}

function byProvider(mappings: ReturnType<typeof mapping>[]) {
  return Object.fromEntries(mappings.map(({ provider, ...rest }) => [provider, rest]));
}

function cents(usd: number): number {
  return Number(usd.toPrecision(3));
}
