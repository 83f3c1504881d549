import { type Json, parseObject, recordOf } from "@/lib/contract/json-object";
import type { SseEvent } from "@/lib/net/sse";
import { gatewayName } from "../providers/names";
import { isErrorValue } from "./answer-error";
import { saysNothing } from "./chat-event";
import type { ChatStream } from "./chat-stream";
import type { AttemptOutcome } from "./opened-answer";
import { brokenFailure, errorIn, unavailable } from "./read-error";
import { requiresReasoning } from "./required-reasoning";
import { refusesSystem } from "./system-place";
import { refusesLimit } from "./token-limit";

const OPENING =
  /"type"\s*:\s*"(?:message_start|ping|content_block_start|response\.(?:created|queued|in_progress|output_item\.added|content_part\.added|reasoning_summary_part\.added))"/;

/** Whether an event determines how to proceed with the answer. */
export function nativeTellsMore(event: SseEvent): boolean {
  return event.data !== null && !OPENING.test(event.ascii);
}

/** The error in an event or a whole answer of another protocol; null when there is none. */
export function nativeError(body: Json): Json | null {
  if (body.type === "error") return { error: body.error ?? body };
  const response = recordOf(body.response) ?? body;
  if (response.status === "failed" || body.type === "response.failed") return { error: response.error ?? response };
  if (response.status === "cancelled" || body.type === "response.cancelled")
    return { error: { message: "the response was canceled" } };
  return isErrorValue(body.error) ? body : null;
}

/** The outcome of a stream so far, judged by its first events. */
export function judgeNative(gateway: string, stream: ChatStream): AttemptOutcome {
  let failed = null as AttemptOutcome | null;
  let begun = false;
  const decides = (event: SseEvent): boolean => {
    if (event.data === null || saysNothing(event.data)) return false;
    const body = parseObject(event.data);
    const reported = body && nativeError(body);
    if (!body) failed = unavailable(gateway, "sent an event that is not JSON");
    else if (reported) failed = { kind: "failed", failure: errorIn(gateway, reported) };
    else if (isChat(body)) failed = otherProtocol(gateway);
    else if ((body.type ?? event.type) === "message_stop" && !begun)
      failed = unavailable(gateway, "sent a stream that ended before its first token");
    begun = true;
    return failed !== null || nativeTellsMore(event);
  };
  const decided = stream.held.some((batch) => batch.some(decides));
  if (failed) return failed;
  if (decided || !stream.ended) return { kind: "stream", stream, native: true };
  return unavailable(gateway, "sent a stream that ended before its first token");
}

/** Whether a gateway answered in chat format. */
export function isChat(body: Json): boolean {
  return Array.isArray(body.choices);
}

/** The outcome of a call that was answered in another format, which is treated as an unsupported protocol. */
export function otherProtocol(gateway: string, how = "in the format of chats"): AttemptOutcome {
  const failure = brokenFailure("provider_unavailable", `${gatewayName(gateway)} answered ${how}`);
  return { kind: "failed", failure: { ...failure, status: 404, counts: false } };
}

const NOT_THERE: readonly (number | null)[] = [404, 405, 501];
const NOT_TAKEN =
  /not (?:supported|implemented|available|found)|unsupported|unknown (?:url|path|endpoint|request)|no such/i;

/** Whether a gateway reports that it does not have the protocol for this model, so that the request is translated. */
export function lacksProtocol(outcome: AttemptOutcome): boolean {
  if (outcome.kind !== "failed") return false;
  const { status, message } = outcome.failure;
  return NOT_THERE.includes(status) || (status === 400 && NOT_TAKEN.test(message));
}

const OF_ENDPOINT = /\b(?:urls?|paths?|endpoints?|routes?|protocols?|apis?)\b/i;

/** Whether a gateway refuses a request for its fields, so that a translation without them may succeed. */
export function refusesFields(outcome: AttemptOutcome): boolean {
  if (outcome.kind !== "failed" || outcome.failure.type !== "invalid_request") return false;
  const { failOver, message } = outcome.failure;
  if (refusesSystem(message) || refusesLimit(message) || requiresReasoning(message)) return true;
  return failOver || (lacksProtocol(outcome) && !OF_ENDPOINT.test(message));
}
