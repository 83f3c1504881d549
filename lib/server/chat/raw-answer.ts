import type { ApiError } from "@/lib/contract/error";
import type { ChunkWriter } from "./chunk-writer";

/** The answer to a completion: JSON, or a stream of typed chunks that waits for its writer. */
export interface RawAnswer {
  headers: Record<string, string>;
  body: string | StreamBody;
  /** It comes in the client's own protocol. */
  native?: boolean;
  /** Request fields that were not sent, for `x-gatewayz-ignored`. */
  ignored?: readonly string[];
}

/** A stream that waits for its writer. */
export interface StreamBody {
  /** Starts the stream. Call it once. */
  start(writer: ChunkWriter): void;
  /** The reader has caught up. */
  resume(): void;
  /** The reader has left. */
  cancel(): void;
}

/** A running stream that can be ended from our side. */
export interface CutStream {
  /** @param why why there is no more */
  cut(why: ApiError): void;
}
