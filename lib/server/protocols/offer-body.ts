import type { ChatRequest } from "@/lib/contract/chat";
import type { ModelOffer } from "@/lib/contract/offer";
import { markLike } from "@/lib/net/turns";
import { isObject, type Json } from "./json";
import { withReasoning } from "./reasoning";

/** Gateways that accept prompt cache hints in messages and tools. */
const TAKES_CACHE_CONTROL: ReadonlySet<string> = new Set(["openrouter"]);
/** Lists of supported parameters use either name for the effort. */
const LISTED_AS: Record<string, readonly string[]> = { reasoning_effort: ["reasoning_effort", "reasoning"] };

/**
 * Adapts a translated request to an offer: without hints that it doesn't list, and without other gateways' sealed
 * reasoning.
 */
export function requestFor(request: ChatRequest, offer: ModelOffer, hints: ReadonlySet<string>): ChatRequest {
  const { gateway, supported_parameters: listed } = offer;
  const fitted: Json = { ...request, messages: messagesFor(gateway, request.messages) };
  for (const hint of hints) {
    const names = LISTED_AS[hint] ?? [hint];
    if (!names.some((name) => listed.includes(name))) delete fitted[hint];
  }
  if (request.tools) fitted.tools = toolsFor(gateway, request.tools);
  markLike(fitted, request);
  return fitted as ChatRequest;
}

/** Adapts messages to a gateway. */
export function messagesFor(gateway: string, messages: readonly Json[]): Json[] {
  const keepsHints = TAKES_CACHE_CONTROL.has(gateway);
  return messages.map((message) => {
    const fitted: Json = { ...withReasoning(gateway, message) };
    if (!keepsHints && Array.isArray(message.content)) fitted.content = withoutHints(message.content);
    return fitted;
  });
}

function toolsFor(gateway: string, tools: readonly Json[]): Json[] {
  if (TAKES_CACHE_CONTROL.has(gateway)) return [...tools];
  return tools.map(({ cache_control, ...tool }) => tool);
}

function withoutHints(content: readonly unknown[]): unknown {
  const parts = content.map((part) => {
    if (!isObject(part)) return part;
    const { cache_control, ...rest } = part;
    return rest;
  });
  const texts = parts.flatMap((part) => (isObject(part) && part.type === "text" ? [part.text] : []));
  return texts.length === parts.length ? texts.join("\n") : parts;
}
