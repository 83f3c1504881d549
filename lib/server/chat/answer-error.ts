import type { Json } from "@/lib/contract/json-object";
import { choicesOf, reasonOf } from "./chat-event";
import { isFailedReason } from "./finish-reason";

/**
 * The body with the error of an event or complete response under `error`; null when it has none. Only these count, if
 * not empty: the body's own `error`, that of a choice, and the fields of a body without choices.
 */
export function reportedError(body: Json, eventType = "message"): Json | null {
  if (isErrorValue(body.error)) return body;
  if (eventType === "error" || body.object === "error") return { error: body };
  for (const choice of choicesOf(body)) {
    if (isErrorValue(choice.error)) return { error: choice.error };
    if (isFailedReason(reasonOf(choice) ?? "")) return { error: { message: "its answer ended in an error" } };
  }
  return "choices" in body || !saysError(body) ? null : { error: body };
}

/** Whether a body that is not an answer describes an error, in FastAPI's format or by a code and a message. */
function saysError({ detail, message, msg, code, status, success }: Json): boolean {
  if (isErrorValue(detail)) return true;
  const isFailure = success === false || [code, status].some((number) => Number(number) >= 400);
  return isFailure && (isErrorValue(message) || isErrorValue(msg));
}

/** Whether a field named `error` has a meaningful value. */
export function isErrorValue(value: unknown): boolean {
  if (typeof value === "string") return value.trim() !== "";
  if (typeof value === "object" && value !== null) return Object.values(value).some(isErrorValue);
  return value !== undefined && value !== null && value !== false && value !== 0;
}
