import type { ChatRequest } from "@/lib/contract/chat";
import { stringifyExact } from "@/lib/net/exact-json";
import type { OfferEndpoint } from "./opened-answer";
import { MISTRALS_CHOICE, passesWhole, removeIgnored } from "./passed-fields";
import { effortWithout, withoutInner } from "./refused-fields";
import { fieldNames, innerFieldNames } from "./refused-part";
import { addsReasoning, withRequiredReasoning } from "./required-reasoning";
import { isNothing, isStandard, standardMessage } from "./sent-messages";
import { movesSystem, withSystemPlaced } from "./system-place";
import { exceedsLimit, limitsWithin } from "./token-limit";

const OURS: ReadonlySet<string> = new Set(["model", "models", "provider", "stream_options", "usage"]);

/**
 * The body for an offer: the caller's with the native ID, without our own fields and those that the gateway rejects.
 * @param sent the text that the request was parsed from
 */
export function upstreamBody(request: ChatRequest, endpoint: OfferEndpoint, sent?: string): string {
  const spliced = sent === undefined ? null : splicedBody(sent, request, endpoint);
  return spliced ?? stringifyExact(upstreamFields(request, endpoint));
}

/** Fields that strict gateways reject without tools. */
const OF_TOOLS = ["tool_choice", "parallel_tool_calls"];
const MODEL = '"model"';
const WITH_USAGE = '"stream_options":{"include_usage":true},';

const SPLICED: readonly string[] = ["model", "stream_options"];

/** A key that occurs once, in text without escaped letters, is the one that was parsed. */
function isOnce(key: string, text: string): boolean {
  const at = text.indexOf(key);
  return at >= 0 && text.indexOf(key, at + 1) < 0;
}

/** The sent text with another model; null when more has to change, or the text may be ambiguous. */
function splicedBody(sent: string, request: ChatRequest, { offer, without }: OfferEndpoint): string | null {
  const { model, stream, stream_options: options } = request;
  if (!passesWhole(request) || (options !== undefined && !(stream && options?.include_usage))) return null;
  if (sent.includes("\\u") || movesSystem(without) || addsReasoning(without)) return null;
  if (exceedsLimit(without, request)) return null;
  if (innerFieldNames(without).some((name) => sent.includes(`"${name}"`))) return null;
  if (request.tool_choice === MISTRALS_CHOICE || !request.messages.every(isStandard)) return null;
  if (request.reasoning_effort !== undefined && without.length > 0) return null;
  if (request.tools === undefined && OF_TOOLS.some((name) => request[name] !== undefined)) return null;
  const refused = fieldNames(without);
  for (const name in request)
    if (
      isNothing(request[name]) ||
      refused.includes(name) ||
      (OURS.has(name) && !SPLICED.includes(name)) ||
      !isOnce(`"${name}"`, sent)
    )
      return null;
  const at = sent.indexOf(MODEL);
  const value = JSON.stringify(model);
  const from = sent.indexOf(value, at + MODEL.length);
  const between = from < 0 ? "" : sent.slice(at + MODEL.length, from);
  if (between.trim() !== ":") return null;
  const more = stream && options === undefined ? WITH_USAGE : "";
  return `${sent.slice(0, at)}${more}${MODEL}:${JSON.stringify(offer.id)}${sent.slice(from + value.length)}`;
}

/** The body for an offer before it is serialized. */
export function upstreamFields(
  request: ChatRequest,
  { offer, without, costly }: OfferEndpoint,
): Record<string, unknown> {
  const body: Record<string, unknown> = { model: offer.id };
  const refused = fieldNames(without);
  for (const name in request)
    if (!OURS.has(name) && !refused.includes(name) && !isNothing(request[name])) body[name] = request[name];
  if (body.tools === undefined) for (const name of OF_TOOLS) delete body[name];
  if (body.tool_choice === MISTRALS_CHOICE) body.tool_choice = "required";
  const messages = withSystemPlaced(withoutInner(request.messages, without).map(standardMessage), without);
  body.messages = withRequiredReasoning(messages, without);
  if (Array.isArray(body.tools)) body.tools = withoutInner(body.tools, without);
  if (without.length > 0) {
    body.reasoning_effort = effortWithout(request, without);
    if (body.reasoning_effort === undefined) delete body.reasoning_effort;
    Object.assign(body, limitsWithin(without, request));
  }
  removeIgnored(body, request, { gateway: offer.gateway, costly });
  if (request.stream) body.stream_options = { ...request.stream_options, include_usage: true };
  return body;
}
