import { ApiError } from "@/lib/contract/error";
import { readDurationMs, readHeader } from "@/lib/net/figures";
import { parseRetryAfter } from "@/lib/net/retry";
import type { UpstreamHeaders } from "../providers/call";
import { gatewayName } from "../providers/names";
import { readErrorBody } from "./error-body";
import { classify, KEY_REFUSED, NO_CREDIT, statusOfCode } from "./error-rules";
import type { AttemptOutcome, Failure } from "./opened-answer";

/** No gateway resets a limit later than after a month, in ms. */
const MAX_WAIT_MS = 32 * 86_400_000;
/** Longer texts that are not JSON are pages, not messages. */
const MAX_TEXT_LENGTH = 2_000;

/** Reads a response with an error status: its body as text, and the delay that its headers request. */
export function readFailure(
  gateway: string,
  { status, text, headers }: { status: number; text: string; headers: UpstreamHeaders },
  ownKey: boolean,
): Failure {
  const response = { status, retryAfter: secondsToWait(status, headers) };
  return failureOf(gateway, bodyOf(text), response, ownKey);
}

function secondsToWait(status: number, headers: UpstreamHeaders): number | null {
  const ms = readDurationMs(readHeader(headers["retry-after-ms"]));
  if (ms !== null) return ms / 1000;
  const header = headers["retry-after"] ?? (status === 429 ? headers["x-ratelimit-reset"] : undefined);
  const delayMs = parseRetryAfter(readHeader(header), Date.now());
  return delayMs === undefined || delayMs > MAX_WAIT_MS ? null : delayMs / 1000;
}

/** The failure in an `error` field, within a stream or a complete response with a success status. */
export function errorIn(gateway: string, body: Record<string, unknown>): Failure {
  return failureOf(gateway, body.error, { status: null, retryAfter: null }, false);
}

function failureOf(
  gateway: string,
  body: unknown,
  response: { status: number | null; retryAfter: number | null },
  ownKey: boolean,
): Failure {
  const facts = readErrorBody(body);
  const status = response.status ?? facts.status ?? statusOfCode(facts.codes) ?? 502;
  const verdict = classify({ status, message: facts.message ?? "", codes: facts.codes });
  const wait = response.retryAfter ?? facts.retrySeconds ?? (verdict.retryable ? delayIn(facts.message ?? "") : null);
  const name = gatewayName(gateway);
  const words = facts.message ? `: ${facts.message}` : "";
  const whose = ownKey ? "your own key" : "this server's key";
  const isKey = verdict === KEY_REFUSED;
  return {
    ...verdict,
    // The caller can't fix a key of the operator.
    type: (isKey || verdict === NO_CREDIT) && !ownKey ? "provider_unavailable" : verdict.type,
    message: isKey ? `${name} refused ${whose}${words}` : `${name} answered ${status}${words}`,
    status,
    ...(wait === null || !Number.isFinite(wait) ? {} : { retryAfterSeconds: Math.ceil(wait) }),
  };
}

/** The delay in a message such as "try again in 1m7.5s". */
function delayIn(message: string): number | null {
  const [, minutes, seconds] =
    /\b(?:try again|retry) (?:in|after) (?:(\d+)m ?)?(\d+(?:\.\d+)?) ?s(?:ec|econds?)?\b/i.exec(message) ?? [];
  return seconds === undefined ? null : Number(minutes ?? 0) * 60 + Number(seconds);
}

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text.length > MAX_TEXT_LENGTH ? null : text;
  }
}

/** A failure without a response that could be read. */
export function brokenFailure(type: "timeout" | "provider_unavailable", message: string): Failure {
  return { type, message, status: null, failOver: true, retryable: type !== "timeout", counts: true };
}

/** The outcome of a call without a usable response. */
export function unavailable(gateway: string, what: string): AttemptOutcome {
  const failure = brokenFailure("provider_unavailable", `${gatewayName(gateway)} ${what}`);
  return { kind: "failed", failure };
}

/** Converts a failure to the caller's error. */
export function toApiError(failure: Failure): ApiError {
  const { type, message, retryAfterSeconds, retryable } = failure;
  return new ApiError(type, message, {
    retryable: retryable || type === "timeout" || retryAfterSeconds !== undefined,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
}
