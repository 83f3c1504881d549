import type { ReplyFacts } from "@/lib/contract/chat";
import type { ApiError } from "@/lib/contract/error";
import type { ChatChunk } from "./chat-event";
import type { Json } from "./json-object";
import type { Bill } from "./reply";

/** The answer to a completion: JSON, or a stream of typed chunks that waits for its writer. */
export interface RawAnswer {
  headers: Record<string, string>;
  body: string | StreamBody;
  /** It comes in the client's own protocol. */
  native?: boolean;
  /** Request fields that were not sent, for `x-gatewayz-ignored`. */
  ignored: readonly string[];
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
  /** @param why the reason, which the reader is given */
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
  /** Called first with the offer that answers, and whether in the writer's own protocol; not called when none does. */
  opened?(facts: ReplyFacts, native?: boolean): void;
  /** Rewrites an answer in the writer's own protocol: `pass` takes the bytes of its parts, `step` its other events. */
  native?: NativeStream;
  pass?(bytes: Buffer): boolean;
  step?(events: readonly Json[]): boolean;
  /**
   * Parts of the answer, as their bytes and, for those who read them, their bodies. False when the reader is behind:
   * then the upstream is paused.
   */
  chunks(bodies: () => readonly Json[], bytes: Buffer): boolean;
  /** The chunk that ends the last choice. */
  finish(chunk: ChatChunk): void;
  /** The usage is late: writes what was held back for it. */
  late(facts: ReplyFacts): void;
  /** Nothing has arrived for a while. */
  waiting(): void;
  complete(end: CompleteAnswer): void;
  /** The answer is incomplete. `facts` is null when no offer has answered. */
  fail(error: ApiError, requestId: string, facts: ReplyFacts | null): void;
}

/** What an event means that is in the client's own protocol. */
export interface NativeStep {
  /** What the client gets; nothing where the event is held back. */
  events: readonly Json[];
  /** Its usage, as a chat counts it. */
  usage?: Json | null;
  /** It completes the answer. */
  done?: boolean;
  /** The error that it reports. */
  error?: unknown;
}

/** Rewrites the events of such an upstream, where they say more than a piece of the answer. */
export interface NativeStream {
  /** @param started whether the client has the first event already, which it gets where an answer is late */
  begin(gateway: string, started: boolean): void;
  /** Whether an event is a piece of the answer and nothing else, so that its bytes are passed on. */
  isPiece(ascii: string): boolean;
  /** Pieces that were passed on unread. */
  passed(pieces: number): void;
  read(event: Json): NativeStep;
  /** Whether all of the answer has come, even if its last event does not. */
  readonly isWhole: boolean;
  /** The last events of a whole answer, with its usage as billed. */
  end(usage: Json, facts: ReplyFacts): Json[];
  /** The answer was cut off: passes on what came, so that its end can be written. */
  cut(): void;
}

/** Writes bytes to a reader. */
export interface ByteOut {
  /** False when the reader is behind. */
  write(bytes: Uint8Array): boolean;
  /** Ends it, after these last bytes: in one write where the reader keeps up. */
  end(bytes?: Uint8Array): void;
}
