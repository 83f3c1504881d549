import type { ChatRequest } from "@/lib/contract/chat";
import { withFields } from "@/lib/contract/json-object";
import type { CancelSignal } from "@/lib/net/cancel-signal";
import { networkReason } from "@/lib/net/errors";
import { runQueuedIfLarge } from "@/lib/net/turns";
import type { UpstreamFlow, UpstreamHeaders, UpstreamSink } from "../providers/call";
import { gatewayName } from "../providers/names";
import { AnswerBody, type BodySink } from "./answer-body";
import { ChatStream } from "./chat-stream";
import type { EndpointAdapter } from "./endpoint-adapter";
import { otherProtocol } from "./native";
import type { AttemptOutcome, Failure, OfferEndpoint } from "./opened-answer";
import { judgeStream, refusal } from "./outcome";
import { brokenFailure, unavailable } from "./read-error";
import { collectStream, streamOf } from "./stream-conversion";
import type { ChatTimes } from "./times";

const LARGE_CHARACTERS = 1 << 20;
/** Local resource limits are not the gateway's fault. */
const OWN_LIMITS: ReadonlySet<string> = new Set([
  "EMFILE",
  "ENFILE",
  "ENOBUFS",
  "ENOMEM",
  "EADDRNOTAVAIL",
  "EAI_AGAIN",
]);

/** The call to make; `sent` is the text that the request was parsed from, if known. */
export interface AdapterCall {
  request: ChatRequest;
  sent?: string | undefined;
  adapter: EndpointAdapter;
}

interface CallLimits {
  times: ChatTimes;
  mostMs: number;
  client: CancelSignal;
}

/**
 * Calls one offer: until the first token of a stream, or until the complete answer. Never rejects; closes the upstream
 * connection as soon as the client disconnects.
 */
export function attempt(endpoint: OfferEndpoint, adapted: AdapterCall, limits: CallLimits): Promise<AttemptOutcome> {
  const { request, sent, adapter } = adapted;
  const call = (body: string | Buffer) =>
    new Promise<AttemptOutcome>((resolve) => new UpstreamExchange(endpoint, adapted, limits, resolve).start(body));
  const text = runQueuedIfLarge(request, () => adapter.body(request, endpoint, sent));
  return typeof text === "string" ? call(text) : text.then((text) => bytesOf(request, text)).then(call);
}

const bytesOf = (request: ChatRequest, text: string) => runQueuedIfLarge(request, () => Buffer.from(text));

/** One upstream call, until its outcome is known. */
class UpstreamExchange implements UpstreamSink, BodySink {
  readonly #endpoint: OfferEndpoint;
  readonly #request: ChatRequest;
  readonly #streamed: boolean;
  readonly #choices: number;
  readonly #adapter: EndpointAdapter;
  readonly #done: (outcome: AttemptOutcome) => void;
  readonly #silenceMs: number;
  readonly #timer: NodeJS.Timeout;
  readonly #unsubscribe: () => void;
  #flow: UpstreamFlow | null = null;
  #settled = false;
  #status = 0;
  #headers: UpstreamHeaders = {};
  #body: AnswerBody | null = null;

  constructor(
    endpoint: OfferEndpoint,
    { request, adapter }: AdapterCall,
    { times, mostMs, client }: CallLimits,
    done: (outcome: AttemptOutcome) => void,
  ) {
    this.#endpoint = endpoint;
    this.#request = request;
    this.#streamed = request.stream === true;
    this.#choices = adapter.choices(request);
    this.#adapter = adapter;
    this.#done = done;
    this.#silenceMs = this.#streamed ? times.silenceMs : 0;
    const limit = Math.min(mostMs, this.#streamed ? times.silenceMs : times.wholeMs);
    this.#timer = setTimeout(() => this.#timeOut(limit), limit);
    this.#unsubscribe = client.onCancel(() => {
      // If the client has disconnected, the failure counts against no one.
      const canceled = brokenFailure("provider_unavailable", "the client has left");
      this.#fail({ ...canceled, counts: false, retryable: false });
    });
  }

  start(body: string | Buffer): void {
    // The client may have disconnected already.
    if (this.#settled) return;
    const { offer, origin, headers, paths, without } = this.#endpoint;
    const { endpoint } = this.#adapter;
    const path = paths[endpoint];
    if (path === undefined) throw new Error(`${offer.gateway} has no ${endpoint}, and the plan holds an offer of it`);
    try {
      const more = this.#adapter.headers?.(without);
      const sent = more ? withFields(headers, more) : headers;
      this.#flow = this.#endpoint.call({ origin, path, headers: sent, body, silenceMs: this.#silenceMs }, this);
    } catch (thrown) {
      this.end(thrown as Error);
    }
  }

  head(status: number, headers: UpstreamHeaders): void {
    this.#status = status;
    this.#headers = headers;
    if (this.#streamed) this.#timer.refresh();
    try {
      this.#body = new AnswerBody(status, headers, this);
    } catch (error) {
      this.#unreachable((error as Error).message);
    }
  }

  data(bytes: Buffer): void {
    // Any byte resets the timeout: a first token may take as long as it needs.
    if (this.#streamed && !this.#settled) this.#timer.refresh();
    this.#body?.push(bytes);
  }

  end(error: Error | null): void {
    if (this.#body) this.#body.end(error);
    else this.#unreachable(error ? networkReason(error) : "it closed the connection without an answer");
  }

  broken(error: Error): void {
    const name = gatewayName(this.#endpoint.offer.gateway);
    const what = `sent an answer that was cut off or can't be read: ${networkReason(error)}`;
    this.#fail(brokenFailure("provider_unavailable", `${name} ${what}`));
  }

  events(): ChatStream {
    const { gateway } = this.#endpoint.offer;
    const flow = () => this.#flow as UpstreamFlow;
    if (!this.#streamed && this.#adapter.streamed) {
      this.#settle(otherProtocol(gateway, "with a stream"));
      return new ChatStream(flow, () => {});
    }
    if (!this.#streamed)
      return collectStream(
        (body) => this.#adapter.whole(this.#endpoint, body),
        { gateway, request: this.#request, choiceCount: this.#choices, stream: new ChatStream(flow, () => {}) },
        (outcome) => this.#settle(outcome),
      );
    const { tellsMore, judge = judgeStream } = this.#adapter.streamed ?? {};
    const stream = new ChatStream(flow, () => this.#settle(judge(gateway, stream)), tellsMore);
    return stream;
  }

  whole(text: string): void {
    const { large } = this.#adapter;
    if (!large || text.length < LARGE_CHARACTERS || this.#status >= 300) {
      this.#settle(this.#judge(text));
      return;
    }
    const { gateway } = this.#endpoint.offer;
    large(this.#endpoint, text).then(
      (outcome) => this.#settle(outcome),
      () => this.#settle(unavailable(gateway, "sent an answer that could not be read")),
    );
  }

  #judge(text: string): AttemptOutcome {
    const { gateway } = this.#endpoint.offer;
    if (this.#status >= 300) return refusal(this.#endpoint, { status: this.#status, text, headers: this.#headers });
    const outcome = this.#adapter.whole(this.#endpoint, text);
    if (outcome.kind !== "whole" || !this.#streamed) return outcome;
    if (outcome.native) return otherProtocol(gateway, "without a stream");
    return judgeStream(gateway, streamOf(outcome.body));
  }

  #unreachable(what: string): void {
    const name = gatewayName(this.#endpoint.offer.gateway);
    const failure = brokenFailure("provider_unavailable", `${name} could not be reached: ${what}`);
    this.#fail(OWN_LIMITS.has(what) ? { ...failure, counts: false } : failure);
  }

  #timeOut(limitMs: number): void {
    const silence = this.#streamed ? "sent nothing for" : "gave no answer within";
    const name = gatewayName(this.#endpoint.offer.gateway);
    this.#fail(brokenFailure("timeout", `${name} ${silence} ${Math.round(limitMs / 100) / 10} s`));
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
