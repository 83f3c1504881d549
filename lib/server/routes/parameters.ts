import { z } from "zod";
import { BOUND_FIELDS, BOUND_NAMES, boundName } from "@/lib/contract/bound";
import { ApiError } from "@/lib/contract/error";
import { findGateway, type Gateway } from "@/lib/contract/gateway";
import { OfferState, PriceState } from "@/lib/contract/offer";
import {
  type BrowseQuery,
  EMPTY_QUERY,
  formatBrowseQuery,
  parseBrowseQuery,
  parseSort,
  SORTS,
} from "@/lib/contract/query";
import { gatewaySet } from "@/lib/models/gateway-names";
import { foldTyped } from "@/lib/models/query/typed";
import { bareLimits } from "@/lib/models/query/url-problems";
import { CAPABILITY_VALUES } from "@/lib/models/search-index";
import { parseWholeNumber } from "./contract";

export const MAX_LIMIT = 50_000;
const MAX_QUERY_STRING = 4_096;
const MAX_SEARCH = 500;

const ALL = "Separate several with commas; one offer must match all of them.";
const ONE = "Separate several with commas to match any of them.";
const bounds = BOUND_NAMES.map((name) => `${boundName(name)} (${BOUND_FIELDS[name].of})`).join(", ");
const listFilter = (text: string, examples: readonly string[]) =>
  z
    .string()
    .optional()
    .meta({ description: `${text} Prefix a value with \`-\` to exclude it.`, examples });

/** The filters of a list, for descriptions; `browseParameters` parses them. */
export const FilterQuery = z.object({
  q: z
    .string()
    .max(MAX_SEARCH)
    .optional()
    .meta({
      description: "Words of the name, ID, or author, in any order, and filters as in the search field.",
      examples: ["llama 70b", "ctx>=200k in<1 tools gateway:groq -author:meta"],
    }),
  author: listFilter(`The author of the model. ${ONE}`, ["meta", "-openai"]),
  input: listFilter(`Modalities that an offer accepts. ${ALL}`, ["image"]),
  output: listFilter(`Modalities that an offer gives. ${ALL}`, ["text"]),
  ability: listFilter(
    `Capabilities that an offer has, lacks (no-…), or does not state (unlisted-…). ${ALL}`,
    CAPABILITY_VALUES,
  ),
  price: listFilter(`Whether the price is known. ${ONE}`, PriceState.options),
  weights: listFilter("open: whose weights are known to be open.", ["open"]),
  license: listFilter(`The license of the weights. ${ONE}`, ["mit", "apache-2.0"]),
  status: listFilter(`The state of the offer at its gateway. ${ONE}`, OfferState.options),
  where: z
    .string()
    .optional()
    .meta({
      description: `Limits that must hold for one offer: ${bounds}. Unknown values never match.`,
      examples: ["ctx>=200k,in<1"],
    }),
});

/** The parsed and validated parameters of `GET /v1/models`. `gateway` is null for all. */
export interface ListParameters {
  gateway: string | null;
  limit: number | null;
  offset: number;
  /** Null when the list is neither filtered nor sorted. */
  browse: BrowseQuery | null;
}

/** Parses the parameters of a list. Throws an ApiError that states what was expected and what was received. */
export function listParameters(url: string, gateways: readonly Gateway[]): ListParameters {
  const { search, searchParams } = new URL(url);
  if (search.length > MAX_QUERY_STRING) {
    const message = `the query string is ${search.length} characters long: expected at most ${MAX_QUERY_STRING}`;
    throw new ApiError("invalid_request", message);
  }
  const named = searchParams.get("gateway");
  const gateway = named && /[,+\s]/.test(named.trim()) ? null : gatewayParameter(named, gateways);
  const q = searchParams.get("q") ?? "";
  if (q.length > MAX_SEARCH) {
    throw invalid("q", `a text of at most ${MAX_SEARCH} characters`, `${q.length} characters`);
  }
  const sort = searchParams.get("sort");
  if (sort && !parseSort(sort))
    throw invalid("sort", `one of ${SORTS.join(", ")}, with - in front to reverse`, `"${sort}"`);
  const browse = browseParameters(searchParams, gateways);
  const bare = { ...EMPTY_QUERY, gateways: gateway ? [gateway] : [] };
  return {
    gateway,
    limit: readWholeNumber(searchParams, "limit", 1, MAX_LIMIT),
    offset: readWholeNumber(searchParams, "offset", 0, Number.MAX_SAFE_INTEGER) ?? 0,
    browse: formatBrowseQuery(browse).toString() === formatBrowseQuery(bare).toString() && !sort ? null : browse,
  };
}

/**
 * The filters and sort order of a list, typed in `q` or as separate parameters. Throws an ApiError for what can't be
 * parsed: ignoring a filter would return a wrong result.
 */
export function browseParameters(params: URLSearchParams, gateways: readonly Gateway[]): BrowseQuery {
  const requested = parseBrowseQuery(params);
  const { query: folded, errors } = foldTyped(requested);
  const [error] = errors;
  if (error) throw invalid("q", error.expected, `"${error.text.slice(0, 80)}"`);
  const [bare] = bareLimits(params);
  if (bare) throw invalid("where", "limits in where, such as where=ctx>=200k,in<1", `"${bare.slice(0, 80)}"`);
  const where = params.getAll("where").join(",");
  if (requested.bounds.length !== where.split(",").filter((part) => part.trim() !== "").length) {
    throw invalid("where", "limits such as ctx>=200k,in<1, one a side", `"${where.slice(0, 80)}"`);
  }
  const slugs = folded.gateways.map((name) => {
    const excluded = name.startsWith("-") ? "-" : "";
    const set = gatewaySet(name.slice(excluded.length));
    return excluded + set.map((slug) => gatewayParameter(slug, gateways) ?? "").join("+");
  });
  return { ...folded, gateways: slugs };
}

/** The gateway parameter, for descriptions; `gatewayParameter` parses it. */
export function gatewayQuerySchema(gateways: readonly Gateway[]): z.ZodType<string | undefined> {
  const names = ["all", ...gateways.flatMap(({ slug, aliases }) => [slug, ...aliases])];
  return z.string().optional().meta({ description: "Filter by gateway.", enum: names });
}

/** A gateway's slug from its name or alias; null for `all` or nothing. Throws an ApiError with the valid names. */
export function gatewayParameter(value: string | null, gateways: readonly Gateway[]): string | null {
  const name = value?.trim() ?? "";
  if (name === "" || name.toLowerCase() === "all") return null;
  const gateway = findGateway(gateways, name);
  if (gateway) return gateway.slug;
  const names = gateways.flatMap((g) => [g.slug, ...g.aliases]).join(", ");
  throw invalid("gateway", `all or one of ${names}`, `"${name.slice(0, 80)}"`);
}

/** An integer parameter; null when absent. Throws an ApiError when it is invalid or out of range. */
export function readWholeNumber(params: URLSearchParams, name: string, min: number, max: number): number | null {
  const text = params.get(name);
  if (text === null || text === "") return null;
  const value = parseWholeNumber(text, min, max);
  if (typeof value === "number") return value;
  throw new ApiError("invalid_request", `${name}: ${value}`, { param: name });
}

function invalid(param: string, expected: string, received: string): ApiError {
  return new ApiError("invalid_request", `${param}: expected ${expected}, got ${received}`, { param });
}
