import type { ChatRequest } from "@/lib/contract/chat";
import { stringifyExact } from "@/lib/net/exact-json";
import type { Target } from "./opened-answer";
import { removeIgnored } from "./passed-fields";

const OURS: ReadonlySet<string> = new Set(["model", "models", "provider", "stream_options", "usage"]);

/**
 * The body for an offer: the caller's with the native ID, without our own fields and those that the gateway rejects.
 */
export function upstreamBody(request: ChatRequest, target: Target): string {
  return stringifyExact(upstreamFields(request, target));
}

/** The same before it is serialized. */
export function upstreamFields(request: ChatRequest, { offer, without, costly }: Target): Record<string, unknown> {
  const body: Record<string, unknown> = { model: offer.id };
  for (const name in request) if (!OURS.has(name) && !without.includes(name)) body[name] = request[name];
  removeIgnored(body, request, { gateway: offer.gateway, costly });
  if (request.stream) body.stream_options = { ...request.stream_options, include_usage: true };
  return body;
}
