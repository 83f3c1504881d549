import { type AdapterCall, attempt } from "./attempt";
import { hasUnnamedBeta } from "./betas";
import type { EndpointAdapter } from "./endpoint-adapter";
import { lacksProtocol, refusesFields } from "./native";
import type { AskOptions } from "./open-options";
import type { AttemptOutcome, OfferEndpoint } from "./opened-answer";
import { refusedParts } from "./refused-fields";
import { NOTHING_REFUSED, type RefusedPart, withParts } from "./refused-part";
import { requiresSigned } from "./required-reasoning";
import { exceedsLimit, isLimitOfPrompt, overLimit, passedOver, refusesLimit } from "./token-limit";

interface OfferCall {
  endpoint: OfferEndpoint;
  options: AskOptions;
  /** Its breaker key, under which its refusals are stored. */
  key: string;
  mostMs: number;
  /** Whether no other offer can serve a request that this one refuses. */
  isLast: boolean;
}

/** How long a gateway that refused a protocol is not called with it, in ms. */
const TRANSLATED_MS = 3_600_000;

/**
 * Calls an offer in the client's own protocol if its gateway supports that, else with the request translated to a chat;
 * retries without the parts that it refuses. Never rejects.
 */
export function askOffer(call: OfferCall): Promise<AttemptOutcome> {
  const { endpoint, key, isLast } = call;
  const { request, native, translated, refused } = call.options;
  const refusedBefore = refused.of(key);
  if (!isLast && exceedsLimit(refusedBefore, request))
    return Promise.resolve(overLimit(endpoint.offer.gateway, refusedBefore));
  const isNative = native && endpoint.paths[native.endpoint] && (translated.get(key) ?? 0) <= performance.now();
  return isNative
    ? askNative(call, native, refusedBefore)
    : askTranslated(call, { lasting: refusedBefore, once: NOTHING_REFUSED });
}

interface LeftOut {
  /** Parts that it refuses in every request. */
  lasting: readonly RefusedPart[];
  /** Parts that it refuses in this request. */
  once: readonly RefusedPart[];
}

async function askNative(
  call: OfferCall,
  adapter: EndpointAdapter,
  refusedBefore: readonly RefusedPart[],
): Promise<AttemptOutcome> {
  const { request, client, translated } = call.options;
  const lasting = refusedBefore.filter(({ kind }) => kind === "token limit" || kind === "beta");
  const leftOut: LeftOut = { lasting, once: NOTHING_REFUSED };
  const refusedIn: typeof refusedParts = (...error) => adapter.refused?.(...error) ?? [];
  const outcome = await askWithout(call, { request, adapter }, leftOut, refusedIn);
  const refuses = refusesFields(outcome);
  const isOver = outcome.kind === "failed" && outcome.failure.lowers;
  if (client.canceled || isOver || !(refuses || lacksProtocol(outcome))) return outcome;
  // A refusal of this request's content does not apply to other requests.
  if (!refuses) translated.set(call.key, performance.now() + TRANSLATED_MS);
  return askTranslated(call, { lasting: withParts(refusedBefore, leftOut.lasting), once: leftOut.once });
}

function askTranslated(call: OfferCall, leftOut: LeftOut): Promise<AttemptOutcome> {
  const { request, sent, adapter, adapt } = call.options;
  const adapted = adapt ? { request: adapt(request, call.endpoint.offer), adapter } : { request, sent, adapter };
  return askWithout(call, adapted, leftOut, refusedParts);
}

/**
 * Calls an offer without some parts of a request, and retries without the parts that it refuses, while it names new
 * ones.
 * @param leftOut receives the refused parts
 */
async function askWithout(
  call: OfferCall,
  adapted: AdapterCall,
  leftOut: LeftOut,
  refusedIn: typeof refusedParts,
): Promise<AttemptOutcome> {
  const { endpoint, options, key, mostMs, isLast } = call;
  const { times, client, refused } = options;
  const limits = { times, client, mostMs };
  for (;;) {
    const without = withParts(leftOut.lasting, leftOut.once);
    const outcome = await attempt(withoutParts(endpoint, without), adapted, limits);
    if (outcome.kind !== "failed") {
      if (without.length === 0) return outcome;
      refused.keep(key, leftOut.lasting);
      return { ...outcome, refused: without };
    }
    const { failure } = outcome;
    // Another offer may accept a token limit that this one would lower.
    if (!isLast && refusesLimit(failure.message)) return { ...outcome, failure: passedOver(failure) };
    const more = client.canceled ? NOTHING_REFUSED : refusedIn(failure, adapted.request, without);
    if (more.length === 0) return outcome;
    const list = isOfThisRequest(failure.message, more) ? "once" : "lasting";
    leftOut[list] = [...leftOut[list], ...more];
  }
}

const isOfThisRequest = (message: string, refused: readonly RefusedPart[]) =>
  isLimitOfPrompt(message) || requiresSigned(message) || hasUnnamedBeta(message, refused);

const withoutParts = (endpoint: OfferEndpoint, parts: readonly RefusedPart[]): OfferEndpoint =>
  parts.length === 0 ? endpoint : { ...endpoint, without: [...endpoint.without, ...parts] };
