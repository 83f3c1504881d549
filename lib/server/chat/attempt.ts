import type { ChatRequest } from "@/lib/contract/chat";
import type { CancelSignal } from "@/lib/net/cancel-signal";
import { networkReason } from "@/lib/net/errors";
import { stringifyExact } from "@/lib/net/exact-json";
import { inTurnOf } from "@/lib/net/turns";
import type { UpstreamFlow, UpstreamHeaders, UpstreamSink } from "../providers/call";
import { gatewayName } from "../providers/registry";
import { ChatStream } from "./chat-stream";
import { type AttemptOutcome, judgeStream, judgeWhole, refusal } from "./outcome";
import { brokenFailure, type Failure } from "./read-error";
import type { Target } from "./targets";
import type { ChatTimes } from "./times";

const MAX_ERROR_BYTES = 65_536;
const MAX_ANSWER_BYTES = 64 << 20;

/** What this machine is short of says nothing of the gateway. */
const OWN_LIMITS: ReadonlySet<string> = new Set([
  "EMFILE",
  "ENFILE",
  "ENOBUFS",
  "ENOMEM",
  "EADDRNOTAVAIL",
  "EAI_AGAIN",
]);

const OURS: ReadonlySet<string> = new Set(["model", "models", "provider", "stream_options"]);

/** The body an offer gets: the caller's, with the native id, without what is ours and what the gateway refuses. */
export function upstreamBody(request: ChatRequest, { offer, without }: Target): string {
  const body: Record<string, unknown> = { model: offer.id };
  for (const name in request) if (!OURS.has(name) && !without.includes(name)) body[name] = request[name];
  if (request.stream) body.stream_options = { ...request.stream_options, include_usage: true };
  return stringifyExact(body);
}

/**
 * Calls one offer: for a stream until its first token, else until the answer is whole. Never rejects; a client that
 * leaves closes the upstream's connection at once.
 */
export async function attempt(
  target: Target,
  request: ChatRequest,
  times: ChatTimes,
  client: CancelSignal,
  mostMs: number,
): Promise<AttemptOutcome> {
  const text = inTurnOf(request, () => upstreamBody(request, target));
  const body = typeof text === "string" ? text : await bytesOf(request, await text);
  return new Promise(
    (resolve) => void new UpstreamExchange(target, request.stream === true, body, times, client, mostMs, resolve),
  );
}

const bytesOf = (request: ChatRequest, text: string) => inTurnOf(request, () => Buffer.from(text));

/** One call, heard until it is known what comes of it. */
class UpstreamExchange implements UpstreamSink {
  readonly #target: Target;
  readonly #streamed: boolean;
  readonly #done: (outcome: AttemptOutcome) => void;
  readonly #timer: NodeJS.Timeout;
  readonly #unsubscribe: () => void;
  #flow: UpstreamFlow | null = null;
  #settled = false;
  #status = 0;
  #headers: UpstreamHeaders = {};
  #chunks: Buffer[] = [];
  #length = 0;
  #stream: ChatStream | null = null;

  constructor(
    target: Target,
    streamed: boolean,
    body: string | Buffer,
    times: ChatTimes,
    client: CancelSignal,
    mostMs: number,
    done: (outcome: AttemptOutcome) => void,
  ) {
    const { gateway } = target.offer;
    this.#target = target;
    this.#streamed = streamed;
    this.#done = done;
    const limit = Math.min(mostMs, this.#streamed ? times.silenceMs : times.wholeMs);
    const silence = this.#streamed ? "sent nothing for" : "gave no answer within";
    this.#timer = setTimeout(() => {
      this.#fail(brokenFailure("timeout", `${gatewayName(gateway)} ${silence} ${Math.round(limit / 100) / 10} s`));
    }, limit);
    this.#unsubscribe = client.onCancel(() => {
      // Nobody is to blame when the client has left.
      const left = brokenFailure("provider_unavailable", "the client has left");
      this.#fail({ ...left, counts: false, again: false });
    });
    if (this.#settled) return;
    const { origin, path, headers } = target;
    try {
      this.#flow = target.call({ origin, path, headers, body, silenceMs: this.#streamed ? times.silenceMs : 0 }, this);
    } catch (thrown) {
      this.end(thrown as Error);
    }
  }

  head(status: number, headers: UpstreamHeaders): void {
    this.#status = status;
    this.#headers = headers;
    if (this.#streamed) this.#timer.refresh();
    if (!this.#streamed || status >= 300 || !String(headers["content-type"] ?? "").includes("event-stream")) return;
    const stream = new ChatStream(
      () => this.#flow as UpstreamFlow,
      () => this.#settle(judgeStream(this.#target.offer.gateway, stream)),
    );
    this.#stream = stream;
  }

  data(bytes: Buffer): void {
    // Whatever comes is a sign of life: a first token may take as long as it needs.
    if (this.#streamed && !this.#settled) this.#timer.refresh();
    if (this.#stream) {
      this.#stream.push(bytes);
      return;
    }
    this.#chunks.push(bytes);
    this.#length += bytes.length;
    if (this.#status >= 300 && this.#length > MAX_ERROR_BYTES) this.#settle(refusal(this.#target, this.#answer()));
    else if (this.#length > MAX_ANSWER_BYTES) this.#broken(`the answer is longer than ${MAX_ANSWER_BYTES} bytes`);
  }

  end(error: Error | null): void {
    if (this.#stream) this.#stream.finish(error);
    else if (this.#status >= 300) this.#settle(refusal(this.#target, this.#answer()));
    else if (error) this.#broken(networkReason(error));
    else this.#settle(judgeWhole(this.#target.offer.gateway, this.#answer().text, this.#streamed));
  }

  #answer() {
    const [only] = this.#chunks;
    const bytes = this.#chunks.length === 1 && only ? only : Buffer.concat(this.#chunks);
    return { status: this.#status, text: bytes.toString("utf8"), retryAfter: this.#headers["retry-after"] };
  }

  #broken(what: string): void {
    const name = gatewayName(this.#target.offer.gateway);
    const failure = brokenFailure("provider_unavailable", `${name} could not be reached: ${what}`);
    this.#fail(OWN_LIMITS.has(what) ? { ...failure, counts: false } : failure);
  }

  #fail(failure: Failure): void {
    this.#settle({ kind: "failed", failure });
  }

  #settle(outcome: AttemptOutcome): void {
    if (this.#settled) return;
    this.#settled = true;
    clearTimeout(this.#timer);
    this.#unsubscribe?.();
    if (outcome.kind === "failed") this.#flow?.close();
    this.#done(outcome);
  }
}
