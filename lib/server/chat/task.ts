import type { ChatRequest } from "@/lib/contract/chat";
import type { ModelOffer } from "@/lib/contract/offer";
import type { TokenCounts } from "@/lib/models/cost";
import type { Needs } from "@/lib/models/routing";
import type { Endpoint } from "../providers/provider";
import type { Json } from "./json-object";
import type { AttemptOutcome } from "./outcome";
import type { Target } from "./targets";

/** What offers are asked for. */
export interface Task {
  endpoint: Endpoint;
  /** What an offer must have, where a request says that in another way than a chat does. */
  needs?: Partial<Needs>;
  /** Of the offers that any such request can go to, those that may stand in for each other. */
  narrow?(offers: readonly ModelOffer[]): readonly ModelOffer[];
  /** How many choices a request asks for. */
  choices(request: ChatRequest): number;
  /** What an offer is sent. */
  body(request: ChatRequest, target: Target): string;
  /** What a whole answer with a good status is. */
  whole(target: Target, text: string): AttemptOutcome;
  /** Tokens that a request may take, for a reservation. */
  reserve(request: ChatRequest): { prompt: number; completion: number };
  /** USD that a call costs at an offer at a time; null where a price that it needs is not known. */
  cost(offer: ModelOffer, tokens: TokenCounts, at: Date): number | null;
  /** The usage as its clients read it. */
  usage(usage: Json): Json;
}
