import { ApiError, type ErrorType } from "@/lib/contract/error";
import { parseRetryAfter } from "@/lib/net/retry";

/** Why one offer gave no answer, and what follows from it. */
export interface Failure {
  type: ErrorType;
  /** A sentence with the gateway's own words, never HTML. */
  message: string;
  status: number | null;
  retryAfterSeconds?: number;
  /** Another offer may answer: nothing is wrong with the request itself. */
  failOver: boolean;
  /** The same offer may answer a moment later. */
  again: boolean;
  /** It speaks against the offer, so that its breaker counts it. */
  counts: boolean;
}

const LONGEST_MESSAGE = 500;
const CONTEXT =
  /context.{0,20}(length|window|limit)|maximum context|too many (input )?tokens|prompt is too long|reduce the length/i;
const POLICY = /content.{0,10}(policy|filter|management)|safety|moderation|flagged/i;
const BAD_KEY = /api.?key.{0,20}(not valid|invalid|incorrect)|(invalid|incorrect).{0,20}api.?key/i;

/** The sentence within an error of any of the gateways' shapes; null when there is none. */
export function errorMessage(body: unknown): string | null {
  const value = Array.isArray(body) ? body[0] : body;
  if (typeof value === "string") return readable(value);
  if (typeof value !== "object" || value === null) return null;
  const { error, message, detail, reason } = value as Record<string, unknown>;
  if (typeof error === "object" && error !== null) return errorMessage({ ...error, error: undefined }) ?? null;
  for (const detailText of [error, message, detail, reason]) {
    if (typeof detailText === "string" && readable(detailText)) return readable(detailText);
    if (Array.isArray(detailText)) {
      const parts = detailText.flatMap((part) => (typeof part?.msg === "string" ? [part.msg] : []));
      if (parts.length > 0) return readable(parts.join("; "));
    }
    if (typeof detailText === "object" && detailText !== null && !Array.isArray(detailText))
      return errorMessage(detailText);
  }
  return null;
}

function readable(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === "" || /^\s*</.test(trimmed) ? null : trimmed.slice(0, LONGEST_MESSAGE);
}

/** Reads an answer with an error status: its body as text, and Retry-After. */
export function readFailure(
  gateway: string,
  status: number,
  text: string,
  retryAfter: string | string[] | undefined,
  ownKey: boolean,
): Failure {
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    body = /^\s*</.test(text) || text.length > 2_000 ? null : text;
  }
  const wait = parseRetryAfter(typeof retryAfter === "string" ? retryAfter : null, Date.now());
  const detailText = errorMessage(body);
  const failure = refusalOf(gateway, status, detailText, ownKey);
  return wait === undefined ? failure : { ...failure, retryAfterSeconds: Math.ceil(wait / 1000) };
}

/** What a status and a sentence of a gateway mean. A status under 400 is an error that came with a good one. */
export function refusalOf(gateway: string, status: number, detailText: string | null, ownKey = false): Failure {
  const message = `${gateway} answered ${status}${detailText ? `: ${detailText}` : ""}`;
  const fail = (type: ErrorType, failOver: boolean, again = false, counts = again): Failure => ({
    type,
    message,
    status,
    failOver,
    again,
    counts,
  });
  if (status === 401 || status === 403 || (status === 400 && BAD_KEY.test(detailText ?? ""))) {
    if (POLICY.test(detailText ?? "")) return fail("content_policy_violation", false);
    const whose = ownKey ? "your own key" : "this server's key";
    const refused = fail(ownKey ? "permission_denied" : "provider_unavailable", true, false, true);
    return { ...refused, message: `${gateway} refused ${whose}${detailText ? `: ${detailText}` : ""}` };
  }
  if (status === 402) return fail(ownKey ? "payment_required" : "provider_unavailable", true, false, true);
  if (status === 404) return fail("provider_unavailable", true, false, true);
  if (status === 408 || status === 504) return fail("timeout", true, true);
  if (status === 409 || status === 425) return fail("provider_unavailable", true, true);
  if (status === 413) return fail("payload_too_large", true);
  if (status === 429) return fail("rate_limit_exceeded", true, true);
  if (status === 503 || status === 529) return fail("provider_overloaded", true, true);
  if (status >= 500 || status < 400) return fail("provider_unavailable", true, true);
  if (CONTEXT.test(detailText ?? "")) return fail("context_length_exceeded", true);
  if (POLICY.test(detailText ?? "")) return fail("content_policy_violation", false);
  return fail("invalid_request", false);
}

/** A failure without an answer: no connection, a cut, a time-out, or something that is no chat. */
export function brokenFailure(type: "timeout" | "provider_unavailable", message: string): Failure {
  return { type, message, status: null, failOver: true, again: type !== "timeout", counts: true };
}

/** The failure as the error that the caller gets. */
export function toApiError(failure: Failure): ApiError {
  const { type, message, retryAfterSeconds, again } = failure;
  return new ApiError(type, message, {
    retryable: again || type === "timeout" || retryAfterSeconds !== undefined,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
}
