import type { ReplyFacts } from "@/lib/contract/chat";
import type { ApiError } from "@/lib/contract/error";
import type { Json } from "@/lib/contract/json-object";
import type { ChatChunk } from "./chat-event";
import type { Bill } from "./reply";

/** The answer to a completion: JSON, or a stream of typed chunks that waits for its writer. */
export interface RawAnswer {
  headers: Record<string, string>;
  body: string | StreamBody;
  /** Whether it is in the client's own protocol. */
  native?: boolean;
  /** Request fields that were not sent, for `x-gatewayz-ignored`. */
  ignored: readonly string[];
}

/** A stream that waits for its writer. */
export interface StreamBody {
  /** Starts the stream. Call it once. */
  start(writer: ChunkWriter): void;
  resume(): void;
  cancel(): void;
}

/** A running stream that can be ended from our side. */
export interface CutStream {
  /** @param why the error, which is sent to the reader */
  cut(why: ApiError): void;
}

/** The end of a complete answer. */
export interface CompleteAnswer {
  bill: Bill;
  facts: ReplyFacts;
  /** The fields that every chunk of this answer repeats: ID, time, and model. */
  frame(): Json;
}

/** Writes an answer in its reader's format. Nothing is called after `complete` or `fail`. */
export interface ChunkWriter {
  /** Called first with the offer that answers, and whether in the writer's own protocol. */
  opened?(facts: ReplyFacts, native?: boolean): void;
  /** Rewrites an answer in the writer's own protocol. */
  native?: NativeStream;
  pass?(bytes: Buffer): boolean;
  step?(events: readonly Json[]): boolean;
  /** Writes parts of the answer; false when the reader is behind, which pauses the upstream. */
  chunks(bodies: () => readonly Json[], bytes: Buffer): boolean;
  /** Writes the chunk that ends the last choice. */
  finish(chunk: ChatChunk): void;
  /** The usage is late: writes the chunk held back for it. */
  late(facts: ReplyFacts): void;
  /** Called when nothing has arrived for a while. */
  waiting(): void;
  complete(end: CompleteAnswer): void;
  /** The answer is incomplete. `facts` is null when no offer has answered. */
  fail(error: ApiError, requestId: string, facts: ReplyFacts | null): void;
}

/** The interpreted event in the client's own protocol. */
export interface NativeStep {
  /** The events for the client; empty if the event is held back. */
  events: readonly Json[];
  /** Its usage, as a chat counts it. */
  usage?: Json | null;
  /** It completes the answer. */
  done?: boolean;
  /** The error that it reports. */
  error?: unknown;
}

/** Rewrites the events of such an upstream, if they are more than a part of the answer. */
export interface NativeStream {
  /** @param started whether the client already has the first event, which it gets when an answer is late */
  begin(gateway: string, started: boolean): void;
  /** Whether an event is only a part of the answer, so that its bytes are passed on. */
  isPiece(ascii: string): boolean;
  /** The number of parts that were passed on unread. */
  passed(pieces: number): void;
  read(event: Json): NativeStep;
  /** Whether the complete answer was received, even if its last event is missing. */
  readonly isWhole: boolean;
  /** The last events of a whole answer, with its usage as billed. */
  end(usage: Json, facts: ReplyFacts): Json[];
  /** The answer was cut off: passes on the received part, so that its end can be written. */
  cut(): void;
}

/** Writes bytes to a reader. */
export interface ByteOut {
  /** False when the reader is behind. */
  write(bytes: Uint8Array): boolean;
  /** Ends it, after these last bytes: in one write where the reader keeps up. */
  end(bytes?: Uint8Array): void;
}
