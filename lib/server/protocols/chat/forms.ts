import { type Json, listOf, recordOf } from "@/lib/contract/json-object";

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
/** Types of message parts in Responses format. */
const RESPONSES_PARTS: readonly unknown[] = ["input_text", "output_text", "input_image", "input_file"];
/** Types of Anthropic's blocks that no chat has. */
const BLOCKS: readonly unknown[] = ["tool_use", "tool_result", "redacted_thinking", "document", "search_result"];

/** Whether a part of a message is in Responses format. */
export const isResponsesPart = ({ type }: Json): boolean => RESPONSES_PARTS.includes(type);

/** Whether a part of a message is one of Anthropic's blocks. Chats also have thinking in parts, and images by URL. */
export const isBlock = ({ type, thinking, source }: Json): boolean =>
  BLOCKS.includes(type) ||
  (type === "thinking" && typeof thinking === "string") ||
  (type === "image" && recordOf(source) !== null);

/** Whether a request has a field, a message, or a tool in Responses or Messages format. */
export function isForeign(body: Json): boolean {
  for (const name in body) if (FOREIGN_FIELDS.has(name) && body[name] !== null && body[name] !== "") return true;
  return !areChatMessages(body.messages) || listOf(body.tools).some((tool) => "input_schema" in tool);
}

/** Whether all messages are in chat format, apart from their calls. */
function areChatMessages(messages: unknown): boolean {
  if (!Array.isArray(messages)) return true;
  for (const message of messages) {
    const { content, role } = recordOf(message) ?? {};
    if (role === undefined || (Array.isArray(content) && !content.every(isChatPart))) return false;
  }
  return true;
}

function isChatPart(value: unknown): boolean {
  const part = recordOf(value);
  return part !== null && typeof part.type === "string" && !isResponsesPart(part) && !isBlock(part);
}

/** Whether the tools of a request, its tool choice, and its calls are accepted by every gateway. */
export function hasPlainTools({ tools, tool_choice: choice, messages }: Json): boolean {
  if (tools !== undefined && !listOf(tools).every(isPlainTool)) return false;
  if (recordOf(choice) && !isPlainChoice(choice as Json)) return false;
  if (!Array.isArray(messages)) return true;
  for (const message of messages)
    if (message?.tool_calls !== undefined && listOf(message.tool_calls).some(({ type }) => type === "custom"))
      return false;
  return true;
}

/** Whether a tool is a function in chat format, or is run by the gateway. */
const isPlainTool = ({ type, name, function: facts }: Json): boolean =>
  recordOf(facts) ? type !== "custom" : !CALLERS.includes(type) && (typeof type === "string" || name === undefined);

/** Whether a tool choice names a function in chat format, or a tool that the gateway runs. */
const isPlainChoice = ({ type, function: chosen }: Json): boolean =>
  type === "function" ? recordOf(chosen) !== null : !FOREIGN_CHOICES.includes(type);

const FOREIGN_CHOICES: readonly unknown[] = ["custom", "tool", "auto", "any", "none", "required", "allowed_tools"];
