/** Why a call to another server failed, as a short code that can be stored and shown. */
export type NetCode = "timeout" | "network" | "http" | "not_json" | "too_large" | "bad_shape" | "aborted";

/** A failed call to another server: what was called, what was expected, and what was received. */
export class NetError extends Error {
  constructor(
    readonly code: NetCode,
    message: string,
    readonly details: { status?: number; retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "NetError";
  }

  get status(): number | undefined {
    return this.details.status;
  }
}

/** Any thrown value as a NetError; distinguishes a timeout or abort of `signal` from a network failure. */
export function toNetError(thrown: unknown, signal?: AbortSignal): NetError {
  if (thrown instanceof NetError) return thrown;
  if (signal?.aborted) {
    const timedOut = (signal.reason as { name?: string } | undefined)?.name === "TimeoutError";
    return new NetError(
      timedOut ? "timeout" : "aborted",
      timedOut ? "the deadline passed" : "the request was aborted",
      {
        cause: thrown,
      },
    );
  }
  return new NetError("network", `could not be reached: ${networkReason(thrown)}`, { cause: thrown });
}

/** Messages without an address in them; any other may include a URL with a password. */
const SAFE_MESSAGES = new Set(["unexpected redirect", "other side closed", "socket hang up", "terminated"]);

/** The failure as an error code: messages of Node and undici may contain addresses and credentials. */
export function networkReason(thrown: unknown): string {
  let reason = "the connection failed";
  let error: unknown = thrown;
  for (let depth = 0; depth < 5 && error instanceof Error; depth++) {
    const { code, message, cause } = error as NodeJS.ErrnoException;
    if (typeof code === "string" && /^[A-Z][A-Z0-9_]+$/.test(code)) reason = code;
    else if (SAFE_MESSAGES.has(message)) reason = message;
    error = cause ?? (error as AggregateError).errors?.[0];
  }
  return reason;
}
