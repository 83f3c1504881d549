import type { ChatMessage } from "@/lib/contract/chat";
import type { Json } from "@/lib/contract/json-object";

/** Whether a value counts as absent: many gateways refuse null, and an empty list. */
export const isNothing = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);

/** Whether a message is sent unchanged. */
export function isStandard(message: ChatMessage): boolean {
  if (message.role === "developer") return false;
  for (const name in message) if (name !== "content" && isNothing(message[name])) return false;
  const { content } = message;
  if (content === "" && message.tool_calls !== undefined) return false;
  return !Array.isArray(content) || (content.length > 0 && !content.some(isBareImage));
}

/**
 * A message in the form that all gateways accept: the system prompt by its older name, without fields that have no
 * value, without text next to calls, and images as objects.
 */
export function standardMessage(message: ChatMessage): ChatMessage {
  if (isStandard(message)) return message;
  const fields = Object.entries(message).filter(([name, value]) => name === "content" || !isNothing(value));
  const { role } = message;
  return {
    ...Object.fromEntries(fields),
    role: role === "developer" ? "system" : role,
    ...contentOf(message),
  };
}

/** The content in the form that gateways accept: Google refuses calls next to an empty text. */
function contentOf({ content, tool_calls }: ChatMessage): { content?: ChatMessage["content"] } {
  if (Array.isArray(content)) return { content: content.length === 0 ? null : content.map(withImageObject) };
  return content === "" && !isNothing(tool_calls) && tool_calls !== undefined ? { content: null } : {};
}

/** Mistral's clients send only the URL. */
const isBareImage = ({ type, image_url }: Json): boolean => type === "image_url" && typeof image_url === "string";

function withImageObject<T extends Json>(part: T): T {
  return isBareImage(part) ? { ...part, image_url: { url: part.image_url } } : part;
}
