import type { ChatRequest } from "@/lib/contract/chat";
import type { ApiError } from "@/lib/contract/error";
import type { CancelSignal } from "@/lib/net/cancel-signal";
import type { Caller } from "../auth/key-ring";
import type { ByteOut, ChunkWriter } from "../chat/chunk-writer";
import type { AdaptRequest } from "../chat/complete";
import type { Task } from "../chat/task";

/** A request in one protocol: the chat that it means, and how the answer is written. */
export interface ProtocolCall {
  request: ChatRequest;
  /** What was left out of the request, for `x-gatewayz-ignored`. */
  ignored: readonly string[];
  adapt?: AdaptRequest | undefined;
  /** What offers are asked for; a chat where this is left out. */
  task?: Task;
  /** A whole answer, from the JSON of a chat completion. */
  whole(completion: string): string | Promise<string>;
  /** Writes a stream. */
  writer(out: ByteOut): ChunkWriter;
}

/** A protocol that is served by the one core of chats. */
export interface Protocol {
  path: string;
  /** Reads a request's body. Throws, or rejects with, an ApiError. `client` is cancelled when the caller leaves. */
  read(body: Buffer, caller: Caller, client: CancelSignal): ProtocolCall | Promise<ProtocolCall>;
  /** An error in this protocol's form. */
  errorBody(error: ApiError, requestId: string): object;
}
