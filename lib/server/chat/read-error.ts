import { ApiError } from "@/lib/contract/error";
import { readHeader } from "@/lib/net/figures";
import { parseRetryAfter } from "@/lib/net/retry";
import { gatewayName } from "../providers/registry";
import { readErrorBody } from "./error-body";
import { classify, KEY_REFUSED, NO_CREDIT, statusOfCode, type Verdict } from "./error-rules";

/** Why one offer gave no answer, and what follows from it. */
export interface Failure extends Verdict {
  /** A sentence with the gateway's own words, never HTML. */
  message: string;
  status: number | null;
  retryAfterSeconds?: number;
}

/** Longer texts that are no JSON are pages, not sentences. */
const LONGEST_TEXT = 2_000;

/** Reads an answer with an error status: its body as text, and Retry-After. */
export function readFailure(
  gateway: string,
  status: number,
  text: string,
  retryAfter: string | string[] | undefined,
  ownKey: boolean,
): Failure {
  const asked = parseRetryAfter(readHeader(retryAfter), Date.now());
  return failureOf(gateway, status, bodyOf(text), ownKey, asked === undefined ? null : asked / 1000);
}

/** The failure that an `error` field tells, within a stream or a whole answer that began well. */
export function errorIn(gateway: string, body: Record<string, unknown>): Failure {
  return failureOf(gateway, null, body.error, false, null);
}

function failureOf(
  gateway: string,
  answered: number | null,
  body: unknown,
  ownKey: boolean,
  retryAfter: number | null,
): Failure {
  const facts = readErrorBody(body);
  const status = answered ?? facts.status ?? statusOfCode(facts.codes) ?? 502;
  const verdict = classify({ status, message: facts.message ?? "", codes: facts.codes });
  const wait = retryAfter ?? facts.retrySeconds;
  const name = gatewayName(gateway);
  const words = facts.message ? `: ${facts.message}` : "";
  const whose = ownKey ? "your own key" : "this server's key";
  const isKey = verdict === KEY_REFUSED;
  return {
    ...verdict,
    // A key of the operator is nothing that the caller could change.
    type: (isKey || verdict === NO_CREDIT) && !ownKey ? "provider_unavailable" : verdict.type,
    message: isKey ? `${name} refused ${whose}${words}` : `${name} answered ${status}${words}`,
    status,
    ...(wait === null || !Number.isFinite(wait) ? {} : { retryAfterSeconds: Math.ceil(wait) }),
  };
}

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text.length > LONGEST_TEXT ? null : text;
  }
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
