import type { Capabilities, FactValues } from "@/lib/contract/facts";
import type { Price } from "@/lib/models/price";
import { type Facts, isChat } from "./facts";
import { PI_AI_GATEWAYS } from "./pi-ai";
import { PI_CATALOG_GATEWAYS } from "./pi-catalog";
import { type Gateway, MODELS_DEV, PI_AI, PI_CATALOG, SOURCES } from "./sources";

/** All sources' facts of one offer, in the order of SOURCES. */
type Claims = readonly (Facts | undefined)[];

/** An offer of the built-in catalog, before it is slimmed. */
export interface Merged extends Omit<Facts, "deprecated"> {
  /** ISO day of the oldest list that has it. */
  first_seen: string;
  /** The source that declares it deprecated, as an index into SOURCES. */
  deprecated_by: number | null;
  /** The sources of its facts as indices into SOURCES, the main one first. */
  sources: number[];
  /** The source of its price. */
  price_source: number | null;
}

/** An offer that an older list of its gateway had, and the newest does not. */
export interface Dropped {
  gateway: Gateway;
  id: string;
  /** ISO day of the last list that has it; null when only a price table has it. */
  last_seen: string | null;
}

/** All facts by offer, under the newest source's spelling of the ID: IDs that differ only in case are the same. */
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
 * Whether the newest list that can have an offer has it. pi-ai's lists are the newest, and have only chat models that
 * call tools, plus image models of OpenRouter. For all other models, older lists still apply.
 */
export function isListed(claims: Claims): boolean {
  if (claims[PI_AI]) return true;
  const known = claims[MODELS_DEV];
  const { gateway } = anyOf(claims);
  if (!PI_AI_GATEWAYS.has(gateway)) return known !== undefined || PI_CATALOG_GATEWAYS.has(gateway);
  if (!known || known.deprecated) return false;
  const isImage = known.architecture?.output_modalities.includes("image") ?? false;
  if (gateway === "openrouter" && isImage) return false;
  return !(isChat(known) && known.capabilities.tools === true);
}

/** The date of the last list that had an offer that the newest omits. */
export function dropped(claims: Claims): Dropped {
  const { gateway, id } = anyOf(claims);
  const last = claims.findIndex((row) => row !== undefined);
  return { gateway, id, last_seen: SOURCES[last]?.as_of ?? null };
}

/**
 * Merges one offer from all sources: its presence and price from the newest list; limits, modalities, capabilities, and
 * texts from models.dev first.
 */
export function merge(claims: Claims): Merged {
  const { gateway, id } = anyOf(claims);
  const order = [MODELS_DEV, PI_AI, PI_CATALOG].flatMap((source) => {
    const row = claims[source];
    return row ? [{ row, source }] : [];
  });
  const lead = claims.findIndex((row) => row !== undefined);
  const used = new Set([lead]);
  const first = <T>(read: (row: Facts) => T | null): T | null => {
    const hit = order.find(({ row }) => read(row) !== null);
    if (hit) used.add(hit.source);
    return hit ? read(hit.row) : null;
  };
  const capability = (name: keyof Capabilities) => first((row) => row.capabilities[name]);
  const facts: FactValues = Object.assign({}, ...[...order].reverse().map(({ row }) => row.facts));
  const deprecated_by = claims.findIndex((row) => row?.deprecated);
  const { price, source: price_source } = newestPrice(claims);
  const newestDays = SOURCES.filter((_, source) => claims[source]).map(({ as_of }) => as_of);
  return {
    gateway,
    id,
    name: first((row) => (row.name === null || isOnlyId(row.name, id) ? null : row.name)),
    description: first((row) => row.description),
    context_length: first((row) => row.context_length),
    max_output_length: first((row) => row.max_output_length),
    architecture: first((row) => row.architecture),
    capabilities: {
      tools: capability("tools"),
      json: capability("json"),
      reasoning: capability("reasoning"),
      vision: capability("vision"),
    },
    facts,
    first_seen: newestDays.sort()[0] ?? "",
    deprecated_by: deprecated_by < 0 ? null : deprecated_by,
    price,
    price_source,
    sources: [lead, ...[...used].filter((source) => source !== lead).sort()],
  };
}

/** A name without information: the ID, or its last part. */
function isOnlyId(name: string, id: string): boolean {
  const fold = (text: string) => text.toLowerCase().replaceAll(/(?<=\d)p(?=\d)/g, ".");
  return fold(name) === fold(id) || (id.startsWith("accounts/") && fold(name) === fold(id.split("/").at(-1) ?? ""));
}

function newestPrice(claims: Claims): { price: Price | null; source: number | null } {
  const source = claims.findIndex((row) => row !== undefined && row.price !== null);
  return { price: claims[source]?.price ?? null, source: source < 0 ? null : source };
}

function anyOf(claims: Claims): Facts {
  const any = claims.find((row) => row !== undefined);
  if (!any) throw new Error("an offer was expected to have a source, but came without");
  return any;
}
