import { type ProviderPreferences, sortOf } from "@/lib/contract/chat";
import type { ModelOffer } from "@/lib/contract/offer";
import { isUsable } from "@/lib/contract/states";
import { compareCodeUnits } from "./ids";
import type { Needs } from "./needs";
import { blendedPrice, perMillion } from "./price";
import { pricesAt } from "./price-schedule";
import { isFallback } from "./primary-offers";

/** What is known of an offer right now, beyond the catalog. */
export interface OfferNow {
  /** Whose key there is: the caller's own, the operator's, or none at all. */
  key: "own" | "operator" | null;
  /** The breaker is shut and no Retry-After is running. */
  healthy: boolean;
  /** Live median figures where there is enough traffic, else null: ms to the first token, tokens per second. */
  firstTokenMs: number | null;
  tokensPerSecond: number | null;
  errorRate: number | null;
  /** It answered the same prompt of the same key last, which its gateway may have cached. */
  answeredLast?: boolean;
}

/** The offers of a request in the order they are tried, and why the others are not. */
export interface RoutedOffers {
  offers: ModelOffer[];
  refused: { gateway: string; model: string; reason: string }[];
}

const BATCHES_ONLY = "it answers in batches only";
/**
 * Orders a model's offers for a request: those that can do what it asks and have a key, the healthy before the others,
 * then by the caller's preference, else the caller's own keys, the one that answered last, and price. Unknown prices are last.
 * A preference names a gateway, or one offer of it by its native id or a tag: `openrouter/acme/m1:free`, `deepinfra/turbo`.
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
    const reason =
      refusedName(offer, named, preferences) ||
      unmetNeed(offer, needs, preferences) ||
      (isFallback(offer) && !named.only?.some((name) => name.part && isNamed(offer, name)) && BATCHES_ONLY) ||
      (state.key === null && "no key for this gateway");
    if (reason) refused.push({ gateway: offer.gateway, model: offer.id, reason });
    else usable.push({ offer, now: state, price: 0 });
  }
  if (usable.length < 2) return { offers: usable.map(({ offer }) => offer), refused };
  for (const candidate of usable) candidate.price = priceNow(candidate.offer, needs);
  return { offers: ordered(usable, named.order, preferences).map(({ offer }) => offer), refused };
}

/** What routing asks of the process that calls. */
interface RouteLookups {
  now: (offer: ModelOffer) => OfferNow;
  /** The slug of a gateway by any of its names. */
  slugOf?: (name: string) => string;
}

/** The offers that preferences name. */
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

/** Why a preference leaves an offer out; false or null where none does. */
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
  const place = (offer: ModelOffer) => {
    const at = order.findIndex((name) => isNamed(offer, name));
    return at < 0 ? order.length : at;
  };
  return usable.toSorted(
    (a, b) =>
      Number(b.now.healthy) - Number(a.now.healthy) ||
      place(a.offer) - place(b.offer) ||
      bySort(a, b, sort) ||
      (sort ? 0 : Number(b.now.key === "own") - Number(a.now.key === "own")) ||
      isUnhealthy(a.now) - isUnhealthy(b.now) ||
      Number(b.now.answeredLast ?? false) - Number(a.now.answeredLast ?? false) ||
      a.price - b.price ||
      compareCodeUnits(a.offer.gateway, b.offer.gateway) ||
      compareCodeUnits(a.offer.id, b.offer.id),
  );
}

/** How preferences name an offer: by its gateway, and by its native ID where that gateway has several of the model. */
export function preferencesFor(offer: ModelOffer, offers: readonly ModelOffer[]): string {
  const alike = offers.filter(({ gateway }) => gateway === offer.gateway);
  return alike.length > 1 ? `${offer.gateway}/${offer.id}` : offer.gateway;
}

/** What a preference names: a gateway, and of its offers those with this native ID or tag; "" for all of them. */
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

/** Whether it answers in text, which a chat needs. */
export function answersInText({ architecture }: Pick<ModelOffer, "architecture">): boolean {
  return has(architecture.output_modalities, "text");
}

const EMBEDDINGS: readonly string[] = ["embedding", "embeddings"];

/** Whether it answers in embeddings. */
function embeds({ architecture }: Pick<ModelOffer, "architecture">): boolean {
  return architecture.output_modalities.some((modality) => EMBEDDINGS.includes(modality));
}

/** Whether an offer has a modality; one that names none at all is given the chance. */
function has(modalities: readonly string[], modality: string): boolean {
  return modalities.length === 0 || modalities.includes(modality);
}

/** Why an offer cannot serve the request; null when it can. What its source does not say rejects nothing. */
function unmetNeed(offer: ModelOffer, needs: Needs, preferences: ProviderPreferences): string | null {
  const { input_modalities } = offer.architecture;
  if (!isUsable(offer.state)) return `its state is ${offer.state}`;
  if (needs.output === "embeddings" && !embeds(offer)) return "it does not embed";
  if (!needs.output && (!answersInText(offer) || !has(input_modalities, "text"))) return "it does not chat";
  if (
    !needs.output &&
    offer.routes &&
    !offer.routes.some(({ status, task }) => status === "live" && (task ?? "conversational") === "conversational")
  )
    return "no live route of it chats";
  const blind = needs.modalities.find((modality) => !has(input_modalities, modality));
  if (blind) return `it takes no ${blind}`;
  const supported = offer.supported_parameters;
  if (needs.tools && offer.capabilities.tools === false) return "it takes no tools";
  if (offer.context_length !== null && needs.tokens > offer.context_length)
    return `its context is ${offer.context_length} tokens`;
  const missing = preferences.require_parameters && needs.parameters.find((name) => !supported.includes(name));
  if (missing) return `it does not name the parameter ${missing}`;
  return isTooExpensive(offer, needs, preferences);
}

function isTooExpensive(
  offer: ModelOffer,
  { at, promptTokens }: Needs,
  { max_price }: ProviderPreferences,
): string | null {
  if (!max_price) return null;
  const prices = pricesAt(offer.pricing, at, promptTokens);
  for (const kind of ["prompt", "completion"] as const) {
    const most = max_price[kind];
    if (most === undefined || most === null) continue;
    const price = offer.price_doubt ? null : perMillion(prices[kind]);
    if (price === null) return `its ${kind} price is not known`;
    if (price > most) return `its ${kind} price is $${price} per 1M tokens`;
  }
  return null;
}

/** An offer that may answer; `price` is what it costs at the start of the call, MAX_VALUE when that is not known. */
type Candidate = { offer: ModelOffer; now: OfferNow; price: number };

function bySort(a: Candidate, b: Candidate, sort: ReturnType<typeof sortOf>): number {
  if (sort === "price") return a.price - b.price;
  if (sort === "throughput" || sort === "speed") return speedOf(b) - speedOf(a);
  if (sort === "latency") return latencyOf(a) - latencyOf(b);
  return 0;
}

function priceNow({ pricing, price_doubt }: ModelOffer, { at, promptTokens, output }: Needs): number {
  const prices = pricesAt(pricing, at, promptTokens);
  // Embeddings are charged for their input alone.
  if (output === "embeddings") return (price_doubt ? null : perMillion(prices.prompt)) ?? Number.MAX_VALUE;
  return blendedPrice({ pricing: prices, price_doubt }) ?? Number.MAX_VALUE;
}
const speedOf = ({ offer, now }: Candidate) => now.tokensPerSecond ?? offer.tokens_per_second ?? -1;
const latencyOf = ({ offer, now }: Candidate) => now.firstTokenMs ?? offer.first_token_ms ?? Number.MAX_VALUE;
/** One recent call in ten failed: others first, whatever they cost. */
const isUnhealthy = (now: OfferNow) => ((now.errorRate ?? 0) > 0.1 ? 1 : 0);
