import type { Architecture } from "@/lib/contract/offer";
import type { Price } from "@/lib/models/price";
import { ACTIVE, type Lifecycle } from "@/lib/server/providers/lifecycle";
import type { Facts } from "./facts";
import type { GenaiPrices } from "./genai-prices";
import { GENAI_PRICES, PI_CATALOG, SOURCES, TOKENLENS } from "./sources";

/** All sources' facts of one offer, in the order of SOURCES. */
export type Claims = readonly (Facts | undefined)[];

/** An offer of the embedded catalog, before it is slimmed. */
export interface Merged extends Omit<Facts, "lifecycle" | "listed" | "more_input" | "architecture" | "price"> {
  architecture: Architecture | null;
  price: Price | null;
  lifecycle: Lifecycle;
  /** The sources of its facts, the leading one first; the places are those of SOURCES. */
  sources: number[];
  /** The source of its price. */
  price_source: number | null;
}

/** All facts by offer, the newest source's spelling of the id first: ids that differ in case alone are one. */
export function gather(sources: readonly (readonly Facts[])[]): Claims[] {
  const exact = new Map<string, (Facts | undefined)[]>();
  const folded = new Map<string, (Facts | undefined)[]>();
  sources.forEach((rows, source) => {
    const known = new Map(folded);
    for (const row of rows) {
      const key = `${row.gateway} ${row.id}`;
      const claims = exact.get(key) ?? known.get(key.toLowerCase()) ?? [];
      claims[source] ??= row;
      if (!exact.has(key)) exact.set(key, claims);
      if (!folded.has(key.toLowerCase())) folded.set(key.toLowerCase(), claims);
    }
  });
  return [...new Set(exact.values())];
}

/**
 * One offer of what the sources say. The newest that has the offer leads; what it leaves unsaid comes from the next
 * that says it, and then both are named. Its price may be another's, which is named apart.
 */
export function merge(claims: Claims, table: GenaiPrices): Merged {
  const order = claims.flatMap((row, source) => (row ? [{ row, source }] : []));
  const lead = order[0];
  if (!lead) throw new Error("an offer was expected to have a source, but came without");
  const used = new Set([lead.source]);
  const first = <T>(read: (row: Facts) => T | null): T | null => {
    const hit = order.find(({ row }) => read(row) !== null);
    if (hit) used.add(hit.source);
    return hit ? read(hit.row) : null;
  };
  const { gateway, id } = lead.row;
  const { price, source: price_source } = priceOf(claims, table);
  return {
    gateway,
    id,
    name: first((row) => (row.name === null || isOnlyId(row.name, id) ? null : row.name)),
    description: first((row) => row.description),
    created: first((row) => row.created),
    context_length: first((row) => row.context_length),
    max_output_length: first((row) => row.max_output_length),
    architecture: architectureOf(order, used),
    supported_parameters: parametersOf(order, used),
    hugging_face_id: first((row) => row.hugging_face_id),
    price,
    price_source,
    lifecycle: lifecycleOf(claims, table),
    sources: [...used].sort((a, b) => a - b),
  };
}

type Order = readonly { row: Facts; source: number }[];

/** A name that says nothing: the id once more, or its last part. */
function isOnlyId(name: string, id: string): boolean {
  const fold = (text: string) => text.toLowerCase().replaceAll(/(?<=\d)p(?=\d)/g, ".");
  return fold(name) === fold(id) || (id.startsWith("accounts/") && fold(name) === fold(id.split("/").at(-1) ?? ""));
}

/** The first architecture that is said, with the inputs besides that other sources know of. */
function architectureOf(order: Order, used: Set<number>): Architecture | null {
  const lead = order.find(({ row }) => row.architecture !== null);
  if (lead) used.add(lead.source);
  const architecture = lead?.row.architecture ?? { input_modalities: ["text"], output_modalities: ["text"] };
  const input_modalities = [...architecture.input_modalities];
  for (const { row, source } of order) {
    for (const kind of row.more_input) {
      if (input_modalities.includes(kind) || !architecture.output_modalities.includes("text")) continue;
      input_modalities.push(kind);
      used.add(source);
    }
  }
  return { ...architecture, input_modalities };
}

/** The capabilities of the newest source that knows any; `temperature` is known to the oldest alone. */
function parametersOf(order: Order, used: Set<number>): string[] {
  const lead = order.find(({ row }) => row.supported_parameters.length > 0);
  if (!lead) return [];
  used.add(lead.source);
  const oldest = order.find(({ source }) => source === TOKENLENS);
  const named = lead.row.supported_parameters;
  if (!oldest?.row.supported_parameters.includes("temperature") || named.includes("temperature")) return named;
  used.add(oldest.source);
  return [...named, "temperature"];
}

/**
 * The newest price that is said. Where the price table has no row for the id, its rules speak. The table alone knows
 * what long prompts cost: where it does and names the same price for short ones, its price is taken.
 */
function priceOf(claims: Claims, table: GenaiPrices): { price: Price | null; source: number | null } {
  const any = claims.find((row) => row !== undefined);
  const listed = claims[GENAI_PRICES] ?? (any ? { price: table.priceFor(any.gateway, any.id) } : undefined);
  for (const source of SOURCES.keys()) {
    const price = (source === GENAI_PRICES ? listed : claims[source])?.price ?? null;
    if (price === null || price.price_state === "unknown") continue;
    const tiered = listed?.price?.pricing.tiers && agree(listed.price, price);
    return tiered ? { price: listed.price, source: GENAI_PRICES } : { price, source };
  }
  return { price: null, source: null };
}

function agree(a: Price, b: Price): boolean {
  return a.pricing.prompt === b.pricing.prompt && a.pricing.completion === b.pricing.completion;
}

/** Deprecated or retired when a source says so, or when a newer list of the gateway leaves the offer out. */
function lifecycleOf(claims: Claims, table: GenaiPrices): Lifecycle {
  const any = claims.find((row) => row !== undefined);
  const stated = claims[GENAI_PRICES]?.lifecycle ?? (any ? table.lifeFor(any.gateway, any.id) : null);
  if (stated) return stated;
  if (claims[PI_CATALOG] || claims[GENAI_PRICES]?.listed) return ACTIVE;
  const { as_of } = SOURCES[TOKENLENS];
  // No newer source lists Chutes at all: that it leaves an offer out says nothing.
  if (any?.gateway === "chutes") return ACTIVE;
  if (claims[TOKENLENS]) return { state: "retired", state_note: `last listed in ${monthOf(as_of)}` };
  return { state: "retired", state_note: `no longer listed as of ${SOURCES[GENAI_PRICES].as_of}` };
}

function monthOf(day: string): string {
  return new Date(day).toLocaleDateString("en-US", { month: "long", year: "numeric", timeZone: "UTC" });
}
