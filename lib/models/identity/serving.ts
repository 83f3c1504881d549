import { lookup } from "@/lib/contract/lookup";

/**
 * Suffixes by which a gateway marks its own way to serve open weights. Limited to this table: `gpt-4-turbo` is a model,
 * `Llama-3.1-70B-Instruct-Turbo` at Together is an offer.
 */
const SUFFIXES: Record<string, string> = lookup({
  together: "turbo lite tput reference fast",
  togetherai: "turbo lite tput reference fast",
  deepinfra: "turbo ultra fast",
  nebius: "fast",
  chutes: "turbo 75k",
  novita: "turbo community",
  "novita-ai": "turbo community",
  fireworks: "fast turbo spot ultrafast us eu basic fast-us fast-eu",
  "fireworks-ai": "fast turbo spot ultrafast us eu basic fast-us fast-eu",
  groq: "versatile instant specdec 8192 4096 32768",
  helicone: "versatile instant",
  crof: "lightning turbo fast precision",
  inceptron: "fast",
  neuralwatt: "flex fast short",
  "cloudflare-workers-ai": "fast lora",
  "cloudflare-ai-gateway": "fast lora",
  poe: "cs",
  synthetic: "turbo",
  moonshotai: "highspeed",
  "moonshotai-cn": "highspeed",
  friendli: "turbo fast",
  "nano-gpt": "original turbo fast",
  cortecs: "turbo fast",
  siliconflow: "turbo",
  clarifai: "high-throughput",
});

const PATTERNS = new Map(
  Object.entries(SUFFIXES).map(([gateway, words]) => [
    gateway,
    new RegExp(
      `[-_](${words
        .split(" ")
        .sort((a, b) => b.length - a.length)
        .join("|")})$`,
      "i",
    ),
  ]),
);

/** Authors of image, audio, and video models, for whom "turbo" is a model of its own. */
const OWN_TURBO =
  /^(?:sdxl|sd[-_.\d]|stable-diffusion|z-image|whisper|flux|qwen-image|krea|wan|ltx|hunyuan(?:image|video)|kandinsky)/i;

/** The suffix of a name that the table has for this gateway, and the name without it; null when there is none. */
export function servingSuffix(gateway: string, name: string): { name: string; tag: string } | null {
  const hit = OWN_TURBO.test(name) ? null : PATTERNS.get(gateway)?.exec(name);
  return hit?.[1] && hit.index > 0 ? { name: name.slice(0, hit.index), tag: hit[1].toLowerCase() } : null;
}
