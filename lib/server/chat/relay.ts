import type { ChatRequest, ReplyFacts } from "@/lib/contract/chat";
import { ApiError, errorBody } from "@/lib/contract/error";
import type { ModelOffer } from "@/lib/contract/offer";
import { dataOf, eventsIn, isNotable } from "@/lib/net/sse";
import type { ChatStream, EventSink } from "./chat-stream";
import { parseObject } from "./outcome";
import { errorIn, toApiError } from "./read-error";
import type { CallOutcome } from "./record";
import { type Bill, billOf, estimateBill, settled, usageOf } from "./reply";
import { textOfChoices } from "./tokens";

/** A stream that has begun: where it comes from and what its reply says of itself. */
export interface RelayStart {
  stream: ChatStream;
  offer: ModelOffer;
  facts: ReplyFacts;
  /** When the call started: its prices are those of that moment. */
  startedAt: Date;
}

/** What a relay writes to. */
export interface RelayOut {
  /** False when the reader is behind: then the upstream waits. */
  write(bytes: Uint8Array): boolean;
  end(): void;
}

/** How a relayed stream ended. */
export interface RelayEnd {
  outcome: CallOutcome;
  bill: Bill | null;
  error: ApiError | null;
}

const encoder = new TextEncoder();
const DONE = encoder.encode("data: [DONE]\n\n");
/** So much of an answer is kept to count its tokens, when its gateway turns out to give no usage. */
const MAX_TEXT_BYTES = 1 << 20;

/** Passes one stream on: bytes as they come, but for the event with the usage, which gets the cost and who answered. */
export class Relay implements EventSink {
  readonly #start: RelayStart;
  readonly #request: ChatRequest;
  readonly #out: RelayOut;
  readonly #onEnd: (end: RelayEnd) => void;
  #text: Buffer[] = [];
  #textBytes = 0;
  #bill: Bill | null = null;
  #sample: Buffer | null = null;
  #finished = false;
  #over = false;

  constructor(opened: RelayStart, request: ChatRequest, out: RelayOut, onEnd: (end: RelayEnd) => void) {
    this.#start = opened;
    this.#request = request;
    this.#out = out;
    this.#onEnd = onEnd;
  }

  events(bytes: Buffer, notable: boolean): void {
    if (this.#over) return;
    this.#sample ??= bytes;
    if (!this.#bill && this.#textBytes < MAX_TEXT_BYTES) {
      this.#text.push(bytes);
      this.#textBytes += bytes.length;
    }
    if (notable || !endsWell(bytes)) this.#read(bytes);
    else if (!this.#out.write(bytes)) this.#start.stream.pause();
  }

  end(error: Error | null): void {
    if (this.#over) return;
    if (this.#finished && !error) this.#complete();
    else {
      const { gateway } = this.#start.offer;
      const silent = (error as { code?: string } | null)?.code === "UND_ERR_BODY_TIMEOUT";
      if (silent) this.fail(new ApiError("timeout", `${gateway} fell silent in the middle of its answer`));
      else this.fail(new ApiError("provider_unavailable", `the answer of ${gateway} was cut off before its end`));
    }
  }

  /** Tells the client within the stream that the answer is not whole, and closes the upstream. */
  fail(error: ApiError): void {
    if (this.#over) return;
    this.#over = true;
    this.#start.stream.close(true);
    const choices = [{ index: 0, delta: { content: "" }, finish_reason: "error" }];
    const body = errorBody(error, this.#start.facts.request_id);
    this.#event({ ...this.#frame(), choices, error: body.error, gatewayz: this.#start.facts });
    this.#out.end();
    void this.#settle("interrupted", error);
  }

  /** The client has left: the upstream is closed at once, what came so far is counted. */
  cancel(): void {
    if (this.#over) return;
    this.#over = true;
    this.#start.stream.close(true);
    void this.#settle("cancelled", null);
  }

  /** Events of which one has to be known: that one is parsed, and all are passed on as they came where nothing is added. */
  #read(bytes: Buffer): void {
    let out = "";
    const flush = () => {
      if (out !== "" && !this.#out.write(encoder.encode(out))) this.#start.stream.pause();
      out = "";
    };
    for (const event of eventsIn(bytes)) {
      if (!isNotable(event) && event.endsWith("}")) {
        out += `${event}\n\n`;
        continue;
      }
      const data = dataOf(event);
      if (data === "[DONE]") {
        flush();
        this.#complete();
        return;
      }
      const body = data === null ? undefined : parseObject(data);
      if (body === null || body?.error || failedChoice(body)) {
        flush();
        const { gateway } = this.#start.offer;
        const what = body ? "an answer that ended in an error" : "an event that is no JSON";
        const failure = body?.error ? toApiError(errorIn(gateway, body)) : null;
        this.fail(failure ?? new ApiError("provider_unavailable", `${gateway} sent ${what}`));
        return;
      }
      if (body && hasFinish(body)) this.#finished = true;
      const bill = body && billOf(body, this.#start.offer, this.#start.startedAt);
      if (bill) this.#bill = bill;
      out += data && body?.usage && bill ? `data: ${settled(data, body, bill, this.#start.facts)}\n\n` : `${event}\n\n`;
    }
    flush();
  }

  #complete(): void {
    if (this.#over) return;
    this.#over = true;
    this.#start.stream.close(false);
    if (this.#bill) {
      this.#out.write(DONE);
      this.#out.end();
      void this.#settle("ok", null);
      return;
    }
    void this.#settle("ok", null, (bill) => {
      this.#event({ ...this.#frame(), choices: [], usage: usageOf(bill), gatewayz: this.#start.facts });
      this.#out.write(DONE);
      this.#out.end();
    });
  }

  async #settle(outcome: CallOutcome, error: ApiError | null, before?: (bill: Bill) => void): Promise<void> {
    let bill = this.#bill;
    if (!bill) {
      const text = this.#text.flatMap((bytes) =>
        eventsIn(bytes).map((e) => textOfChoices(parseObject(dataOf(e) ?? "")?.choices)),
      );
      bill = await estimateBill(this.#request, text.join(""), this.#start.offer, this.#start.startedAt);
    }
    before?.(bill);
    this.#text = [];
    this.#onEnd({ outcome, bill, error });
  }

  #event(body: Record<string, unknown>): void {
    this.#out.write(encoder.encode(`data: ${JSON.stringify(body)}\n\n`));
  }

  /** What every chunk of this stream says of itself, as its first one did. */
  #frame(): Record<string, unknown> {
    const first =
      this.#sample &&
      eventsIn(this.#sample)
        .map((event) => parseObject(dataOf(event) ?? ""))
        .find(Boolean);
    const { id = this.#start.facts.request_id, created = Math.floor(Date.now() / 1000), model } = first ?? {};
    return { id, object: "chat.completion.chunk", created, model: model ?? this.#start.facts.model };
  }
}

/** Whole events end in JSON or in a comment; anything else is looked at closely. */
function endsWell(bytes: Buffer): boolean {
  let at = bytes.length - 1;
  while (at >= 0 && (bytes[at] === 10 || bytes[at] === 13)) at--;
  return bytes[at] === 125 || bytes[0] === 58;
}

const choicesOf = (body: Record<string, unknown>) =>
  (Array.isArray(body.choices) ? body.choices : []) as ({ finish_reason?: unknown } | null)[];
const hasFinish = (body: Record<string, unknown>) => choicesOf(body).some((c) => typeof c?.finish_reason === "string");
const failedChoice = (body: Record<string, unknown> | undefined) =>
  body !== undefined && choicesOf(body).some((c) => c?.finish_reason === "error");
