import { choicesOf, reasonOf } from "./chat-event";
import type { Json } from "./json-object";

/** Finish reasons of incomplete answers: "error" is OpenRouter's, "abort" is vLLM's and SGLang's. */
const FAILED = new Set(["error", "network_error", "abort", "aborted", "cancelled"]);

/**
 * The body with the error of an event or complete response under `error`; null when it has none. Only the body's own
 * `error` and that of a choice count, and only when not empty.
 */
export function reportedError(body: Json, eventType = "message"): Json | null {
  if (holdsError(body.error)) return body;
  if (eventType === "error" || body.object === "error") return { error: body };
  for (const choice of choicesOf(body)) {
    if (holdsError(choice.error)) return { error: choice.error };
    if (FAILED.has(reasonOf(choice)?.toLowerCase() ?? ""))
      return { error: { message: "its answer ended in an error" } };
  }
  return null;
}

function holdsError(value: unknown): boolean {
  if (typeof value === "string") return value.trim() !== "";
  if (typeof value === "object" && value !== null) return Object.values(value).some(holdsError);
  return value !== undefined && value !== null && value !== false && value !== 0;
}
