import type { FactValues } from "@/lib/contract/facts";
import type { Architecture, Offer, OfferState, PriceState, Source } from "@/lib/contract/offer";
import type { Pricing } from "@/lib/contract/pricing";
import { readCapabilities } from "@/lib/models/capabilities";
import type { Capability } from "@/lib/models/search-index";
import { sizeInName } from "../providers/hub-facts";
import data from "./embedded.json";

/** A package with built-in facts, and its date. */
export interface EmbeddedSource {
  name: string;
  version: string;
  license: string;
  /** ISO day. */
  as_of: string;
  /** The source that it republishes, if it is not the original one. */
  of?: string;
}

/** An offer in embedded.json, without unknown, empty, and default values. */
export interface EmbeddedRow {
  gateway: string;
  id: string;
  /** Absent when it equals the ID. */
  name?: string;
  description?: string;
  /** Absent when active. */
  state?: OfferState;
  state_note?: string;
  context_length?: number;
  max_output_length?: number;
  pricing?: { [K in keyof Pricing]?: NonNullable<Pricing[K]> };
  /** Absent when it follows from `pricing`: "known" with it, "unknown" without. */
  price_state?: PriceState;
  price_doubt?: true;
  /** Modalities; absent when text only. */
  input?: string[];
  output?: string[];
  supported_parameters?: string[];
  /** Capabilities that its sources deny. */
  lacks?: Capability[];
  facts?: FactValues;
  /** ISO day; absent when it is that of the main source. */
  first_seen?: string;
  hugging_face_id?: string;
  /** Indices into the list of sources, the main one first. */
  source: number | number[];
  /** Absent when the price comes from the main source. */
  price_source?: number;
}

/** IDs that are no longer listed, by gateway and by the day of the last list that had them; "" if unknown. */
export type PastRows = Record<string, Record<string, string[]>>;

/** The content of embedded.json. */
export interface EmbeddedFile {
  as_of: string;
  sources: EmbeddedSource[];
  offers: EmbeddedRow[];
  past: PastRows;
}

/** An offer that its gateway no longer lists. */
export interface PastOffer {
  gateway: string;
  id: string;
  /** ISO day of the last list that had it; null if unknown. */
  last_seen: string | null;
}

/** The built-in catalog: shown for a gateway until its own list has been read. */
export interface Embedded {
  /** ISO day of its newest source. */
  asOf: string;
  offers: Offer[];
  /** Offers that no list has any more, so they are not among `offers`. */
  past?: PastOffer[];
}

let loaded: Embedded | undefined;

/** The built-in catalog, expanded on first use. */
export function loadEmbedded(): Embedded {
  loaded ??= expand(data as unknown as EmbeddedFile);
  return loaded;
}

const sinceDays = new WeakMap<Embedded, Map<string, string>>();

/** The ISO day since which the built-in catalog has an offer; "" when it doesn't. */
export function builtInSince(embedded: Embedded, gateway: string, id: string): string {
  const sinceByOffer =
    sinceDays.get(embedded) ??
    new Map([
      ...(embedded.past ?? []).map((o) => [`${o.gateway} ${o.id}`, o.last_seen ?? ""] as const),
      ...embedded.offers.map((o) => [`${o.gateway} ${o.id}`, o.first_seen ?? ""] as const),
    ]);
  sinceDays.set(embedded, sinceByOffer);
  return sinceByOffer.get(`${gateway} ${id}`) ?? "";
}

function expand({ as_of, sources, offers, past }: EmbeddedFile): Embedded {
  const named = sources.map(({ name, version, as_of, of }) => ({
    source: of ? `${of} (${name} ${version})` : `${name} ${version}`,
    fetched_at: as_of,
  }));
  const ended = Object.entries(past).flatMap(([gateway, byDay]) =>
    Object.entries(byDay).flatMap(([day, ids]) => ids.map((id) => ({ gateway, id, last_seen: day || null }))),
  );
  return { asOf: as_of, offers: offers.map((row) => expandRow(row, named)), past: ended };
}

function expandRow(row: EmbeddedRow, sources: readonly Source[]): Offer {
  const { pricing, supported_parameters = [], lacks = [] } = row;
  const source = sourceOf(row.source, sources);
  const architecture: Architecture = {
    input_modalities: row.input ?? ["text"],
    output_modalities: row.output ?? ["text"],
  };
  return {
    gateway: row.gateway,
    id: row.id,
    name: row.name ?? row.id,
    description: row.description ?? "",
    owned_by: null,
    created: row.facts?.release_date ? Date.parse(row.facts.release_date) / 1_000 : null,
    state: row.state ?? "active",
    state_note: row.state_note ?? null,
    context_length: row.context_length ?? null,
    max_output_length: row.max_output_length ?? null,
    pricing: { ...pricing, prompt: pricing?.prompt ?? null, completion: pricing?.completion ?? null },
    price_state: row.price_state ?? (pricing ? "known" : "unknown"),
    price_doubt: row.price_doubt ?? false,
    architecture,
    supported_parameters,
    capabilities: readCapabilities({ supported_parameters, architecture }, { lacks }),
    quantization: null,
    tokens_per_second: null,
    first_token_ms: null,
    hugging_face_id: row.hugging_face_id ?? null,
    ...(row.facts ? { facts: { ...sizesIn(row), ...row.facts } } : {}),
    first_seen: row.first_seen ?? source.fetched_at.slice(0, 10),
    source,
    ...(row.price_source === undefined ? {} : { price_source: sourceOf(row.price_source, sources) }),
  };
}

/** The parameter counts in the name of open weights; a name with experts (`17B-128E`) omits the total. */
function sizesIn({ id, facts }: EmbeddedRow): FactValues {
  if (facts?.open_weights !== true || /-\d+e\b/i.test(id)) return {};
  const { parameters, active_parameters } = sizeInName(id);
  return {
    ...(parameters === null ? {} : { parameters }),
    ...(active_parameters === null ? {} : { active_parameters }),
  };
}

/** One source, or several combined: the date of the main one, and all names. */
function sourceOf(places: number | number[], sources: readonly Source[]): Source {
  const facts = [places].flat().flatMap((index) => sources[index] ?? []);
  return { source: facts.map((s) => s.source).join(", "), fetched_at: facts[0]?.fetched_at ?? "" };
}
