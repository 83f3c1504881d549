import type { ReplyFacts } from "@/lib/contract/chat";
import { ApiError } from "@/lib/contract/error";
import type { ModelOffer } from "@/lib/contract/offer";
import type { ChatStream } from "./chat-stream";
import type { EndpointAdapter } from "./endpoint-adapter";
import type { CallOutcome } from "./record";
import type { Bill } from "./reply";

/** A stream that has started: its source, and what its answer reports. */
export interface RelayStart {
  stream: ChatStream;
  offer: ModelOffer;
  facts: ReplyFacts;
  adapter: EndpointAdapter;
  /** When the call started, which determines its prices. */
  startedAt: Date;
  /** How long the end of an answer waits for usage, in ms. */
  usageWaitMs: number;
}

/** How a relayed stream ended. */
export interface RelayEnd {
  outcome: CallOutcome;
  bill: Bill | null;
  error: ApiError | null;
  answerId?: unknown;
}

/** The error for a whole answer whose end could not be written. */
export const unwritten = (bill: Bill | null): ApiError =>
  new ApiError(
    "server",
    bill ? "the end of the answer could not be written" : "the usage of the answer could not be counted",
  );
