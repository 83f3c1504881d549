import { describe } from "./describe";
import { CLOSED, type Known, OPEN } from "./known";

export type Kind =
  | "chat"
  | "reasoning"
  | "code"
  | "vision"
  | "guard"
  | "embedding"
  | "rerank"
  | "image"
  | "speech"
  | "transcription";

/** A model as the world knows it, before a gateway shapes it into a row. Prices in USD per 1M tokens. */
export interface Work {
  /** `author/Name` as on the hub. */
  id: string;
  author: string;
  name: string;
  title: string;
  description: string;
  kind: Kind;
  context: number;
  maxOutput: number;
  input: number;
  output: number;
  created: number;
  quantization: string;
  tokensPerSecond: number;
  firstTokenMs: number;
  /** Not a model of the real world. */
  invented: boolean;
  /** Sixteen fixed bits, for choices that a shape makes. */
  dice: number;
}

const AUTHORS =
  `NousResearch mistralai Qwen allenai ibm-granite tiiuae HuggingFaceTB microsoft nvidia google stabilityai CohereLabs
  01-ai internlm baichuan-inc THUDM databricks Salesforce upstage EleutherAI bigcode teknium cognitivecomputations Gryphe
  sophosympatheia TheDrummer Sao10K anthracite-org arcee-ai LGAI-EXPLORE ServiceNow-AI utter-project swiss-ai speakleash
  openGPT-X Undi95 jondurbin WizardLMTeam openchat lmsys`.split(/\s+/);
const BASES = "Llama-3.1 Qwen2.5 Qwen3 Mistral Gemma-2 Phi-3.5 Falcon3 Granite-3.3 OLMo-2 Yi-1.5".split(" ");
const CODES =
  `Aurora Boreal Cinder Delta Ember Fathom Garnet Harbor Indigo Juniper Kestrel Lumen Meridian Nimbus Onyx Pioneer
  Quartz Raven Sable Tundra Umbra Vesper Willow Xenon Yarrow Zephyr Atlas Beacon Cobalt Drift Echo Falcon Glacier Helix Iris
  Jasper Karst Lyra Mosaic Nova Orion Prism Quill Ridge Solstice Terra Umber Vertex Wren Axiom Basalt Comet Dune Elara Fjord
  Grove Halo Isle Jade Koi`.split(/\s+/);
const SIZES = [0.5, 1.5, 3, 4, 7, 8, 14, 32, 70, 123];
const TUNES: readonly [string, Kind][] = [
  ["Instruct", "chat"],
  ["Chat", "chat"],
  ["Coder", "code"],
  ["Thinking", "reasoning"],
  ["Instruct-2507", "chat"],
  ["Math", "reasoning"],
  ["Instruct-DPO", "chat"],
  ["Roleplay", "chat"],
  ["Agent", "chat"],
  ["Base", "chat"],
  ["Vision", "vision"],
  ["Embed", "embedding"],
  ["Image", "image"],
  ["TTS", "speech"],
  ["ASR", "transcription"],
  ["Reranker", "rerank"],
  ["Guard", "guard"],
];
const CONTEXTS = [4096, 8192, 16384, 32768, 65536, 131072, 131072, 262144, 1048576];
const SPACE = AUTHORS.length * CODES.length * SIZES.length * TUNES.length;
const DAY = 86_400;

/** The real models that open gateways share, and the closed ones. */
export const OPEN_WORKS: readonly Work[] = OPEN.map(knownWork);
export const CLOSED_WORKS: readonly Work[] = CLOSED.map(knownWork);

/** The router that sits late in the hub's list. */
export const ARCH_ROUTER: Work = knownWork(["katanemo/Arch-Router-1.5B", "chat", 32768, 0.1, 0.2, "2025-05-30"]);

/** The n-th invented model; each n is always the same model, with an ID of its own. Up to 408,000. */
export function inventedWork(n: number): Work {
  const dice = scramble(n);
  let rest = (n * 100_003) % SPACE;
  const draw = <T>(list: readonly T[]): T => {
    const value = list[rest % list.length] as T;
    rest = Math.floor(rest / list.length);
    return value;
  };
  const [tune, kind] = draw(TUNES);
  const size = draw(SIZES);
  const id = `${draw(AUTHORS)}/${at(BASES, dice)}-${draw(CODES)}-${size}B-${tune}`;
  const input = round(0.02 * size ** 0.7 * (0.5 + (dice % 97) / 60));
  const output = kind === "embedding" || kind === "rerank" ? 0 : round(input * (1 + (dice % 9) / 2));
  const created = Date.UTC(2023, 6, 1) / 1000 + (dice % 860) * DAY;
  return { ...work([id, kind, at(CONTEXTS, dice >> 3), input, output, ""], created, dice), invented: true };
}

/** A real model as a work. */
export function knownWork(known: Known): Work {
  const dice = scramble([...known[0]].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 1e9);
  return work(known, Date.parse(known[5]) / 1000, dice);
}

function work([id, kind, context, input, output]: Known, created: number, dice: number): Work {
  const [author = "", name = ""] = id.split("/");
  const title = name.replaceAll("-", " ");
  const maxOutput = Math.min(context, 4096 << (dice % 4));
  const tokensPerSecond = 20 + (dice % 180);
  const quantization = at(["fp8", "bf16", "fp16", "fp4", "int4"], dice >> 2);
  const description = describe(title, author, kind, context, dice);
  const speed = { tokensPerSecond, firstTokenMs: 120 + (dice % 900), quantization, invented: false, dice };
  return { id, author, name, title, description, kind, context, maxOutput, input, output, created, ...speed };
}

function scramble(n: number): number {
  let x = (n + 0x6d2b79f5) | 0;
  x = Math.imul(x ^ (x >>> 15), x | 1);
  x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
  return (x ^ (x >>> 14)) & 0xffff;
}

function at<T>(list: readonly T[], n: number): T {
  return list[n % list.length] as T;
}

/** To three digits, as prices are written. */
function round(usd: number): number {
  return Number(usd.toPrecision(3));
}
