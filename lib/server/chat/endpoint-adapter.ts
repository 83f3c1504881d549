import type { ChatRequest } from "@/lib/contract/chat";
import type { Json } from "@/lib/contract/json-object";
import type { ModelOffer } from "@/lib/contract/offer";
import type { TokenCounts } from "@/lib/models/cost";
import type { Needs } from "@/lib/models/needs";
import type { SseEvent } from "@/lib/net/sse";
import type { Endpoint } from "../providers/call";
import type { ChatStream } from "./chat-stream";
import type { AttemptOutcome, Failure, OfferEndpoint } from "./opened-answer";
import type { Passage } from "./passed-fields";
import type { RefusedPart } from "./refused-part";
import type { UsageReport } from "./usage-report";

/** How to call one kind of endpoint at offers. */
export interface EndpointAdapter {
  endpoint: Endpoint;
  /** Headers that its endpoint requires, without those that an offer refuses. */
  headers?(without: readonly RefusedPart[]): Record<string, string> | undefined;
  /** Needs in addition to those that a chat request expresses. */
  needs?: Partial<Needs>;
  /** Keeps only those offers of a request that can replace each other. */
  narrow?(offers: readonly ModelOffer[]): readonly ModelOffer[];
  /** The number of choices a request asks for. */
  choices(request: ChatRequest): number;
  /** The body sent to an offer; `sent` is the text that the request was parsed from, if it is known. */
  body(request: ChatRequest, endpoint: OfferEndpoint, sent?: string): string;
  /** The parts of the request that are not sent, or were refused, if that differs from a chat. */
  ignored?(passage: Passage, refused: readonly RefusedPart[]): readonly string[];
  /** The further parts that an offer's error refuses, if that differs from a chat. */
  refused?(failure: Failure, request: ChatRequest, without: readonly RefusedPart[]): RefusedPart[];
  /** The outcome of a complete response with a success status. */
  whole(endpoint: OfferEndpoint, text: string): AttemptOutcome;
  /** Like `whole`, for a long response, without blocking other requests; `whole` by default. */
  large?(endpoint: OfferEndpoint, text: string): Promise<AttemptOutcome>;
  /** Tokens to reserve for a request. */
  reserve(request: ChatRequest): { prompt: number; completion: number };
  /** Cost in USD of a call at an offer and time; null when a price that it needs is unknown. */
  cost(offer: ModelOffer, tokens: TokenCounts, at: Date): number | null;
  /** The usage in the format of its clients. */
  usage(usage: Json): Json;
  /** The usage in a whole answer. */
  report(body: Json): UsageReport | null;
  /** The text of a whole answer, if it differs from a chat's. */
  text?(body: Json): string;
  /** How its streams are read; like a chat's by default. */
  streamed?: {
    /** Whether an event determines how to proceed with the answer. */
    tellsMore(event: SseEvent): boolean;
    /** The outcome of a stream so far, judged by its first events. */
    judge(gateway: string, stream: ChatStream): AttemptOutcome;
  };
}
