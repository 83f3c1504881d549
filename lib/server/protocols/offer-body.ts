import type { ChatRequest } from "@/lib/contract/chat";
import { isRecord, type Json, withFields } from "@/lib/contract/json-object";
import { lookup } from "@/lib/contract/lookup";
import type { ModelOffer } from "@/lib/contract/offer";
import { copyLargeMark } from "@/lib/net/turns";
import { withReasoning } from "./reasoning";
import type { Hints } from "./request";

/** Gateways that accept prompt cache hints in messages and tools. */
const TAKES_CACHE_CONTROL: ReadonlySet<string> = new Set(["openrouter"]);
/** Lists of supported parameters use either name for the effort. */
const LISTED_AS: Record<string, readonly string[]> = lookup({ reasoning_effort: ["reasoning_effort", "reasoning"] });
/** How thinking is turned off at offers that list one of these. */
const OFF: readonly (readonly [string, unknown])[] = [
  ["reasoning_effort", "none"],
  ["enable_thinking", false],
  ["chat_template_kwargs", { enable_thinking: false }],
];

/** How a translated request with these hints is adapted to offers. */
export const adaptedBy = (hints: Hints) => ({
  adapt: (request: ChatRequest, offer: ModelOffer) => requestFor(request, offer, hints),
  missing: (request: ChatRequest, offer: ModelOffer) => missingAt(request, offer, hints),
});

/** Omits hints that the offer doesn't list, and other gateways' sealed reasoning. */
function requestFor(request: ChatRequest, offer: ModelOffer, hints: Hints): ChatRequest {
  const { gateway } = offer;
  const fitted: Json = withFields(request, { messages: messagesFor(gateway, request.messages) });
  for (const hint of hints.keys()) if (request[hint] !== undefined && !isListed(hint, offer)) delete fitted[hint];
  const off = hints.has("reasoning_effort") ? switchOff(request, offer) : undefined;
  if (off) {
    delete fitted.reasoning_effort;
    const [name, value] = off;
    const current = fitted[name];
    fitted[name] = isRecord(current) && isRecord(value) ? withFields(current, value) : value;
  }
  if (request.tools) fitted.tools = toolsFor(gateway, request.tools);
  copyLargeMark(fitted, request);
  return fitted as ChatRequest;
}

/** The parts of a request that an offer does not get, by the client's names. */
function missingAt(request: ChatRequest, offer: ModelOffer, hints: Hints): string[] {
  const missing: string[] = [];
  for (const [hint, name] of hints) {
    const isSaid = request[hint] != null && !(hint === "parallel_tool_calls" && request[hint] === true);
    if (name === null || !isSaid || isListed(hint, offer)) continue;
    if (hint !== "reasoning_effort" || !switchOff(request, offer)) missing.push(name);
  }
  return missing;
}

const isListed = (hint: string, { supported_parameters: listed }: ModelOffer): boolean =>
  (LISTED_AS[hint] ?? [hint]).some((name) => listed.includes(name));

/** The field that turns thinking off at an offer, if a request turns it off. */
const switchOff = ({ reasoning_effort }: ChatRequest, { supported_parameters: listed }: ModelOffer) =>
  reasoning_effort === "none" ? OFF.find(([name]) => listed.includes(name)) : undefined;

function messagesFor(gateway: string, messages: readonly Json[]): Json[] {
  const keepsHints = TAKES_CACHE_CONTROL.has(gateway);
  return messages.flatMap((message) => {
    const fitted = withReasoning(gateway, message);
    // An answer that only has another gateway's reasoning.
    if (fitted !== message && fitted.content == null && !SAYS.some((name) => fitted[name] !== undefined)) return [];
    if (keepsHints || !Array.isArray(message.content)) return [fitted];
    return [withFields(fitted, { content: withoutHints(message.content) })];
  });
}

/** Fields of an answer besides its text. */
const SAYS = ["tool_calls", "function_call", "audio", "refusal", "reasoning_details", "reasoning_content"];

function toolsFor(gateway: string, tools: readonly Json[]): Json[] {
  if (TAKES_CACHE_CONTROL.has(gateway)) return [...tools];
  return tools.map(({ cache_control, ...tool }) => tool);
}

function withoutHints(content: readonly unknown[]): unknown {
  const parts = content.map((part) => {
    if (!isRecord(part)) return part;
    const { cache_control, ...rest } = part;
    return rest;
  });
  const texts = parts.flatMap((part) => (isRecord(part) && part.type === "text" ? [part.text] : []));
  return texts.length === parts.length ? texts.join("\n") : parts;
}
