import type { ChatMessage, ChatRequest } from "@/lib/contract/chat";
import { hasKind, type RefusedPart } from "./refused-part";

const REQUIRES = /reasoning_content.{0,60}(?:must be passed|is missing|is required)|missing.{0,20}reasoning_content/i;
/** Placeholder for reasoning that the client does not have, or that another gateway sealed. */
const UNKNOWN = "…";

/** Whether an error requires that earlier answers include their reasoning. */
export const requiresReasoning = (message: string): boolean => REQUIRES.test(message);

/** The missing reasoning that a gateway's error demands, in addition to the parts already adapted. */
export function missingReasoning(
  message: string,
  request: ChatRequest,
  without: readonly RefusedPart[],
): RefusedPart[] {
  if (!requiresReasoning(message) || addsReasoning(without)) return [];
  return request.messages.some(lacks) ? [{ kind: "missing reasoning" }] : [];
}

const NEEDS_SIGNED = /expected `?thinking`?\b|must start with a thinking block/i;
/** The fields that request thinking, in any protocol. */
const TURNED_ON = ["thinking", "reasoning", "reasoning_effort"];

/** Whether an error means that a model may only continue to think if its signed thinking before a call is sent back. */
export const requiresSigned = (message: string): boolean => NEEDS_SIGNED.test(message);

/** The parts without which a request asks for no thinking, if a gateway refuses thinking for now; empty otherwise. */
export const refusedThinking = (message: string, without: readonly RefusedPart[]): RefusedPart[] =>
  requiresSigned(message) && !hasKind(without, "thinking")
    ? [{ kind: "thinking" }, { kind: "field", name: "reasoning" }]
    : [];

/** Whether a request asks for thinking. */
export const asksToThink = (request: Readonly<Record<string, unknown>>): boolean =>
  TURNED_ON.some((name) => request[name] != null);

/** Whether reasoning is added for an offer when there is none. */
export const addsReasoning = (without: readonly RefusedPart[]): boolean => hasKind(without, "missing reasoning");

/** Messages with reasoning in each answer, for an offer that requires it. */
export function withRequiredReasoning(messages: readonly ChatMessage[], without: readonly RefusedPart[]) {
  if (!addsReasoning(without)) return messages;
  return messages.map((message) => {
    if (!lacks(message)) return message;
    const { reasoning } = message;
    return { ...message, reasoning_content: typeof reasoning === "string" && reasoning !== "" ? reasoning : UNKNOWN };
  });
}

const lacks = ({ role, reasoning_content: reasoning }: ChatMessage): boolean =>
  role === "assistant" && (typeof reasoning !== "string" || reasoning === "");
