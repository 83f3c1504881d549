import { listOf, objectOf } from "../../chat/json-object";
import type { Json } from "../json";

/** Fields of Responses and Messages that no chat has. */
const FOREIGN_FIELDS: ReadonlySet<string> = new Set([
  "input",
  "instructions",
  "system",
  "max_output_tokens",
  "include",
  "truncation",
  "previous_response_id",
  "text",
  "stop_sequences",
]);
const CALLERS: readonly unknown[] = ["function", "custom"];
/** Parts of a message in the forms of Responses. */
const RESPONSES_PARTS: readonly unknown[] = ["input_text", "output_text", "input_image", "input_file"];
/** Blocks of Anthropic's that no chat has. */
const BLOCKS: readonly unknown[] = ["tool_use", "tool_result", "redacted_thinking", "document", "search_result"];

/** Whether a part of a message has a form of Responses. */
export const isResponsesPart = ({ type }: Json): boolean => RESPONSES_PARTS.includes(type);

/** Whether a part of a message is a block of Anthropic's. Chats have thinking too, in parts, and images by their URL. */
export const isBlock = ({ type, thinking, source }: Json): boolean =>
  BLOCKS.includes(type) ||
  (type === "thinking" && typeof thinking === "string") ||
  (type === "image" && objectOf(source) !== null);

/** Whether a request has a field, a message, or a tool in the form of Responses or Messages. */
export function isForeign(body: Json): boolean {
  for (const name in body) if (FOREIGN_FIELDS.has(name) && body[name] !== null && body[name] !== "") return true;
  return !areChatMessages(body.messages) || listOf(body.tools).some((tool) => "input_schema" in tool);
}

/** Whether all messages have the form of chats, apart from their calls. */
function areChatMessages(messages: unknown): boolean {
  if (!Array.isArray(messages)) return true;
  for (const message of messages) {
    const { content, role } = objectOf(message) ?? {};
    if (role === undefined || (Array.isArray(content) && !content.every(isChatPart))) return false;
  }
  return true;
}

function isChatPart(given: unknown): boolean {
  const part = objectOf(given);
  return part !== null && typeof part.type === "string" && !isResponsesPart(part) && !isBlock(part);
}

/** Whether the tools of a request, its choice, and its calls are such that every gateway takes them. */
export function hasPlainTools({ tools, tool_choice: choice, messages }: Json): boolean {
  if (tools !== undefined && !listOf(tools).every(isPlainTool)) return false;
  if (objectOf(choice) && !isPlainChoice(choice as Json)) return false;
  if (!Array.isArray(messages)) return true;
  for (const message of messages)
    if (message?.tool_calls !== undefined && listOf(message.tool_calls).some(({ type }) => type === "custom"))
      return false;
  return true;
}

/** A function as chats declare it, or a tool that runs elsewhere. */
const isPlainTool = ({ type, name, function: facts }: Json): boolean =>
  objectOf(facts) ? type !== "custom" : !CALLERS.includes(type) && (typeof type === "string" || name === undefined);

/** A choice of a function as chats name it, or of a tool that runs elsewhere. */
const isPlainChoice = ({ type, function: chosen }: Json): boolean =>
  type === "function" ? objectOf(chosen) !== null : !FOREIGN_CHOICES.includes(type);

const FOREIGN_CHOICES: readonly unknown[] = ["custom", "tool", "auto", "any", "none", "required", "allowed_tools"];
