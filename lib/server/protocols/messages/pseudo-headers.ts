import { isRecord, type Json } from "@/lib/contract/json-object";

/** Headers that Claude Code puts before its system prompt, for Anthropic only. */
const HEADERS = /^(?:\s*x-anthropic-[\w-]+:[^\n]*(?:\n|$))+/;
const START = "x-anthropic-";

/**
 * A body without the headers in its system prompt. One of them differs in each request, so a gateway's prompt cache
 * would never match. The same body when there are none.
 */
export function withoutPseudoHeaders(body: Json): Json {
  const { system } = body;
  if (typeof system === "string")
    return system.includes(START) ? { ...body, system: system.replace(HEADERS, "") } : body;
  if (!Array.isArray(system) || !system.some(hasHeaders)) return body;
  return { ...body, system: system.map(withoutThem).filter((block) => !isRecord(block) || block.text !== "") };
}

const hasHeaders = (block: unknown): boolean =>
  isRecord(block) && typeof block.text === "string" && HEADERS.test(block.text);

const withoutThem = (block: unknown): unknown =>
  isRecord(block) && hasHeaders(block) ? { ...block, text: String(block.text).replace(HEADERS, "") } : block;
