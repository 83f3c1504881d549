import { z } from "zod";
import type { FactName } from "@/lib/contract/fact-names";
import type { FactValues } from "@/lib/contract/facts";
import { isRecord } from "@/lib/contract/json-object";
import type { Architecture } from "@/lib/contract/offer";
import { DAY_SECONDS } from "@/lib/contract/time-units";
import { type Listing, readCapabilities } from "@/lib/models/capabilities";
import { type Price, UNKNOWN_PRICE } from "@/lib/models/price";
import { ACTIVE } from "./lifecycle";
import { type ListFacts, listPages } from "./paging";
import type { KeyFacts, OfferFacts, Provider } from "./provider";
import { makerOf, seconds, text, usableId } from "./rows";
import { priceByUnit, saysFree, type Ways, type Zeros } from "./units";

/**
 * The facts that an adapter reads from a row, in addition to name, description, date, and author; null means not
 * stated.
 */
interface RowFacts
  extends Partial<Price>,
    Listing,
    Omit<OfferFacts, "id" | "name" | "architecture" | "facts" | "capabilities" | keyof Price> {
  name?: string | null;
  architecture?: Architecture | null;
  /** Inputs and outputs in the gateway's own terms, where these are more specific than the architecture. */
  ways?: Ways;
  facts?: { [Name in FactName]?: FactValues[Name] | null };
}

/** A gateway whose list is one GET that returns `{data: [...]}` or a bare array. */
interface OpenAiCompatible<Row> extends Pick<Provider, "slug" | "name" | "hue" | "key" | "hosts">, ListFacts {
  aliases?: string[];
  /** Default "unknown". */
  zeros?: Zeros;
  /** Its chat endpoint; OpenAI's path by default. */
  chat?: Provider["chat"];
  /** Reads the ID of a raw row, if it is not `id`. */
  id?: (row: Record<string, unknown>) => unknown;
  /** Reads the list, if one GET with `next` is not enough. */
  list?: Provider["list"];
  /** The schema of a row; use the tolerant fields of rows.ts. */
  row: z.ZodType<Row>;
  facts: (row: Row, id: string, now: Date) => RowFacts;
}

const inOneLine = (name: string) => name.trim().replaceAll(/\s+/g, " ");

const NO_MODALITIES: Architecture = { input_modalities: [], output_modalities: [] };

const Common = z.object({ name: text, description: text, created: seconds, owned_by: text });

/** Creates a provider from a few facts and a row schema. */
export function openAiCompatible<Row>(facts: OpenAiCompatible<Row>): Provider {
  const { slug, name, hue, key, hosts, aliases = [], chat = { path: "/v1/chat/completions" } } = facts;
  return {
    slug,
    name,
    aliases,
    hue,
    key,
    hosts,
    chat,
    list: facts.list ?? ((context) => listPages(context, facts)),
    read: (row, now) => (isRecord(row) ? readRow(facts, row, now) : null),
  };
}

/** Reads a row as an offer; null without a usable ID. */
function readRow<Row>(facts: OpenAiCompatible<Row>, row: Record<string, unknown>, now: Date): OfferFacts | null {
  const id = usableId(facts.id ? facts.id(row) : row.id);
  if (id === null) return null;
  const common = Common.parse(row);
  const parsed = facts.row.safeParse(row);
  const {
    name: statedName,
    architecture,
    ways = { inputs: architecture?.input_modalities ?? [], outputs: architecture?.output_modalities ?? [] },
    facts: statedFacts = {},
    complete = false,
    lacks = [],
    created = common.created,
    pricing = UNKNOWN_PRICE.pricing,
    price_state = "unknown",
    price_doubt = false,
    price_note,
    ...rest
  } = parsed.success ? facts.facts(parsed.data, id, now) : ({} as RowFacts);
  const price = { pricing, price_state, price_doubt, ...(price_note ? { price_note } : {}) };
  return {
    id,
    name: inOneLine(statedName ?? common.name ?? id),
    description: common.description ?? "",
    owned_by: makerOf(common.owned_by),
    ...ACTIVE,
    ...rest,
    ...priceByUnit(price, ways, saysFree(id, statedName, common.name), facts.zeros ?? "unknown"),
    // A date in the future is not a release date.
    created: created !== null && created > now.getTime() / 1000 + DAY_SECONDS ? null : created,
    ...(architecture ? { architecture } : {}),
    capabilities: readCapabilities(
      { supported_parameters: rest.supported_parameters ?? [], architecture: architecture ?? NO_MODALITIES },
      { complete, lacks },
    ),
    facts: knownFacts(statedFacts),
  };
}

function knownFacts(facts: NonNullable<RowFacts["facts"]>): FactValues {
  const rest = Object.entries(facts).filter(([, value]) => value != null && !(Array.isArray(value) && !value.length));
  return Object.fromEntries(rest);
}

/** A key that is sent as `Authorization: Bearer`. */
export function bearer(env: string, required: "required" | "optional"): KeyFacts {
  return { env, required: required === "required", headers: (key) => ({ authorization: `Bearer ${key}` }) };
}
