import type { Attempt, ChatRequest } from "@/lib/contract/chat";
import type { ModelOffer } from "@/lib/contract/offer";
import type { Lru } from "@/lib/models/lru";
import type { CancelSignal } from "@/lib/net/cancel-signal";
import type { Tracing } from "../trace/tracing";
import type { Breakers } from "./breakers";
import type { Candidate, Failure } from "./opened-answer";
import type { RefusedParts } from "./refused-fields";
import type { Targets } from "./targets";
import type { Task } from "./task";
import type { ChatTimes } from "./times";

/** A request, before it is adapted to an offer. */
export interface AskOptions {
  request: ChatRequest;
  /** The text that the request was parsed from. */
  sent: string | undefined;
  task: Task;
  /** The same in the client's own protocol, for gateways that take it; null if there is none but chat. */
  native: Task | null;
  /** Adapts the request to an offer. */
  adapt?: ((request: ChatRequest, offer: ModelOffer) => ChatRequest) | undefined;
  /** Offers whose gateways do not take it after all, each until a time by `performance.now()`. */
  translated: Lru<string, number>;
  /** What offers refuse. */
  refused: RefusedParts;
  times: ChatTimes;
  /** The client: no further calls once it has left. */
  client: CancelSignal;
}

/** A request, as its offers are tried one after the other. */
export interface OpenOptions extends AskOptions {
  targets: Targets;
  breakers: Breakers;
  /** The caller's own keys by gateway, and their owner. */
  own: ReadonlyMap<string, string>;
  ownerId: number | null;
  trace: Tracing | null;
  /** What was tried. */
  attempts: Attempt[];
  /**
   * Reserves the maximum cost of a call to an offer; throws when the caller may not spend it. Null when there is no
   * limit.
   */
  reserve: ((offer: ModelOffer, ownKey: boolean) => Promise<void> | void) | null;
  /** Called for every attempt, for the live figures. */
  onAttempt(candidate: Candidate, failure: Failure | null): void;
}
