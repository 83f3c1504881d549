/** A call to a gateway: the address comes from its settings alone, never from a request. */
export interface UpstreamCall {
  origin: string;
  path: string;
  headers: Record<string, string>;
  body: string | Buffer;
  /** Longest silence between two pieces of the answer, in ms; 0 for any. */
  silenceMs: number;
}

export type UpstreamHeaders = Record<string, string | string[] | undefined>;

/** Hears one answer: its head, its bytes as they come, and once how it ended. Nothing after that, nor after `close`. */
export interface UpstreamSink {
  head(status: number, headers: UpstreamHeaders): void;
  data(bytes: Buffer): void;
  /** Null when the answer came to its end, else why there is none or no more of it. */
  end(error: Error | null): void;
}

/** An answer under way. */
export interface UpstreamFlow {
  pause(): void;
  resume(): void;
  /** Closes the connection at once; the sink hears nothing more. */
  close(): void;
}

/** Calls one gateway. Bytes are passed on without a stream between, which would cost more than all the rest. */
export type CallUpstream = (call: UpstreamCall, sink: UpstreamSink) => UpstreamFlow;
