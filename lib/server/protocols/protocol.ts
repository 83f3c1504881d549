import type { ChatRequest } from "@/lib/contract/chat";
import type { ApiError } from "@/lib/contract/error";
import type { CancelSignal } from "@/lib/net/cancel-signal";
import type { Caller } from "../auth/key-ring";
import type { ByteOut, ChunkWriter } from "../chat/chunk-writer";
import type { AdaptRequest } from "../chat/complete";
import type { Task } from "../chat/task";

/** A request in one protocol: the equivalent chat, and how to write the answer. */
export interface ProtocolCall {
  request: ChatRequest;
  /** Ignored parts of the request, for `x-gatewayz-ignored`. */
  ignored: readonly string[];
  adapt?: AdaptRequest | undefined;
  /** What offers are asked for; a chat by default. */
  task?: Task;
  /** Converts the JSON of a complete chat response. */
  whole(completion: string): string | Promise<string>;
  /** Writes a stream. */
  writer(out: ByteOut): ChunkWriter;
}

/** A protocol that is served by the one core of chats. */
export interface Protocol {
  path: string;
  /** Reads a request's body. Throws, or rejects with, an ApiError. `client` is cancelled when the caller leaves. */
  read(body: Buffer, caller: Caller, client: CancelSignal): ProtocolCall | Promise<ProtocolCall>;
  /** An error in this protocol's format. */
  errorBody(error: ApiError, requestId: string): object;
}
