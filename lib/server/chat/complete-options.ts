import type { ChatRequest } from "@/lib/contract/chat";
import type { ModelOffer } from "@/lib/contract/offer";
import type { KeyAccess } from "@/lib/models/key-access";
import type { CancelSignal } from "@/lib/net/cancel-signal";
import type { Caller } from "../auth/key-ring";
import type { Reservation } from "./budgets";
import type { EndpointAdapter } from "./endpoint-adapter";
import type { RawAnswer } from "./raw-answer";
import type { WholeReply } from "./reply";

/** The caller, and the models and gateways that its key may use. */
export interface ChatCaller {
  accountId: number;
  keyId: number;
  access: KeyAccess;
}

export interface CompleteOptions {
  /** The client: when it disconnects, the upstream connection is closed. */
  client: CancelSignal;
  requestId: string;
  /** The reservation of the call's cost, if its key has a limit. */
  reservation?: Reservation | null;
  /** Called once when the call has ended: after a stream's last byte, or its failure. */
  onOver?: () => void;
  /** The text that the request was parsed from, if the request was not changed since. */
  sent?: string | undefined;
  /** Adapts the request to an offer; by default, all offers get the same request. */
  adapt?: AdaptRequest | undefined;
  missing?: MissingAt | undefined;
  /** The endpoint to call at offers; chat by default. */
  adapter?: EndpointAdapter | undefined;
  /** The call in the client's own protocol, for gateways that support it. */
  native?: EndpointAdapter | null | undefined;
  /** Writes a whole answer in the client's format; in chat format by default. */
  writeWhole?: WriteWhole | undefined;
  /** The ID of the answer, if it is ours and not the upstream's. */
  answerId?: string | undefined;
}

/** Writes a whole answer as JSON; `native` if it is in the client's own protocol. */
export type WriteWhole = (answer: WholeReply, native: boolean) => string | Promise<string>;

/** Adapts a request to an offer. */
export type AdaptRequest = (request: ChatRequest, offer: ModelOffer) => ChatRequest;

/** The names of the parts of an adapted request that an offer does not get. */
export type MissingAt = (request: ChatRequest, offer: ModelOffer) => readonly string[];

/** The caller, with the limits of their key. */
export type ServiceCaller = Pick<Caller, "accountId" | "keyId" | "limits" | "access">;

/** Completes a chat for a caller. Throws an ApiError if nothing has been sent. */
export type CompleteChat = (
  request: ChatRequest,
  caller: ServiceCaller,
  options: CompleteOptions,
) => Promise<RawAnswer>;
