import type { ChatMessage, ChatRequest } from "@/lib/contract/chat";
import { hasKind, type RefusedPart } from "./refused-part";

const REFUSES_LATER = /system (?:message|prompt)s?\b.{0,30}\b(?:beginning|first|start)/i;
const REFUSES_ANY =
  /(?:system|developer) (?:message|prompt|role|instruction)s?\b.{0,20}\bnot (?:supported|allowed|enabled)|role\W{1,3}system\W{1,3}is not supported|(?:unknown variant|unexpected role) \W?system/i;

/** Whether a gateway's error says that it takes no system message at that position. */
export const refusesSystem = (message: string): boolean => REFUSES_LATER.test(message) || REFUSES_ANY.test(message);

/** What a gateway refuses of the system messages of a request, beside what it did not get. */
export function refusedSystem(message: string, request: ChatRequest, without: readonly RefusedPart[]): RefusedPart[] {
  const { messages } = request;
  const isLater = REFUSES_LATER.test(message) && messages.slice(1).some(isSystem);
  if (isLater && !hasKind(without, "later system messages")) return [{ kind: "later system messages" }];
  const isAny = refusesSystem(message) && messages.some(isSystem);
  return isAny && !hasKind(without, "system messages") ? [{ kind: "system messages" }] : [];
}

/** Whether system messages have to move for an offer that refuses these. */
export const movesSystem = (without: readonly RefusedPart[]): boolean =>
  hasKind(without, "later system messages") || hasKind(without, "system messages");

/** Messages with one system message at the beginning, or none: the text of all others is part of the user's. */
export function withSystemPlaced(
  messages: readonly ChatMessage[],
  without: readonly RefusedPart[],
): readonly ChatMessage[] {
  if (!movesSystem(without)) return messages;
  const placed: [ChatMessage, ...ChatMessage[]][] = [];
  // The last message, where it may take more text: of the system, or of the user where the system's is in it.
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

/** The first message with the content of the others after its own. */
function joined([message, ...others]: readonly [ChatMessage, ...ChatMessage[]]): ChatMessage {
  if (others.length === 0) return message;
  const contents = [message, ...others].map(({ content }) => content);
  const isText = contents.every((content) => typeof content === "string");
  return { ...message, content: isText ? contents.join("\n\n") : contents.flatMap(partsOf) };
}

const partsOf = (content: ChatMessage["content"]) =>
  typeof content === "string" ? [{ type: "text", text: content }] : (content ?? []);
