import type { ChatRequest } from "@/lib/contract/chat";
import type { ModelOffer } from "@/lib/contract/offer";
import type { TokenCounts } from "@/lib/models/cost";
import type { Needs } from "@/lib/models/needs";
import type { SseEvent } from "@/lib/net/sse";
import type { Endpoint } from "../providers/call";
import type { ChatStream } from "./chat-stream";
import type { Json } from "./json-object";
import type { AttemptOutcome, Failure, Target } from "./opened-answer";
import type { Passage } from "./passed-fields";
import type { RefusedPart } from "./refused-part";
import type { UsageReport } from "./usage-report";

/** A kind of request to offers. */
export interface Task {
  endpoint: Endpoint;
  /** Headers that its endpoint requires, without what an offer refuses. */
  headers?(without: readonly RefusedPart[]): Record<string, string> | undefined;
  /** Additional needs that a request doesn't express as a chat does. */
  needs?: Partial<Needs>;
  /** Keeps only those offers of a request that can replace each other. */
  narrow?(offers: readonly ModelOffer[]): readonly ModelOffer[];
  /** The number of choices a request asks for. */
  choices(request: ChatRequest): number;
  /** The body sent to an offer; `sent` is the text that the request was parsed from, if it is known. */
  body(request: ChatRequest, target: Target, sent?: string): string;
  /** What of the request is not sent, or was refused, if that differs from a chat. */
  ignored?(passage: Passage, refused: readonly RefusedPart[]): readonly string[];
  /** What an offer refuses of it in an error, beside what it did not get, if that differs from a chat. */
  refused?(failure: Failure, request: ChatRequest, without: readonly RefusedPart[]): RefusedPart[];
  /** The outcome of a complete response with a success status. */
  whole(target: Target, text: string): AttemptOutcome;
  /** The same for a long response, without blocking other requests; without it, `whole` is used. */
  large?(target: Target, text: string): Promise<AttemptOutcome>;
  /** Tokens to reserve for a request. */
  reserve(request: ChatRequest): { prompt: number; completion: number };
  /** Cost in USD of a call at an offer and time; null when a price that it needs is unknown. */
  cost(offer: ModelOffer, tokens: TokenCounts, at: Date): number | null;
  /** The usage in the format of its clients. */
  usage(usage: Json): Json;
  /** The usage in a whole answer. */
  report(body: Json): UsageReport | null;
  /** The text in a whole answer, if it is not where chats have it. */
  text?(body: Json): string;
  /** How its streams are read; as those of chats where this is left out. */
  streamed?: {
    /** Whether an event says how the answer goes on. */
    tellsMore(event: SseEvent): boolean;
    /** Whether a stream has begun well, by what it holds. */
    judge(gateway: string, stream: ChatStream): AttemptOutcome;
  };
}
