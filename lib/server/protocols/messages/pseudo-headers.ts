import { isObject, type Json } from "../json";

/** What Claude Code puts before its system prompt for Anthropic alone. */
const HEADERS = /^(?:\s*x-anthropic-[\w-]+:[^\n]*(?:\n|$))+/;
const START = "x-anthropic-";

/**
 * A body without the headers in its system prompt. One of them differs in each request, and a gateway's cache of the
 * prompt would never apply. The same body where there are none.
 */
export function withoutPseudoHeaders(body: Json): Json {
  const { system } = body;
  if (typeof system === "string")
    return system.includes(START) ? { ...body, system: system.replace(HEADERS, "") } : body;
  if (!Array.isArray(system) || !system.some(hasHeaders)) return body;
  return { ...body, system: system.map(withoutThem).filter((block) => !isObject(block) || block.text !== "") };
}

const hasHeaders = (block: unknown): boolean =>
  isObject(block) && typeof block.text === "string" && HEADERS.test(block.text);

const withoutThem = (block: unknown): unknown =>
  isObject(block) && hasHeaders(block) ? { ...block, text: String(block.text).replace(HEADERS, "") } : block;
