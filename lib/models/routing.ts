import { type ProviderPreferences, sortOf } from "@/lib/contract/chat";
import type { ModelOffer } from "@/lib/contract/offer";
import { isUsable } from "@/lib/contract/states";
import { compareCodeUnits } from "./ids";
import type { Needs } from "./needs";
import { blendedPrice, perMillion } from "./price";
import { pricesAt } from "./price-schedule";
import { isFallback } from "./primary-offers";

/** The current state of an offer, beyond the catalog. */
export interface OfferNow {
  /** The owner of the available key: the caller, the operator, or null for none. */
  key: "own" | "operator" | null;
  /** The circuit breaker is closed and no Retry-After is pending. */
  healthy: boolean;
  /** Live median figures, null without enough traffic: ms to the first token, tokens per second. */
  firstTokenMs: number | null;
  tokensPerSecond: number | null;
  errorRate: number | null;
  /** It last answered the same prompt of the same key, which its gateway may have cached. */
  answeredLast?: boolean;
}

/** The offers of a request in the order they are tried, and the reasons why others are excluded. */
export interface RoutedOffers {
  offers: ModelOffer[];
  refused: ({ gateway: string; model: string } & Refusal)[];
}

/** Why an offer is excluded: a code for decisions, and a text for the caller. */
export interface Refusal {
  code: "context" | "no_key" | "not_allowed" | "other";
  reason: string;
}

const other = (reason: string): Refusal => ({ code: "other", reason });

const BATCHES_ONLY = "it answers in batches only";
const NO_KEY: Refusal = { code: "no_key", reason: "no key for this gateway" };
/**
 * Orders a model's offers for a request: those that meet its needs and have a key, healthy ones first, then by the
 * caller's preference, else the caller's own keys, the offer that answered last, and price. Unknown prices are last. A
 * preference names a gateway, or one of its offers by native ID or tag: `openrouter/acme/m1:free`, `deepinfra/turbo`.
 */
export function routeOffers(
  offers: readonly ModelOffer[],
  needs: Needs,
  preferences: ProviderPreferences,
  { now, slugOf = (slug) => slug }: RouteLookups,
): RoutedOffers {
  const named = namesIn(preferences, slugOf);
  const refused: RoutedOffers["refused"] = [];
  const usable: Candidate[] = [];
  for (const offer of offers) {
    const state = now(offer);
    const excluded = refusedName(offer, named, preferences);
    const refusal =
      (excluded ? other(excluded) : unmetNeed(offer, needs, preferences)) ||
      (isFallback(offer) && !named.only?.some((name) => name.part && isNamed(offer, name)) && other(BATCHES_ONLY)) ||
      (state.key === null && NO_KEY);
    if (refusal) refused.push({ gateway: offer.gateway, model: offer.id, ...refusal });
    else usable.push({ offer, now: state, price: 0 });
  }
  if (usable.length < 2) return { offers: usable.map(({ offer }) => offer), refused };
  for (const candidate of usable) candidate.price = priceNow(candidate.offer, needs);
  return { offers: ordered(usable, named.order, preferences).map(({ offer }) => offer), refused };
}

/** Lookups that routing needs from its caller. */
interface RouteLookups {
  now: (offer: ModelOffer) => OfferNow;
  /** The slug of a gateway by any of its names. */
  slugOf?: (name: string) => string;
}

interface Preferred {
  order: readonly NamedOffer[];
  only: readonly NamedOffer[] | undefined;
  ignore: readonly NamedOffer[] | undefined;
}

function namesIn({ order, only, ignore }: ProviderPreferences, slugOf: (name: string) => string): Preferred {
  const read = (list: readonly string[] | null | undefined) => list?.map((name) => readName(name, slugOf));
  return { order: read(order) ?? [], only: read(only), ignore: read(ignore) };
}

const isAmong = (names: readonly NamedOffer[], offer: ModelOffer) => names.some((name) => isNamed(offer, name));

/** The reason why a preference excludes an offer; false or null if none does. */
function refusedName(offer: ModelOffer, { order, only, ignore }: Preferred, preferences: ProviderPreferences) {
  const { quantizations, allow_fallbacks } = preferences;
  return (
    (only && !isAmong(only, offer) && "not among provider.only") ||
    (ignore && isAmong(ignore, offer) && "named in provider.ignore") ||
    (quantizations && !quantizations.includes(offer.quantization ?? "unknown")
      ? `its quantization is ${offer.quantization ?? "not known"}`
      : null) ||
    (allow_fallbacks === false && order.length > 0 && !isAmong(order, offer) && "not in provider.order")
  );
}

function ordered(usable: readonly Candidate[], order: readonly NamedOffer[], preferences: ProviderPreferences) {
  const sort = sortOf(preferences);
  const rankOf = (offer: ModelOffer) => {
    const at = order.findIndex((name) => isNamed(offer, name));
    return at < 0 ? order.length : at;
  };
  return usable.toSorted(
    (a, b) =>
      Number(b.now.healthy) - Number(a.now.healthy) ||
      rankOf(a.offer) - rankOf(b.offer) ||
      bySort(a, b, sort) ||
      (sort ? 0 : Number(b.now.key === "own") - Number(a.now.key === "own")) ||
      isUnhealthy(a.now) - isUnhealthy(b.now) ||
      Number(b.now.answeredLast ?? false) - Number(a.now.answeredLast ?? false) ||
      a.price - b.price ||
      compareCodeUnits(a.offer.gateway, b.offer.gateway) ||
      compareCodeUnits(a.offer.id, b.offer.id),
  );
}

/** The name of an offer for preferences: its gateway, with its native ID if that is ambiguous. */
export function preferencesFor(offer: ModelOffer, offers: readonly ModelOffer[]): string {
  const alike = offers.filter(({ gateway }) => gateway === offer.gateway);
  return alike.length > 1 ? `${offer.gateway}/${offer.id}` : offer.gateway;
}

/** The offers that a preference names: a gateway, and those of its offers with this native ID or tag; "" for all. */
interface NamedOffer {
  gateway: string;
  part: string;
}

function readName(name: string, slugOf: (name: string) => string): NamedOffer {
  const [gateway = "", ...rest] = name.split("/");
  return { gateway: slugOf(gateway.toLowerCase()), part: rest.join("/").toLowerCase() };
}

function isNamed({ gateway, id, identity }: ModelOffer, name: NamedOffer): boolean {
  if (gateway !== name.gateway) return false;
  return name.part === "" || id.toLowerCase() === name.part || identity.tags.includes(name.part);
}

/** Whether an offer outputs text, which a chat needs. */
export function answersInText({ architecture }: Pick<ModelOffer, "architecture">): boolean {
  return has(architecture.output_modalities, "text");
}

const EMBEDDINGS: readonly string[] = ["embedding", "embeddings"];

function embeds({ architecture }: Pick<ModelOffer, "architecture">): boolean {
  return architecture.output_modalities.some((modality) => EMBEDDINGS.includes(modality));
}

/** Whether an offer has a modality; true if it states none at all. */
function has(modalities: readonly string[], modality: string): boolean {
  return modalities.length === 0 || modalities.includes(modality);
}

/** Why an offer cannot serve the request; null when it can. Facts that are not stated reject nothing. */
function unmetNeed(offer: ModelOffer, needs: Needs, preferences: ProviderPreferences): Refusal | null {
  const { input_modalities } = offer.architecture;
  if (!isUsable(offer.state)) return other(`its state is ${offer.state}`);
  if (needs.output === "embeddings" && !embeds(offer)) return other("it does not embed");
  if (!needs.output && (!answersInText(offer) || !has(input_modalities, "text"))) return other("it does not chat");
  if (
    !needs.output &&
    offer.routes &&
    !offer.routes.some(({ status, task }) => status === "live" && (task ?? "conversational") === "conversational")
  )
    return other("no live route of it chats");
  const blind = needs.modalities.find((modality) => !has(input_modalities, modality));
  if (blind) return other(`it takes no ${blind}`);
  const supported = offer.supported_parameters;
  if (needs.tools && offer.capabilities.tools === false) return other("it takes no tools");
  if (offer.context_length !== null && needs.tokens > offer.context_length)
    return { code: "context", reason: `its context is ${offer.context_length} tokens` };
  const missing = preferences.require_parameters && needs.parameters.find((name) => !supported.includes(name));
  if (missing) return other(`it does not name the parameter ${missing}`);
  const price = isTooExpensive(offer, needs, preferences);
  return price === null ? null : other(price);
}

function isTooExpensive(
  offer: ModelOffer,
  { at, promptTokens }: Needs,
  { max_price }: ProviderPreferences,
): string | null {
  if (!max_price) return null;
  const prices = pricesAt(offer.pricing, at, promptTokens);
  for (const kind of ["prompt", "completion"] as const) {
    const limit = max_price[kind];
    if (limit === undefined || limit === null) continue;
    const price = offer.price_doubt ? null : perMillion(prices[kind]);
    if (price === null) return `its ${kind} price is not known`;
    if (price > limit) return `its ${kind} price is $${price} per 1M tokens`;
  }
  return null;
}

/** An offer that may answer; `price` applies at the start of the call, MAX_VALUE when unknown. */
type Candidate = { offer: ModelOffer; now: OfferNow; price: number };

function bySort(a: Candidate, b: Candidate, sort: ReturnType<typeof sortOf>): number {
  if (sort === "price") return a.price - b.price;
  if (sort === "throughput" || sort === "speed") return speedOf(b) - speedOf(a);
  if (sort === "latency") return latencyOf(a) - latencyOf(b);
  return 0;
}

function priceNow({ pricing, price_doubt }: ModelOffer, { at, promptTokens, output }: Needs): number {
  const prices = pricesAt(pricing, at, promptTokens);
  // Embeddings are charged only for input.
  if (output === "embeddings") return (price_doubt ? null : perMillion(prices.prompt)) ?? Number.MAX_VALUE;
  return blendedPrice({ pricing: prices, price_doubt }) ?? Number.MAX_VALUE;
}
const speedOf = ({ offer, now }: Candidate) => now.tokensPerSecond ?? offer.tokens_per_second ?? -1;
const latencyOf = ({ offer, now }: Candidate) => now.firstTokenMs ?? offer.first_token_ms ?? Number.MAX_VALUE;
/** If more than one in ten recent calls failed, all other offers go first, at any price. */
const isUnhealthy = (now: OfferNow) => ((now.errorRate ?? 0) > 0.1 ? 1 : 0);
