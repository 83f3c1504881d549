import type { Offer } from "@/lib/contract/offer";
import type { JsonAnswer } from "@/lib/net/json";
import type { CallUpstream, Endpoint } from "./call";

/**
 * The facts that an adapter reads from a row: an offer without the fields that the runner adds. Only the ID is
 * required.
 */
export type OfferFacts = Pick<Offer, "id"> & Partial<Omit<Offer, "id" | "gateway" | "source" | "price_source">>;

/** One page of a gateway's list: raw rows, as sent. */
interface ListPage {
  rows: unknown[];
  /** The total number of rows, if the gateway reports it. */
  total?: number;
}

/** What the runner provides to an adapter for one run. */
export interface ListContext {
  /** The base URL of one of the provider's hosts: the default, or the operator's setting. No trailing slash. */
  host(name: string): string;
  /** GETs JSON with the provider's key (if any), the run's deadline, retries, and size limits. */
  get(url: string): Promise<JsonAnswer>;
}

/** An API key: its customary environment variable, and how it is sent. */
export interface KeyFacts {
  env: string;
  /** Whether the list requires it. */
  required: boolean;
  headers(key: string): Record<string, string>;
}

/** A gateway's OpenAI-compatible chat endpoint. */
interface ChatFacts {
  /** The path after its host's base URL. */
  path: string;
  /** OpenAI endpoints that it lacks: /completions, /embeddings. */
  lacks?: readonly Endpoint[];
  /** The paths of endpoints in other protocols. */
  native?: { responses?: string; messages?: string };
  /** The host for chats, if not the one of the list. */
  host?: string;
  /** The headers with the key, if they differ from those of the list. */
  headers?(key: string): Record<string, string>;
  /** Request fields that it rejects with 400: they are omitted. */
  without?: readonly string[];
  /** Rejected fields of messages, their parts and calls, and of tools. */
  withoutInner?: readonly string[];
  /** It needs no key. */
  keyless?: boolean;
  /** Handles calls in this process instead of over the network. */
  call?: CallUpstream;
}

/** The adapter of one gateway: facts, how to read its list, and a row schema. No policy. */
export interface Provider {
  slug: string;
  name: string;
  aliases: string[];
  /** OKLCH hue of its mark, in degrees. */
  hue: number;
  key: KeyFacts;
  /** Its hosts by name, `list` first: the variable that overrides the URL, and the default URL. */
  hosts: Record<string, { env: string; url: string }>;
  chat: ChatFacts;
  /** Pages of raw rows. Throws a NetError; pages yielded before remain valid. */
  list(context: ListContext): AsyncIterable<ListPage>;
  /** The facts of a raw row at `now`; null when it has no usable ID. Never throws on an unexpected row. */
  read(row: unknown, now: Date): OfferFacts | null;
}
