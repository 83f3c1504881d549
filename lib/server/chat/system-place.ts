import type { ChatMessage, ChatRequest } from "@/lib/contract/chat";
import { hasKind, type RefusedPart } from "./refused-part";

const REFUSES_LATER = /system (?:message|prompt)s?\b.{0,30}\b(?:beginning|first|start)/i;
const REFUSES_ANY =
  /(?:system|developer) (?:message|prompt|role|instruction)s?\b.{0,20}\bnot (?:supported|allowed|enabled)|role\W{1,3}system\W{1,3}is not supported|(?:unknown variant|unexpected role) \W?system/i;

/** Whether a gateway's error means that it accepts no system message at that position. */
export const refusesSystem = (message: string): boolean => REFUSES_LATER.test(message) || REFUSES_ANY.test(message);

/** The system messages of a request that a gateway's error refuses, in addition to those already adapted. */
export function refusedSystem(message: string, request: ChatRequest, without: readonly RefusedPart[]): RefusedPart[] {
  const { messages } = request;
  const isLater = REFUSES_LATER.test(message) && messages.slice(1).some(isSystem);
  if (isLater && !hasKind(without, "later system messages")) return [{ kind: "later system messages" }];
  const isAny = refusesSystem(message) && messages.some(isSystem);
  return isAny && !hasKind(without, "system messages") ? [{ kind: "system messages" }] : [];
}

/** Whether system messages have to move for an offer that refuses these parts. */
export const movesSystem = (without: readonly RefusedPart[]): boolean =>
  hasKind(without, "later system messages") || hasKind(without, "system messages");

/** Messages with one system message at the beginning, or none: the text of all others becomes part of the user's. */
export function withSystemPlaced(
  messages: readonly ChatMessage[],
  without: readonly RefusedPart[],
): readonly ChatMessage[] {
  if (!movesSystem(without)) return messages;
  const placed: [ChatMessage, ...ChatMessage[]][] = [];
  // The role of the last message, if text can be appended to it: the system's, or the user's if it includes system
  // text.
  let open: ChatMessage["role"] | null = hasKind(without, "system messages") ? null : "system";
  for (const message of messages) {
    const last = placed.at(-1);
    const isOfSystem = isSystem(message);
    const role = isOfSystem ? (open === "system" ? "system" : "user") : message.role;
    const joins = last?.[0].role === role && (isOfSystem || (open === "user" && role === "user"));
    if (joins) last.push(message);
    else placed.push([isOfSystem ? { role, content: message.content } : message]);
    open = isOfSystem ? role : null;
  }
  return placed.map(joined);
}

const isSystem = ({ role }: ChatMessage): boolean => role === "system" || role === "developer";

/** The first message, with the contents of the others appended. */
function joined([message, ...others]: readonly [ChatMessage, ...ChatMessage[]]): ChatMessage {
  if (others.length === 0) return message;
  const contents = [message, ...others].map(({ content }) => content);
  const isText = contents.every((content) => typeof content === "string");
  return { ...message, content: isText ? contents.join("\n\n") : contents.flatMap(partsOf) };
}

const partsOf = (content: ChatMessage["content"]) =>
  typeof content === "string" ? [{ type: "text", text: content }] : (content ?? []);
