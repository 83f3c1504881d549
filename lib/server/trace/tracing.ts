/** The outcome of a traced request, without its content. */
interface RequestEnd {
  status: number;
  route: string;
  /** The client left before the response was complete. */
  aborted: boolean;
}

/** The outcome of a call to a gateway, without its content. Time in ms, cost in USD. */
interface AttemptEnd {
  outcome: string;
  errorType: string | null;
  firstTokenMs: number | null;
  promptTokens: number | null;
  completionTokens: number | null;
  costUsd: number | null;
}

/** The span of one call to one gateway. */
export interface AttemptSpan {
  /** These headers plus W3C's `traceparent`, which lets the gateway continue the trace. */
  headers(callHeaders: Record<string, string>): Record<string, string>;
  /** The call failed: the kind of error, and the status if any. Ends the span. */
  failed(type: string, status: number | null): void;
  /** The call answers: the first token, or a complete response. The span continues until `over`. */
  answered(): void;
  over(end: AttemptEnd): void;
}

/** The span of one request to us. */
export interface RequestSpan {
  /** Runs the handler in the span, so that its gateway calls become children. */
  run<T>(handler: () => T): T;
  end(end: RequestEnd): void;
}

/** Tracing of this process; null when not configured, so that it costs one comparison. */
export interface Tracing {
  request(facts: { method: string; requestId: string; header(name: string): string | undefined }): RequestSpan;
  /** Starts the span of a call as a child of the current request. */
  attempt(gateway: string, nativeId: string): AttemptSpan;
  /** Sends pending spans. */
  close(): Promise<void>;
}
