import type { IncomingHttpHeaders } from "node:http";
import type { DescribeRouteOptions } from "hono-openapi";
import type { ChatRequest } from "@/lib/contract/chat";
import type { ApiError } from "@/lib/contract/error";
import type { CancelSignal } from "@/lib/net/cancel-signal";
import type { Caller } from "../auth/key-ring";
import type { AdaptRequest, MissingAt } from "../chat/complete-options";
import type { EndpointAdapter } from "../chat/endpoint-adapter";
import type { ByteOut, ChunkWriter } from "../chat/raw-answer";
import type { WholeReply } from "../chat/reply";
import { errorResponses } from "../routes/contract";

/** A request in one protocol: the equivalent chat, and how to write the answer. */
export interface ProtocolCall {
  request: ChatRequest;
  /** The text that the request was parsed from, if it was a chat. */
  sent?: string | undefined;
  /** Ignored parts of the request, for `x-gatewayz-ignored`. */
  ignored: readonly string[];
  adapt?: AdaptRequest | undefined;
  missing?: MissingAt | undefined;
  /** The endpoint to call at offers; chat by default. */
  adapter?: EndpointAdapter;
  /** The maximum bytes of its whole answer, if more than a chat's; reserved before the call. */
  answerBytes?: number;
  /** The call in this protocol, for gateways that support it; null if that would lose something. */
  native?: NativeCall | null;
  /** Converts a whole chat answer to JSON. */
  whole(answer: WholeReply): string | Promise<string>;
  /** The ID of the answer, if it is ours. */
  answerId?: string;
  /** Writes a stream. */
  writer(out: ByteOut): ChunkWriter;
}

/** A call that is passed on in its own protocol. */
interface NativeCall {
  adapter: EndpointAdapter;
  /** Converts a whole answer in this protocol to JSON. */
  whole(answer: WholeReply): string | Promise<string>;
}

/** Reasons why a model call fails, in every protocol. */
export const CALL_ERRORS = errorResponses({
  400: "A field can't be used, or the context is too long.",
  401: "No valid key.",
  402: "The key has spent its limit.",
  403: "The key may not call this model, or no gateway that can answer.",
  404: "No such model, or no gateway can answer this request.",
  413: "A body of more than 30 MB, or with too many values or keys.",
  429:
    "Too many requests here, or at every gateway; code budget_reserved: what is left of the key's spend limit is " +
    "reserved for calls under way (the prompt and max_tokens, 1,000 where unset, at the offer's price).",
  503: "No gateway answered, or too many large requests are under way here.",
  504: "No gateway answered in time.",
});

/** A protocol that is implemented on top of chats. */
export interface Protocol {
  path: string;
  /** Its description in `/openapi.json`. */
  describe: DescribeRouteOptions;
  /** Throws, or rejects with, an ApiError. `client` is canceled when the caller disconnects. */
  read(
    body: Buffer,
    caller: Caller,
    client: CancelSignal,
    headers: IncomingHttpHeaders,
  ): ProtocolCall | Promise<ProtocolCall>;
  /** An error in this protocol's format. */
  errorBody(error: ApiError, requestId: string): object;
}
