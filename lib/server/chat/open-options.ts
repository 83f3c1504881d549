import type { Attempt, ChatRequest } from "@/lib/contract/chat";
import type { ModelOffer } from "@/lib/contract/offer";
import type { Lru } from "@/lib/models/lru";
import type { CancelSignal } from "@/lib/net/cancel-signal";
import type { Tracing } from "../trace/tracing";
import type { Breakers } from "./breakers";
import type { EndpointAdapter } from "./endpoint-adapter";
import type { GatewayEndpoints } from "./gateway-endpoints";
import type { Candidate, Failure } from "./opened-answer";
import type { RefusedParts } from "./refused-fields";
import type { ChatTimes } from "./times";

/** A request, before it is adapted to an offer. */
export interface AskOptions {
  request: ChatRequest;
  /** The text that the request was parsed from. */
  sent: string | undefined;
  adapter: EndpointAdapter;
  /** The call in the client's own protocol, for gateways that support it; null for a chat. */
  native: EndpointAdapter | null;
  adapt?: ((request: ChatRequest, offer: ModelOffer) => ChatRequest) | undefined;
  /** Offers whose gateways don't support the protocol after all, each until a time by `performance.now()`. */
  translated: Lru<string, number>;
  /** The parts of requests that offers refuse. */
  refused: RefusedParts;
  times: ChatTimes;
  /** The client: no further calls once it has disconnected. */
  client: CancelSignal;
}

/** A request, with the state of its attempts. */
export interface OpenOptions extends AskOptions {
  endpoints: GatewayEndpoints;
  breakers: Breakers;
  /** The caller's own keys by gateway, and their owner. */
  ownKeys: ReadonlyMap<string, string>;
  ownerId: number | null;
  trace: Tracing | null;
  attempts: Attempt[];
  /** Reserves the maximum cost of a call; throws when it may not be spent. Null without a limit. */
  reserve: ((offer: ModelOffer, ownKey: boolean) => Promise<void> | void) | null;
  /** Called for every attempt, for the live figures. */
  onAttempt(candidate: Candidate, failure: Failure | null): void;
}
