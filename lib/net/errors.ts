/** What went wrong between us and another server, as a short code that can be stored and shown. */
export type NetCode = "timeout" | "network" | "http" | "not_json" | "too_large" | "bad_shape" | "aborted";

/** A failed exchange with another server: which address, what was expected, what came. */
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

/** Any thrown value as a NetError; a time-out or abort of `signal` is told apart from a network failure. */
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
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : "";
  return new NetError("network", `${error.message}${cause}`, { cause: thrown });
}
