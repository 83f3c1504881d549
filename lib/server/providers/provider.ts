import type { Offer } from "@/lib/contract/offer";
import type { JsonAnswer } from "@/lib/net/json";
import type { CallUpstream } from "./call";

/** What an adapter reads from one row: an offer without what the runner adds. Only the id must be there. */
export type OfferFacts = Pick<Offer, "id"> & Partial<Omit<Offer, "id" | "gateway" | "source" | "price_source">>;

/** One answered page of a gateway's list: raw rows, as sent. */
export interface ListPage {
  rows: unknown[];
  /** How many rows there are in all, if the gateway says so. */
  total?: number;
}

/** What the runner hands to an adapter for one run. */
export interface ListContext {
  /** The base URL of one of the provider's hosts: `https://the.real.host`, or what the operator set. No slash at the end. */
  host(name: string): string;
  /** GETs JSON with the provider's key (when there is one), the run's deadline, retries and size limits. */
  get(url: string): Promise<JsonAnswer>;
}

/** An API key: the environment variable its community uses, and how it is sent. */
export interface KeyFacts {
  env: string;
  /** Whether the list needs it. */
  required: boolean;
  headers(key: string): Record<string, string>;
}

/** What an offer can be asked for, each at a path of its own. */
export type Endpoint = "chat" | "completions" | "embeddings";

/** How a gateway takes a chat: OpenAI's shape at a path of its own. */
export interface ChatFacts {
  /** What follows the base URL of its host. */
  path: string;
  /** What it does not have beside it: /completions, /embeddings. */
  lacks?: readonly Endpoint[];
  /** The host that chats, when it is not the one that lists. */
  host?: string;
  /** How the key is sent here, when not as for the list. */
  headers?(key: string): Record<string, string>;
  /** Fields of a request that it answers with 400: they are left out. */
  without?: readonly string[];
  /** It needs no key. */
  keyless?: boolean;
  /** Answers in this process instead of at an address. */
  call?: CallUpstream;
}

/** The adapter that speaks to one gateway: facts, a way through its list, and a schema for a row. No policy. */
export interface Provider {
  slug: string;
  name: string;
  aliases: string[];
  /** OKLCH hue of its mark, in degrees. */
  hue: number;
  key: KeyFacts;
  /** Its hosts by name, `list` first: the variable that overrides each, and the real one's URL. */
  hosts: Record<string, { env: string; url: string }>;
  chat: ChatFacts;
  /** Pages of raw rows. Throws a NetError; pages that were yielded before stay good. */
  list(context: ListContext): AsyncIterable<ListPage>;
  /** The facts of one raw row at `now`; null when it has no usable id. Never throws on a foreign shape. */
  read(row: unknown, now: Date): OfferFacts | null;
}
