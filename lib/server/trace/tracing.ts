/** How a traced request ended; nothing of what was said in it. */
export interface RequestEnd {
  status: number;
  route: string;
  /** The client left before the answer was whole. */
  aborted: boolean;
}

/** What a call of a gateway came to; nothing of what was said in it. Time in ms, cost in USD. */
export interface AttemptEnd {
  outcome: string;
  errorType: string | null;
  firstTokenMs: number | null;
  promptTokens: number | null;
  completionTokens: number | null;
  costUsd: number | null;
}

/** The span of one call of one gateway. */
export interface AttemptSpan {
  /** These headers with W3C's `traceparent`, by which the gateway can go on with the trace. */
  headers(given: Record<string, string>): Record<string, string>;
  /** It gave no answer: why, and its status when it had one. Ends the span. */
  failed(type: string, status: number | null): void;
  /** It answers: the first token, or the whole. The span goes on until `over`. */
  answered(): void;
  over(end: AttemptEnd): void;
}

/** The span of one request to us. */
export interface RequestSpan {
  /** Runs the handler within the span, so that calls of gateways hang below it. */
  run<T>(handler: () => T): T;
  end(end: RequestEnd): void;
}

/** Traces of this process: null everywhere where none are configured, so that they cost one comparison. */
export interface Tracing {
  request(facts: { method: string; requestId: string; header(name: string): string | undefined }): RequestSpan;
  /** Begins the span of a call, below the request that is being handled. */
  attempt(gateway: string, nativeId: string): AttemptSpan;
  /** Sends what waits. */
  close(): Promise<void>;
}
