import type { Attempt } from "@/lib/contract/chat";
import type { ModelOffer } from "@/lib/contract/offer";
import type { CallUpstream, Endpoint } from "../providers/call";
import type { AttemptSpan } from "../trace/tracing";
import type { ChatStream } from "./chat-stream";
import type { FailureEffects } from "./error-rules";
import type { RefusedPart } from "./refused-part";

export type Paths = Readonly<Partial<Record<Endpoint, string>>>;

/** How to call one offer, and with whose key. */
export interface OfferEndpoint {
  offer: ModelOffer;
  model: string;
  origin: string;
  /** Path of each of its endpoints; absent for an unsupported one. */
  paths: Paths;
  headers: Record<string, string>;
  /** The parts of requests that it refuses, and is not sent. */
  without: readonly RefusedPart[];
  ownKey: boolean;
  /** Whether fields that cost extra are sent. */
  costly: boolean;
  call: CallUpstream;
}

/** The failure of one offer, and its consequences. */
export interface Failure extends FailureEffects {
  /** A message with the gateway's own words, never HTML. */
  message: string;
  status: number | null;
  retryAfterSeconds?: number;
  /** Whether the offer is called again with a lower token limit if no other one answers. */
  lowers?: boolean;
}

interface AnswerNotes {
  /** It is in the client's own protocol. */
  native?: boolean;
  /** The parts omitted from the call because the offer refuses them. */
  refused?: readonly RefusedPart[];
}

/** The outcome of one call to one offer: an answer or the failure. */
export type AttemptOutcome =
  | ({ kind: "whole"; body: Record<string, unknown>; text: string } & AnswerNotes)
  | ({ kind: "stream"; stream: ChatStream } & AnswerNotes)
  | { kind: "failed"; failure: Failure };

/** An offer to try, and the canonical ID of its model. */
export interface Candidate {
  model: string;
  offer: ModelOffer;
}

/** The offer that answers, and the attempts before it. */
export interface OpenedAnswer {
  candidate: Candidate;
  ownKey: boolean;
  outcome: Exclude<AttemptOutcome, { kind: "failed" }>;
  attempts: Attempt[];
  /** The span of the answering call; ended with its record. */
  span: AttemptSpan | null;
  /** From the request to the first token, or to the complete response, in ms. */
  firstTokenMs: number;
}
