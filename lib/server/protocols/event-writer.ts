import type { ReplyFacts } from "@/lib/contract/chat";
import type { ApiError } from "@/lib/contract/error";
import { isRecord, type Json, withFields } from "@/lib/contract/json-object";
import { namedEvent } from "@/lib/net/sse";
import type { ChatChunk } from "../chat/chat-event";
import type { ByteOut, ChunkWriter, CompleteAnswer, NativeStream } from "../chat/raw-answer";
import { usageOf, type WholeReply } from "../chat/reply";
import { type Delta, deltasOf } from "./deltas";
import { ThinkTags } from "./think-tags";

/** Translates a chat answer to the events of one protocol. */
interface EventTranslator {
  start(): Json[];
  push(deltas: readonly Delta[], gateway: string, stopReason?: unknown): Json[];
  end(facts: unknown): Json[];
  fail(error: ApiError, requestId: string): Json[];
  /** At the end, the names of parts that the protocol could not express. */
  readonly lost: readonly string[];
}

interface EventWriterOptions {
  out: ByteOut;
  translator: EventTranslator;
  /** Sent while nothing arrives. */
  waiting: string;
  /** Rewrites an answer that arrives in this protocol. */
  native: NativeStream;
  /** Settles before the last event of a complete answer is written. */
  beforeEnd?(): Promise<unknown> | undefined;
  /** Called when the stream has ended in any way. */
  onOver?(): void;
}

/** Writes an answer as the named events of a protocol. */
export class EventWriter implements ChunkWriter {
  readonly #options: EventWriterOptions;
  #gateway = "";
  #started = false;
  #isNative = false;
  readonly #tags = new ThinkTags();
  readonly native: NativeStream;

  constructor(options: EventWriterOptions) {
    this.#options = options;
    this.native = options.native;
  }

  opened({ gateway }: ReplyFacts, native = false): void {
    this.#gateway = gateway;
    this.#isNative = native;
    if (!native) {
      this.#start();
      return;
    }
    this.native.begin(gateway, this.#started);
    this.#started = true;
  }

  pass(bytes: Buffer): boolean {
    return this.#options.out.write(bytes);
  }

  step(events: readonly Json[]): boolean {
    return this.#write(events);
  }

  chunks(bodies: () => readonly Json[]): boolean {
    const deltas: Delta[] = [];
    let stopReason: unknown;
    for (const body of bodies()) {
      deltasOf(body, deltas);
      stopReason = stopReasonOf(body) ?? stopReason;
    }
    return this.#write(this.#options.translator.push(this.#tags.push(deltas), this.#gateway, stopReason));
  }

  finish({ body }: ChatChunk): void {
    if (body) this.chunks(() => [body]);
  }

  late(): void {}

  waiting(): void {
    this.#start();
    this.#options.out.write(Buffer.from(this.#options.waiting));
  }

  complete({ bill, facts }: CompleteAnswer): void {
    const { translator, beforeEnd } = this.#options;
    const usage = usageOf(bill);
    if (!this.#isNative) this.#write(translator.push([...this.#tags.end(), { kind: "usage", usage }], this.#gateway));
    const events = this.#isNative ? this.native.end(usage, facts) : translator.end(facts);
    const waits = beforeEnd?.();
    if (!waits) {
      this.#last(events);
      return;
    }
    this.#write(events.slice(0, -1));
    void waits.finally(() => this.#last(events.slice(-1)));
  }

  fail(error: ApiError, requestId: string): void {
    const { translator } = this.#options;
    const deltas = this.#tags.end();
    if (deltas.length > 0) this.#write(translator.push(deltas, this.#gateway));
    this.#last(translator.fail(error, requestId));
  }

  /** Ends the stream with these events. */
  end(events: () => readonly Json[]): void {
    if (this.#isNative) this.native.cut();
    this.#last(events());
  }

  #last(events: readonly Json[]): void {
    this.#start();
    this.#options.out.end(bytesOf(events));
    this.#options.onOver?.();
  }

  #start(): void {
    if (this.#started) return;
    this.#started = true;
    this.#write(this.#options.translator.start());
  }

  #write(events: readonly Json[]): boolean {
    this.#start();
    return events.length === 0 || this.#options.out.write(bytesOf(events));
  }
}

function bytesOf(events: readonly Json[]): Buffer {
  let text = "";
  for (const event of events) text += namedEvent(event);
  return Buffer.from(text);
}

function stopReasonOf({ choices }: Json): unknown {
  return Array.isArray(choices) ? choices.find(isRecord)?.stop_reason : undefined;
}

/** Runs a whole answer through a translator, and adds the names of parts that it could not express to `ignored`. */
export function translateWhole(
  translator: EventTranslator,
  { body, usage, facts }: WholeReply,
  ignored: string[],
): void {
  const tags = new ThinkTags();
  const deltas = tags.push(deltasOf(withFields(body, { usage })));
  translator.push([...deltas, ...tags.end()], facts.gateway, stopReasonOf(body));
  translator.end(facts);
  ignored.push(...translator.lost);
}
