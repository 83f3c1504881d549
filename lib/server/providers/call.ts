/** The endpoints of an offer, each with its own path. */
export type Endpoint = "chat" | "completions" | "embeddings" | "responses" | "messages";

/** A call to a gateway: the URL comes only from its settings, never from a request. */
export interface UpstreamCall {
  origin: string;
  path: string;
  headers: Record<string, string>;
  body: string | Buffer;
  /** Longest silence between two chunks of the response, in ms; 0 for no limit. */
  silenceMs: number;
}

export type UpstreamHeaders = Record<string, string | string[] | undefined>;

/** Receives one response: its head, its bytes, and its end. Nothing is called after `end` or `close`. */
export interface UpstreamSink {
  head(status: number, headers: UpstreamHeaders): void;
  data(bytes: Buffer): void;
  /** Null when the response is complete, otherwise why it failed. */
  end(error: Error | null): void;
}

/** A response in progress. */
export interface UpstreamFlow {
  pause(): void;
  resume(): void;
  /** Closes the connection; the sink receives nothing more. */
  close(): void;
}

/** Calls a gateway. Bytes are passed on without a stream in between, which would cost more than everything else. */
export type CallUpstream = (call: UpstreamCall, sink: UpstreamSink) => UpstreamFlow;
