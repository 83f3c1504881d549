import type { Readable } from "node:stream";

/** A call to a gateway: the address comes from its settings alone, never from a request. */
export interface UpstreamCall {
  origin: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  signal: AbortSignal;
  /** Longest silence between two pieces of the answer, in ms. */
  silenceMs: number;
}

/** What a gateway answers, its body not read yet. Whoever takes it reads it to the end or destroys it. */
export interface UpstreamAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Readable;
}

/** Calls one gateway. Rejects when there is no answer; an abort of the signal closes the connection at once. */
export type CallUpstream = (call: UpstreamCall) => Promise<UpstreamAnswer>;
