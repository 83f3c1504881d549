import type { Attempt, ChatRequest, ReplyFacts } from "@/lib/contract/chat";
import { ApiError } from "@/lib/contract/error";
import type { ModelOffer } from "@/lib/contract/offer";
import type { KeyAccess } from "@/lib/models/key-access";
import { Lru } from "@/lib/models/lru";
import type { OfferNow } from "@/lib/models/routing";
import type { CancelSignal } from "@/lib/net/cancel-signal";
import type { Tracing } from "../trace/tracing";
import { Affinity, NO_PROMPT, promptKeys } from "./affinity";
import { Breakers, breakerKey } from "./breakers";
import type { Reservation } from "./budgets";
import { CHAT_TASK } from "./chat-task";
import type { ModelOffers } from "./model-offers";
import { type OpenedAnswer, openAnswer } from "./open-answer";
import { ALL_ACCESS, planOf } from "./plan";
import type { CallRecord, Recorder, WriteRecord } from "./record";
import { reserver } from "./reserver";
import { type CutStream, type RawAnswer, streamAnswer } from "./stream-answer";
import type { Targets } from "./targets";
import type { Task } from "./task";
import { CHAT_TIMES, type ChatTimes } from "./times";
import { wholeAnswer } from "./whole-answer";

/** Who calls, and what their key may use. */
export interface ChatCaller {
  accountId: number;
  keyId: number;
  access: KeyAccess;
}

/** Live figures of an offer, when there is enough traffic. */
export type LiveLookup = (offer: ModelOffer) => Pick<OfferNow, "firstTokenMs" | "tokensPerSecond" | "errorRate">;

export interface ChatOptions {
  models: ModelOffers;
  targets: Targets;
  record: Recorder;
  live: LiveLookup;
  /** A caller's own keys by gateway slug; may be empty. */
  ownKeys(caller: ChatCaller | null): Promise<ReadonlyMap<string, string>> | ReadonlyMap<string, string>;
  /** Called for every call of an offer, with the kind of failure or null. */
  onAttempt?(offer: ModelOffer, failure: string | null): void;
  times?: ChatTimes;
  /** Unix time in ms. */
  now?: () => number;
  trace?: Tracing | null;
}

export interface CompleteOptions {
  /** The client: when it leaves, the upstream connection is closed. */
  client: CancelSignal;
  requestId: string;
  /** The reservation of the call's cost, if its key has a limit. */
  reservation?: Reservation | null;
  /** Called once when the call has ended: after a stream's last byte, or its failure. */
  onOver?: () => void;
  /** Adapts the request to an offer; by default, all offers get the same. */
  adapt?: AdaptRequest | undefined;
  /** What offers are asked for; a chat by default. */
  task?: Task | undefined;
  /** The same in the client's own protocol, for gateways that take it. */
  native?: Task | null | undefined;
  /** The ID of the answer, if it is ours and not the upstream's. */
  answerId?: string | undefined;
}

/** Adapts a request to an offer. */
export type AdaptRequest = (request: ChatRequest, offer: ModelOffer) => ChatRequest;

const MAX_TRANSLATED = 5_000;

/** Completes chats: plans, calls, falls back, relays, and accounts for them. */
export class Chat {
  readonly breakers = new Breakers();
  readonly affinity = new Affinity();
  readonly #options: ChatOptions;
  readonly #times: ChatTimes;
  readonly #cuts = new Set<CutStream>();
  readonly #translated = new Lru<string, number>(MAX_TRANSLATED);
  #onIdle = () => {};
  #open = 0;

  constructor(options: ChatOptions) {
    this.#options = options;
    this.#times = options.times ?? CHAT_TIMES;
  }

  /** Ends all running streams, each with an error event, so that none looks complete. */
  interrupt(): void {
    const message = "this server is being stopped: what came so far stands, ask again for the rest";
    for (const cut of [...this.#cuts]) cut(new ApiError("server", message, { code: "stopping", retryable: true }));
  }

  /** Resolves when every call has ended and been recorded, or after `mostMs`. */
  async settled(mostMs: number): Promise<void> {
    if (this.#open === 0) return;
    await new Promise<void>((resolve) => {
      this.#onIdle = resolve;
      setTimeout(resolve, mostMs).unref();
    });
  }

  /** The number of running calls. */
  get running(): number {
    return this.#open;
  }

  /**
   * Completes a validated request. Closes the upstream connection when the client leaves. Throws an ApiError if nothing
   * has been sent; later errors are written to the stream.
   */
  async complete(
    request: ChatRequest,
    caller: ChatCaller | null,
    {
      client,
      requestId,
      onOver,
      adapt,
      task = CHAT_TASK,
      native = null,
      answerId,
      reservation = null,
    }: CompleteOptions,
  ): Promise<RawAnswer> {
    const start = performance.now();
    const startedAt = new Date((this.#options.now ?? Date.now)());
    const own = await this.#options.ownKeys(caller);
    const ownerId = caller?.accountId ?? null;
    const { targets, models, live } = this.#options;
    const prompt = task.endpoint === "chat" ? promptKeys(request, caller?.keyId ?? null) : NO_PROMPT;
    const last = this.affinity.last(prompt);
    const now = (offer: ModelOffer): OfferNow => {
      const key = targets.keyFor(offer.gateway, own);
      const healthy = this.breakers.healthy(breakerKey(offer.gateway, offer.id, key === "own" ? ownerId : null));
      const answeredLast = last?.id === offer.id && last.gateway === offer.gateway;
      return { key, healthy, answeredLast, ...live(offer) };
    };
    const candidates = planOf(request, models, {
      now,
      at: startedAt,
      slugOf: (name) => targets.slugOf(name),
      access: caller?.access ?? ALL_ACCESS,
      task,
      has: (gateway, endpoint) => targets.has(gateway, endpoint),
    });
    const attempts: Attempt[] = [];
    const write = this.#recorder(request, caller, requestId, start, attempts, reservation, answerId, onOver);
    this.#open++;
    const opening = openAnswer(candidates, request, attempts, {
      targets,
      breakers: this.breakers,
      times: this.#times,
      own,
      ownerId,
      client,
      trace: this.#options.trace ?? null,
      task,
      native,
      translated: this.#translated,
      adapt,
      reserve: reservation && reserver(request, task, reservation),
      onAttempt: ({ offer }, failure) => {
        this.#options.onAttempt?.(offer, failure?.type ?? null);
        if (!failure) this.affinity.answered(prompt, offer, offer === candidates[0]?.offer);
      },
    });
    const facts = (opened: OpenedAnswer): ReplyFacts => ({
      request_id: requestId,
      gateway: opened.candidate.offer.gateway,
      native_id: opened.candidate.offer.id,
      model: opened.candidate.model,
      own_key: opened.ownKey,
      attempts: opened.attempts,
    });
    if (request.stream)
      return streamAnswer({
        opening,
        request,
        requestId,
        startedAt,
        task,
        facts,
        client,
        times: this.#times,
        write,
        cuts: this.#cuts,
      });
    try {
      const opened = await opening;
      return await wholeAnswer(request, opened, {
        facts: facts(opened),
        startedAt,
        write,
        task: opened.outcome.native && native ? native : task,
      });
    } catch (error) {
      const known = error instanceof ApiError ? error : new ApiError("server", "the answer could not be read");
      write(null, { outcome: client.canceled ? "cancelled" : "error", errorType: known.type });
      throw error;
    }
  }

  #recorder(
    request: ChatRequest,
    caller: ChatCaller | null,
    requestId: string,
    start: number,
    attempts: readonly Attempt[],
    reservation: Reservation | null,
    ownId: string | undefined,
    onOver: (() => void) | undefined,
  ): WriteRecord {
    return (opened, { outcome, bill = null, errorType = null, firstTokenMs = null, answerId }) => {
      if (--this.#open === 0) this.#onIdle();
      onOver?.();
      reservation?.settle(opened?.ownKey ? 0 : (bill?.cost ?? 0));
      const last = attempts.at(-1);
      const record: CallRecord = {
        at: Date.now(),
        requestId,
        answerId: opened && (ownId ?? idOf(answerId)),
        accountId: caller?.accountId ?? null,
        keyId: caller?.keyId ?? null,
        model: opened?.candidate.model ?? request.model.slice(0, 400),
        gateway: opened?.candidate.offer.gateway ?? last?.gateway ?? "",
        nativeId: opened?.candidate.offer.id ?? last?.model ?? "",
        ownKey: opened?.ownKey ?? false,
        stream: request.stream === true,
        promptTokens: bill?.tokens.prompt ?? null,
        completionTokens: bill?.tokens.completion ?? null,
        cachedTokens: bill?.tokens.cached ?? null,
        estimated: bill?.estimated ?? false,
        costUsd: bill?.cost ?? null,
        firstTokenMs,
        durationMs: Math.round(performance.now() - start),
        outcome,
        errorType,
        attempts: attempts.length,
      };
      opened?.span?.over(record);
      this.#options.record(record);
    };
  }
}

const LONGEST_ID = 200;
const idOf = (id: unknown) => (typeof id === "string" && id !== "" ? id.slice(0, LONGEST_ID) : null);
