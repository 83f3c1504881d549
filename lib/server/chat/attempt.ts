import type { ChatRequest } from "@/lib/contract/chat";
import type { CancelSignal } from "@/lib/net/cancel-signal";
import { networkReason } from "@/lib/net/errors";
import { inTurnOf } from "@/lib/net/turns";
import type { UpstreamFlow, UpstreamHeaders, UpstreamSink } from "../providers/call";
import { gatewayName } from "../providers/names";
import { AnswerBody, type BodySink } from "./answer-body";
import { ChatStream } from "./chat-stream";
import { collectStream, streamOf } from "./form";
import { withFields } from "./json-object";
import { otherProtocol } from "./native";
import type { AttemptOutcome, Failure, Target } from "./opened-answer";
import { judgeStream, refusal } from "./outcome";
import { brokenFailure, unavailable } from "./read-error";
import type { Task } from "./task";
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

/** What an offer is asked for; `sent` is the text that the request was parsed from, if it is known. */
export interface AskedTask {
  request: ChatRequest;
  sent?: string | undefined;
  task: Task;
}

/**
 * Calls one offer: until the first token of a stream, or until the complete answer. Never rejects; closes the upstream
 * connection as soon as the client leaves.
 */
export function attempt(
  target: Target,
  { request, sent, task }: AskedTask,
  times: ChatTimes,
  client: CancelSignal,
  mostMs: number,
): Promise<AttemptOutcome> {
  const call = (body: string | Buffer) =>
    new Promise<AttemptOutcome>(
      (resolve) => void new UpstreamExchange(target, request, body, times, client, mostMs, task, resolve),
    );
  const text = inTurnOf(request, () => task.body(request, target, sent));
  return typeof text === "string" ? call(text) : text.then((text) => bytesOf(request, text)).then(call);
}

const bytesOf = (request: ChatRequest, text: string) => inTurnOf(request, () => Buffer.from(text));

/** One upstream call, until its outcome is known. */
class UpstreamExchange implements UpstreamSink, BodySink {
  readonly #target: Target;
  readonly #request: ChatRequest;
  readonly #streamed: boolean;
  readonly #choices: number;
  readonly #task: Task;
  readonly #done: (outcome: AttemptOutcome) => void;
  readonly #timer: NodeJS.Timeout;
  readonly #unsubscribe: () => void;
  #flow: UpstreamFlow | null = null;
  #settled = false;
  #status = 0;
  #headers: UpstreamHeaders = {};
  #body: AnswerBody | null = null;

  constructor(
    target: Target,
    request: ChatRequest,
    body: string | Buffer,
    times: ChatTimes,
    client: CancelSignal,
    mostMs: number,
    task: Task,
    done: (outcome: AttemptOutcome) => void,
  ) {
    const { gateway } = target.offer;
    this.#target = target;
    this.#request = request;
    this.#streamed = request.stream === true;
    this.#choices = task.choices(request);
    this.#task = task;
    this.#done = done;
    const limit = Math.min(mostMs, this.#streamed ? times.silenceMs : times.wholeMs);
    const silence = this.#streamed ? "sent nothing for" : "gave no answer within";
    this.#timer = setTimeout(() => {
      this.#fail(brokenFailure("timeout", `${gatewayName(gateway)} ${silence} ${Math.round(limit / 100) / 10} s`));
    }, limit);
    this.#unsubscribe = client.onCancel(() => {
      // When the client has left, no one is at fault.
      const left = brokenFailure("provider_unavailable", "the client has left");
      this.#fail({ ...left, counts: false, again: false });
    });
    if (this.#settled) return;
    const { origin, headers, without } = target;
    const path = target.paths[task.endpoint];
    if (path === undefined) throw new Error(`${gateway} has no ${task.endpoint}, and the plan holds an offer of it`);
    try {
      const more = task.headers?.(without);
      const sent = more ? withFields(headers, more) : headers;
      this.#flow = target.call(
        { origin, path, headers: sent, body, silenceMs: this.#streamed ? times.silenceMs : 0 },
        this,
      );
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
    // Any byte is a sign of life: a first token may take as long as it needs.
    if (this.#streamed && !this.#settled) this.#timer.refresh();
    this.#body?.push(bytes);
  }

  end(error: Error | null): void {
    if (this.#body) this.#body.end(error);
    else this.#unreachable(error ? networkReason(error) : "it closed the connection without an answer");
  }

  broken(error: Error): void {
    const name = gatewayName(this.#target.offer.gateway);
    const what = `sent an answer that was cut off or can't be read: ${networkReason(error)}`;
    this.#fail(brokenFailure("provider_unavailable", `${name} ${what}`));
  }

  events(): ChatStream {
    const { gateway } = this.#target.offer;
    const flow = () => this.#flow as UpstreamFlow;
    if (!this.#streamed && this.#task.streamed) {
      this.#settle(otherProtocol(gateway, "with a stream"));
      return new ChatStream(flow, () => {});
    }
    if (!this.#streamed)
      return collectStream(
        (body) => this.#task.whole(this.#target, body),
        { gateway, request: this.#request, asked: this.#choices, stream: new ChatStream(flow, () => {}) },
        (outcome) => this.#settle(outcome),
      );
    const { tellsMore, judge = judgeStream } = this.#task.streamed ?? {};
    const stream = new ChatStream(flow, () => this.#settle(judge(gateway, stream)), tellsMore);
    return stream;
  }

  whole(text: string): void {
    const { large } = this.#task;
    if (!large || text.length < LARGE_CHARACTERS || this.#status >= 300) {
      this.#settle(this.#judge(text));
      return;
    }
    const { gateway } = this.#target.offer;
    large(this.#target, text).then(
      (outcome) => this.#settle(outcome),
      () => this.#settle(unavailable(gateway, "sent an answer that could not be read")),
    );
  }

  #judge(text: string): AttemptOutcome {
    const { gateway } = this.#target.offer;
    if (this.#status >= 300) return refusal(this.#target, { status: this.#status, text, headers: this.#headers });
    const outcome = this.#task.whole(this.#target, text);
    if (outcome.kind !== "whole" || !this.#streamed) return outcome;
    if (outcome.native) return otherProtocol(gateway, "without a stream");
    return judgeStream(gateway, streamOf(outcome.body));
  }

  #unreachable(what: string): void {
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
