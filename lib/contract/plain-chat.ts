import { type ChatRequest, MAX_MESSAGES, MAX_MODEL, MAX_PARTS, MAX_ROLE, MAX_TOOLS } from "./chat";
import { isRecord, type Json } from "./json-object";

/**
 * Whether parsed JSON is a request that `ChatRequest` accepts unchanged. Takes a tenth of the schema's time for all
 * requests that clients usually send; for any other, only the schema can decide.
 */
export function isPlainChat(body: unknown): body is ChatRequest {
  if (!isPlainObject(body)) return false;
  const { model, messages, stream, stream_options, tools } = body;
  return (
    typeof model === "string" &&
    model.length > 0 &&
    model.length <= MAX_MODEL &&
    Array.isArray(messages) &&
    messages.length > 0 &&
    messages.length <= MAX_MESSAGES &&
    isFlag(stream) &&
    isCount(body.max_tokens) &&
    isCount(body.max_completion_tokens) &&
    isAbsent(body.n) &&
    isAbsent(body.models) &&
    isAbsent(body.provider) &&
    (isAbsent(stream_options) || (isPlainObject(stream_options) && isFlag(stream_options.include_usage))) &&
    (isAbsent(tools) || (Array.isArray(tools) && tools.length <= MAX_TOOLS && tools.every(isPlainObject))) &&
    messages.every(isMessage)
  );
}

function isMessage(message: unknown): boolean {
  if (!isPlainObject(message)) return false;
  const { role, content } = message;
  if (typeof role !== "string" || role.length > MAX_ROLE) return false;
  return (
    typeof content === "string" ||
    isAbsent(content) ||
    (Array.isArray(content) && content.length <= MAX_PARTS && content.every(isPart))
  );
}

const isPart = (part: unknown) => isPlainObject(part) && typeof part.type === "string";

/** An object without a key that the schema would drop. */
function isPlainObject(value: unknown): value is Json {
  return isRecord(value) && !Object.hasOwn(value, "__proto__");
}

const isAbsent = (value: unknown) => value === undefined || value === null;
const isFlag = (value: unknown) => isAbsent(value) || typeof value === "boolean";
const isCount = (value: unknown) => isAbsent(value) || (Number.isSafeInteger(value) && (value as number) >= 1);
