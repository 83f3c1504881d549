import type { ChatRequest } from "@/lib/contract/chat";
import type { ModelOffer } from "@/lib/contract/offer";
import { Lru } from "@/lib/models/lru";
import type { Bus } from "../limits/bus";

/** How long gateways typically cache a prompt after its last use, in ms. */
const HELD_MS = 600_000;
const MAX_PROMPTS = 20_000;
/** Number of characters of a message to hash. */
const READ_CHARACTERS = 2_048;
/** Shorter instructions are not cached separately. */
const CACHED_CHARACTERS = 4_096;
const INSTRUCTIONS: readonly string[] = ["system", "developer"];
const TOPIC = "affinity";

/** Hashes of a prompt's beginnings: with its first message, and of long instructions alone. */
export interface PromptKeys {
  /** Hashes to store the answering offer under. */
  all: readonly number[];
  /** Hashes to look it up by; a short prompt without earlier messages is in no cache. */
  sought: readonly number[];
}

/** For requests without a prompt. */
const NO_KEYS: readonly number[] = [];
export const NO_PROMPT: PromptKeys = { all: NO_KEYS, sought: NO_KEYS };

/** An offer by its gateway and native ID. */
type Named = Pick<ModelOffer, "gateway" | "id">;

interface LastAnswer extends Named {
  until: number;
}

/** The offer that last answered a prompt of a key: its gateway may still cache the beginning of that prompt. */
export class Affinity {
  readonly #last = new Lru<number, LastAnswer>(MAX_PROMPTS);
  readonly #now: () => number;
  #bus: Bus | null = null;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Shares the answers that other processes would not predict. */
  share(bus: Bus): void {
    this.#bus = bus;
    bus.on(TOPIC, (value) => {
      const [keys, offer] = value as [number[], Named];
      this.#set(keys, offer);
    });
  }

  /** The offer that answered last; null when none answered while its cache lasts. */
  last({ sought }: Pick<PromptKeys, "sought">): Named | null {
    for (const key of sought) {
      const last = this.#last.get(key);
      if (last && last.until > this.#now()) return last;
    }
    return null;
  }

  /** @param asExpected whether every process would have chosen this offer */
  answered({ all: keys }: PromptKeys, { gateway, id }: Named, asExpected: boolean): void {
    if (keys.length === 0) return;
    if (!asExpected && this.#bus) {
      const last = this.last({ sought: keys });
      if (last?.gateway !== gateway || last.id !== id) this.#bus.publish(TOPIC, [keys, { gateway, id }]);
    }
    this.#set(keys, { gateway, id });
  }

  #set(keys: readonly number[], { gateway, id }: Named): void {
    const until = this.#now() + HELD_MS;
    for (const key of keys) {
      const last = this.#last.get(key);
      if (last?.gateway === gateway && last.id === id) last.until = until;
      else this.#last.set(key, { gateway, id, until });
    }
  }
}

/** The hashes of a request's prompt, for one caller and model. */
export function promptKeys(
  { model, messages, prompt_cache_key: named }: ChatRequest,
  keyId: number | null,
): PromptKeys {
  const scope = hashed(model, Math.imul(SEED ^ (keyId ?? -1), PRIME));
  if (typeof named === "string" && named !== "") {
    const keys = [hashed(named.slice(0, 200), ~scope)];
    return { all: keys, sought: keys };
  }
  let hash = scope;
  let characters = 0;
  let instructions: number | null = null;
  let isContinued = false;
  for (const { role, content } of messages) {
    const isInstruction = INSTRUCTIONS.includes(role);
    if (!isInstruction && characters >= CACHED_CHARACTERS) instructions = hash;
    const text = textOf(content);
    characters += text.length;
    hash = hashed(text, hash);
    if (!isInstruction) break;
  }
  for (const { role } of messages) isContinued ||= role === "assistant";
  const all = instructions === null ? [hash] : [hash, instructions];
  return { all, sought: isContinued || characters >= CACHED_CHARACTERS ? all : NO_KEYS };
}

function textOf(content: ChatRequest["messages"][number]["content"]): string {
  if (typeof content === "string") return content;
  const texts = (content ?? []).map((part) => (typeof part.text === "string" ? part.text : part.type));
  return texts.join("\n");
}

const SEED = 0x811c9dc5;
const PRIME = 0x01000193;

/** FNV-1a in 30 bits, without allocations; prompts with equal hashes only share an offer. */
function hashed(text: string, seed: number): number {
  let hash = Math.imul(seed ^ text.length, PRIME);
  const end = Math.min(text.length, READ_CHARACTERS);
  for (let at = 0; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
  return hash >>> 2;
}
