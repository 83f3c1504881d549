import type { ChatRequest } from "@/lib/contract/chat";
import type { ModelOffer } from "@/lib/contract/offer";
import { Lru } from "@/lib/models/lru";
import type { Bus } from "../limits/bus";

/** Gateways hold a cached prompt for some minutes after its last use, in ms. */
const HELD_MS = 600_000;
const MAX_PROMPTS = 20_000;
/** Characters of a message that tell it from others. */
const READ_CHARACTERS = 2_048;
/** Instructions that are shorter are not cached by themselves. */
const CACHED_CHARACTERS = 4_096;
const INSTRUCTIONS: readonly string[] = ["system", "developer"];
const TOPIC = "affinity";

/** The beginnings of a prompt: with its first message, and its instructions alone where they are long. */
export interface PromptKeys {
  /** Hashes under which it is stored. */
  all: readonly number[];
  /** Hashes under which it is looked up; a short prompt that continues nothing is in no cache. */
  sought: readonly number[];
}

/** What has no prompt. */
const NO_KEYS: readonly number[] = [];
export const NO_PROMPT: PromptKeys = { all: NO_KEYS, sought: NO_KEYS };

/** An offer by its gateway and native ID. */
type Named = Pick<ModelOffer, "gateway" | "id">;

interface LastAnswer extends Named {
  until: number;
}

/** Which offer answered a prompt of a key last: its gateway may still hold the beginning of that prompt. */
export class Affinity {
  readonly #last = new Lru<number, LastAnswer>(MAX_PROMPTS);
  readonly #now: () => number;
  #bus: Bus | null = null;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Shares with other processes what they would not choose by themselves. */
  share(bus: Bus): void {
    this.#bus = bus;
    bus.on(TOPIC, (value) => {
      const [keys, offer] = value as [number[], Named];
      this.#set(keys, offer);
    });
  }

  /** The offer that answered last; null where none did within the time that caches last. */
  last({ sought }: Pick<PromptKeys, "sought">): Named | null {
    for (const key of sought) {
      const found = this.#last.get(key);
      if (found && found.until > this.#now()) return found;
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
      const known = this.#last.get(key);
      if (known?.gateway === gateway && known.id === id) known.until = until;
      else this.#last.set(key, { gateway, id, until });
    }
  }
}

/** The keys of a request's prompt, for one caller and model. */
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
  let goesOn = false;
  for (const { role, content } of messages) {
    const isInstruction = INSTRUCTIONS.includes(role);
    if (!isInstruction && characters >= CACHED_CHARACTERS) instructions = hash;
    const text = textOf(content);
    characters += text.length;
    hash = hashed(text, hash);
    if (!isInstruction) break;
  }
  for (const { role } of messages) goesOn ||= role === "assistant";
  const all = instructions === null ? [hash] : [hash, instructions];
  return { all, sought: goesOn || characters >= CACHED_CHARACTERS ? all : NO_KEYS };
}

function textOf(content: ChatRequest["messages"][number]["content"]): string {
  if (typeof content === "string") return content;
  const texts = (content ?? []).map((part) => (typeof part.text === "string" ? part.text : part.type));
  return texts.join("\n");
}

const SEED = 0x811c9dc5;
const PRIME = 0x01000193;

/** FNV-1a in 30 bits, which need no allocation: two prompts with the same hash would only share an offer. */
function hashed(text: string, seed: number): number {
  let hash = Math.imul(seed ^ text.length, PRIME);
  const end = Math.min(text.length, READ_CHARACTERS);
  for (let at = 0; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
  return hash >>> 2;
}
