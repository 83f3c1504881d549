import type { ChatRequest } from "@/lib/contract/chat";
import type { ModelOffer } from "@/lib/contract/offer";
import { Lru } from "@/lib/models/lru";
import type { Bus } from "../limits/bus";

/** Gateways hold a cached prompt for some minutes after its last use, in ms. */
const HELD_MS = 600_000;
const MAX_PROMPTS = 20_000;
/** So much of a message tells it from others. */
const READ_CHARACTERS = 2_048;
/** Instructions that are shorter are not cached by themselves. */
const CACHED_CHARACTERS = 4_096;
const INSTRUCTIONS: readonly string[] = ["system", "developer"];
const TOPIC = "affinity";

/** The beginnings of a prompt: with its first message, and its instructions alone where they are long. */
export interface PromptKeys {
  /** By which it is found again. */
  all: readonly string[];
  /** By which it is looked for: a prompt that is short and goes on from nothing is in no cache. */
  sought: readonly string[];
}

/** What has no prompt. */
export const NO_PROMPT: PromptKeys = { all: [], sought: [] };

/** An offer by its gateway and native ID. */
type Named = Pick<ModelOffer, "gateway" | "id">;

interface LastAnswer extends Named {
  until: number;
}

/** Which offer answered a prompt of a key last: its gateway may still hold the beginning of that prompt. */
export class Affinity {
  readonly #last = new Lru<string, LastAnswer>(MAX_PROMPTS);
  readonly #now: () => number;
  #bus: Bus | null = null;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Shares with other processes what they would not choose by themselves. */
  share(bus: Bus): void {
    this.#bus = bus;
    bus.on(TOPIC, (value) => {
      const [keys, offer] = value as [string[], Named];
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
    const last = this.last({ sought: keys });
    if (!asExpected && !(last?.gateway === gateway && last.id === id))
      this.#bus?.publish(TOPIC, [keys, { gateway, id }]);
    this.#set(keys, { gateway, id });
  }

  #set(keys: readonly string[], { gateway, id }: Named): void {
    const until = this.#now() + HELD_MS;
    for (const key of keys) this.#last.set(key, { gateway, id, until });
  }
}

/** The keys of a request's prompt, for one caller and model. */
export function promptKeys(
  { model, messages, prompt_cache_key: named }: ChatRequest,
  keyId: number | null,
): PromptKeys {
  const scope = `${keyId} ${model}`;
  if (typeof named === "string" && named !== "") {
    const keys = [`${scope} =${named.slice(0, 200)}`];
    return { all: keys, sought: keys };
  }
  let hash = SEED;
  let characters = 0;
  let instructions = "";
  for (const { role, content } of messages) {
    const isInstruction = INSTRUCTIONS.includes(role);
    if (!isInstruction && characters >= CACHED_CHARACTERS) instructions = `${scope} s${hash}`;
    const text = textOf(content);
    characters += text.length;
    hash = hashed(text, hash);
    if (!isInstruction) break;
  }
  const all = instructions === "" ? [`${scope} ${hash}`] : [`${scope} ${hash}`, instructions];
  const goesOn = characters >= CACHED_CHARACTERS || messages.some(({ role }) => role === "assistant");
  return { all, sought: goesOn ? all : [] };
}

function textOf(content: ChatRequest["messages"][number]["content"]): string {
  if (typeof content === "string") return content;
  const texts = (content ?? []).map((part) => (typeof part.text === "string" ? part.text : part.type));
  return texts.join("\n");
}

const SEED = 0x811c9dc5;
const PRIME = 0x01000193;

/** FNV-1a: two prompts with one hash would only share an offer. */
function hashed(text: string, seed: number): number {
  let hash = Math.imul(seed ^ text.length, PRIME);
  const end = Math.min(text.length, READ_CHARACTERS);
  for (let at = 0; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
  return hash >>> 0;
}
