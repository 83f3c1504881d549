import type { ChatRequest } from "@/lib/contract/chat";
import { ApiError } from "@/lib/contract/error";
import { parseObject, recordOf } from "@/lib/contract/json-object";
import type { SseBatch, SseEvent } from "@/lib/net/sse";
import { gatewayName } from "../providers/names";
import { saysNothing } from "./chat-event";
import type { EventSink } from "./chat-stream";
import { HeldAnswer } from "./held-answer";
import type { ChunkWriter, NativeStream } from "./raw-answer";
import { errorIn, toApiError } from "./read-error";
import type { CallOutcome } from "./record";
import { type RelayEnd, type RelayStart, unwritten } from "./relay-start";
import { type Bill, estimatedBill, reportedBill } from "./reply";
import { mergeUsage, type UsageReport, usageIn } from "./usage-report";

/** Passes on a stream of an upstream that speaks the client's protocol, and reads its usage, errors, and end. */
export class NativeRelay implements EventSink {
  readonly #start: RelayStart;
  readonly #request: ChatRequest;
  readonly #writer: ChunkWriter;
  readonly #native: NativeStream;
  readonly #onEnd: (end: RelayEnd) => void;
  #usage: UsageReport | null = null;
  readonly #held = new HeldAnswer();
  #over = false;
  /** Whether chunks are passed on unchanged: not if the gateway states the type of an event only outside its data. */
  #passes = true;

  constructor(
    start: RelayStart,
    request: ChatRequest,
    { writer, native }: { writer: ChunkWriter; native: NativeStream },
    onEnd: (end: RelayEnd) => void,
  ) {
    this.#start = start;
    this.#request = request;
    this.#writer = writer;
    this.#native = native;
    this.#onEnd = onEnd;
  }

  events(batch: SseBatch): void {
    if (this.#over) return;
    this.#held.add(batch.bytes);
    let pieces = 0;
    let from = 0;
    for (let at = batch.skipBreaks(0); !this.#over; ) {
      const event = batch.eventAt(at);
      const end = event ? batch.skipBreaks(at + event.bytes.length) : at;
      if (event && this.#passes && this.#native.isPiece(event.ascii)) pieces++;
      else {
        if (pieces > 0) this.#pass(batch.bytes.subarray(from, at), pieces);
        if (!event) break;
        this.#each(event);
        pieces = 0;
        from = end;
      }
      at = end;
    }
  }

  end(error: Error | null): void {
    if (this.#over || this.#endsWhole()) return;
    const silent = (error as { code?: string } | null)?.code === "UND_ERR_BODY_TIMEOUT";
    if (silent) this.fail(new ApiError("timeout", `${this.#name} stopped sending in the middle of its answer`));
    else this.fail(new ApiError("provider_unavailable", `the answer of ${this.#name} was cut off before its end`));
  }

  /** Sends an error event, because the answer is incomplete, and closes the upstream connection. */
  fail(error: ApiError): void {
    if (!this.#stop(true)) return;
    this.#native.cut();
    this.#writer.fail(error, this.#start.facts.request_id, this.#start.facts);
    void this.#settle("interrupted", error);
  }

  /** The client has disconnected: closes the upstream connection, and counts what was received. */
  cancel(): void {
    if (!this.#stop(true)) return;
    this.#native.cut();
    void this.#settle("cancelled", null);
  }

  get #name(): string {
    return gatewayName(this.#start.offer.gateway);
  }

  #pass(bytes: Buffer, pieces: number): void {
    this.#native.passed(pieces);
    if (this.#writer.pass?.(bytes) === false) this.#start.stream.pause();
  }

  #each(event: SseEvent): void {
    if (event.data === null || saysNothing(event.data)) return;
    if (event.data.trim() === "[DONE]") {
      this.#endsWhole();
      return;
    }
    const received = parseObject(event.data);
    if (!received) {
      this.fail(new ApiError("provider_unavailable", `${this.#name} sent an event that is not JSON`));
      return;
    }
    this.#passes = typeof received.type === "string";
    const { events, usage, done, error } = this.#native.read(
      this.#passes ? received : { type: event.type, ...received },
    );
    if (error) {
      this.fail(toApiError(errorIn(this.#start.offer.gateway, { error })));
      return;
    }
    if (usage) this.#usage = mergeUsage(this.#usage, usageIn({ usage }));
    if (this.#writer.step?.(events) === false) this.#start.stream.pause();
    if (done && this.#stop(false)) void this.#settle("ok", null);
  }

  #endsWhole(): boolean {
    if (!this.#native.isWhole || !this.#stop(false)) return false;
    void this.#settle("ok", null);
    return true;
  }

  /** Stops reading and writing; false when already stopped. */
  #stop(now: boolean): boolean {
    if (this.#over) return false;
    this.#over = true;
    this.#start.stream.close(now);
    return true;
  }

  async #settle(outcome: CallOutcome, error: ApiError | null): Promise<void> {
    const { offer, startedAt: at, facts } = this.#start;
    let bill: Bill | null = null;
    try {
      bill = reportedBill(this.#usage, { offer, at });
      bill ??= await estimatedBill(this.#usage, this.#request, this.#text(), { offer, at });
    } catch {
      // The answer is valid, although its tokens could not be counted.
    }
    const isWhole = outcome === "ok" && this.#complete(bill);
    const isCut = outcome === "ok" && !isWhole;
    if (isCut) this.#writer.fail(unwritten(bill), facts.request_id, facts);
    this.#onEnd({ outcome: isCut ? "interrupted" : outcome, bill, error });
    this.#held.clear();
  }

  /** Writes the end of a whole answer; false when that is not possible. */
  #complete(bill: Bill | null): boolean {
    try {
      if (bill) this.#writer.complete({ bill, facts: this.#start.facts, frame: () => ({}) });
      return bill !== null;
    } catch {
      return false;
    }
  }

  #text(): string {
    return this.#held.text(({ delta }) => {
      const { text, thinking, partial_json } = recordOf(delta) ?? {};
      return [delta, text, thinking, partial_json].find((piece) => typeof piece === "string") ?? "";
    });
  }
}
