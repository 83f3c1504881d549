import type { Attempt, ChatRequest, ReplyFacts } from "@/lib/contract/chat";
import type { ModelOffer } from "@/lib/contract/offer";
import type { KeyAccess } from "@/lib/models/key-access";
import type { Lru } from "@/lib/models/lru";
import type { OfferNow } from "@/lib/models/routing";
import type { CancelSignal } from "@/lib/net/cancel-signal";
import type { Tracing } from "../trace/tracing";
import { type Affinity, NO_PROMPT, type PromptKeys, promptKeys } from "./affinity";
import { type Breakers, breakerKey } from "./breakers";
import { CHAT_ENDPOINT } from "./chat-endpoint";
import type { ChatCaller, CompleteOptions, WriteWhole } from "./complete-options";
import type { EndpointAdapter } from "./endpoint-adapter";
import type { GatewayEndpoints } from "./gateway-endpoints";
import type { ModelOffers } from "./model-offers";
import type { OpenOptions } from "./open-options";
import type { Candidate, Failure, OpenedAnswer } from "./opened-answer";
import { ignoredFields } from "./passed-fields";
import { ALL_ACCESS, type PlanContext } from "./plan";
import type { CutStream } from "./raw-answer";
import type { CallEnd, CallRecord, Recorder } from "./record";
import { type RefusedParts, usedAmong } from "./refused-fields";
import { NOTHING_REFUSED } from "./refused-part";
import { withBilledUsage } from "./reply";
import { reserver } from "./reserver";
import type { StreamedCall } from "./stream-answer";
import type { ChatTimes } from "./times";
import type { WholeCall } from "./whole-answer";

/** Live figures of an offer, when there is enough traffic. */
export type LiveLookup = (offer: ModelOffer) => Pick<OfferNow, "firstTokenMs" | "tokensPerSecond" | "errorRate">;

export interface ChatOptions {
  models: ModelOffers;
  endpoints: GatewayEndpoints;
  record: Recorder;
  live: LiveLookup;
  /** A caller's own keys by gateway slug; may be empty. */
  ownKeys(caller: ChatCaller | null): Promise<ReadonlyMap<string, string>> | ReadonlyMap<string, string>;
  /** Called for every call of an offer, with the kind of failure or null. */
  onAttempt?(offer: ModelOffer, failure: string | null, isRepeated: boolean): void;
  times?: ChatTimes;
  /** Unix time in ms. */
  now?: () => number;
  trace?: Tracing | null;
}

/** The state that the calls of a process share. */
export interface CallContext {
  options: ChatOptions;
  breakers: Breakers;
  affinity: Affinity;
  times: ChatTimes;
  /** The running streams. */
  cuts: Set<CutStream>;
  /** Offers whose gateways don't support a protocol after all, each until a time by `performance.now()`. */
  translated: Lru<string, number>;
  /** The parts of requests that offers refuse. */
  refused: RefusedParts;
  /** Counts a call that has ended. */
  ended(): void;
}

const NO_KEYS: ReadonlyMap<string, string> = new Map();
const NOTHING: readonly string[] = [];
const MAX_ID_LENGTH = 200;

/** One call of a model, from its plan to its record: an object, because a dozen closures for each call cost more. */
export class Call implements PlanContext, OpenOptions, StreamedCall, WholeCall {
  readonly request: ChatRequest;
  readonly requestId: string;
  readonly client: CancelSignal;
  readonly adapter: EndpointAdapter;
  readonly native: EndpointAdapter | null;
  readonly sent: string | undefined;
  readonly adapt: OpenOptions["adapt"];
  readonly reserve: OpenOptions["reserve"];
  readonly writeWhole: WriteWhole;
  readonly ownerId: number | null;
  readonly access: KeyAccess;
  readonly attempts: Attempt[] = [];
  /** The caller's own keys by gateway. */
  ownKeys = NO_KEYS;
  first: ModelOffer | null = null;
  billed: WholeCall["billed"] = null;
  readonly at: Date;
  readonly #start = performance.now();
  readonly #chat: CallContext;
  readonly #caller: ChatCaller | null;
  readonly #options: CompleteOptions;
  readonly #prompt: PromptKeys;
  readonly #last: ReturnType<Affinity["last"]>;

  constructor(chat: CallContext, request: ChatRequest, caller: ChatCaller | null, options: CompleteOptions) {
    const {
      client,
      requestId,
      sent,
      adapt,
      adapter = CHAT_ENDPOINT,
      native = null,
      reservation,
      writeWhole = withBilledUsage,
    } = options;
    this.#chat = chat;
    this.#caller = caller;
    this.#options = options;
    this.request = request;
    this.requestId = requestId;
    this.client = client;
    this.adapter = adapter;
    this.native = native;
    // The text may have a field twice, and a gateway could use the value that was not reserved for.
    this.sent = reservation ? undefined : sent;
    this.adapt = adapt;
    this.writeWhole = writeWhole;
    this.reserve = reservation ? reserver(request, adapter, reservation) : null;
    this.ownerId = caller?.accountId ?? null;
    this.access = caller?.access ?? ALL_ACCESS;
    this.at = new Date((chat.options.now ?? Date.now)());
    this.#prompt = adapter.endpoint === "chat" ? promptKeys(request, caller?.keyId ?? null) : NO_PROMPT;
    this.#last = chat.affinity.last(this.#prompt);
  }

  get endpoints() {
    return this.#chat.options.endpoints;
  }

  get breakers() {
    return this.#chat.breakers;
  }

  get times() {
    return this.#chat.times;
  }

  get translated() {
    return this.#chat.translated;
  }

  get refused() {
    return this.#chat.refused;
  }

  get cuts() {
    return this.#chat.cuts;
  }

  get trace() {
    return this.#chat.options.trace ?? null;
  }

  /** The current state of an offer. */
  now(offer: ModelOffer): OfferNow {
    const { gateway, id } = offer;
    const key = this.endpoints.keyFor(gateway, this.ownKeys);
    const healthy = this.breakers.healthy(breakerKey(gateway, id, key === "own" ? this.ownerId : null));
    const answeredLast = this.#last?.id === id && this.#last.gateway === gateway;
    const { firstTokenMs, tokensPerSecond, errorRate } = this.#chat.options.live(offer);
    return { key, healthy, answeredLast, firstTokenMs, tokensPerSecond, errorRate };
  }

  /** Whether fields that cost extra may be sent to an offer. */
  mayCost({ gateway }: ModelOffer): boolean {
    return this.endpoints.costly || this.endpoints.keyFor(gateway, this.ownKeys) === "own";
  }

  onAttempt({ offer }: Candidate, failure: Failure | null): void {
    this.#chat.options.onAttempt?.(offer, failure?.type ?? null, failure !== null && this.#hasFailedBefore(offer));
    if (!failure) this.#chat.affinity.answered(this.#prompt, offer, offer === this.first);
  }

  #hasFailedBefore({ gateway, id }: ModelOffer): boolean {
    const failures = this.attempts.filter(
      (attempt) => attempt.outcome === "failed" && attempt.gateway === gateway && attempt.model === id,
    );
    return failures.length > 1;
  }

  facts({ candidate: { model, offer }, ownKey, attempts }: OpenedAnswer): ReplyFacts {
    const { gateway, id } = offer;
    return { request_id: this.requestId, gateway, native_id: id, model, own_key: ownKey, attempts };
  }

  /** Request fields that were not sent to the offer that answers; `opened` is null when none does. */
  ignored(opened: OpenedAnswer | null): readonly string[] {
    const gateway = opened?.candidate.offer.gateway ?? "";
    const passage = { gateway, costly: (opened?.ownKey ?? false) || this.endpoints.costly };
    const refused = opened?.outcome.refused ? usedAmong(opened.outcome.refused, this.request) : NOTHING;
    if (opened?.outcome.native && this.native?.ignored)
      return joined(this.native.ignored(passage, opened.outcome.refused ?? NOTHING_REFUSED), refused);
    const missing = opened ? (this.#options.missing?.(this.request, opened.candidate.offer) ?? NOTHING) : NOTHING;
    return joined(joined(ignoredFields(this.request, passage), missing), refused);
  }

  /** Records the call; called once. `opened` is null when nothing answered. */
  write(
    opened: OpenedAnswer | null,
    { outcome, bill = null, errorType = null, firstTokenMs = null, answerId }: CallEnd,
  ): void {
    const { onOver, reservation, answerId: ownId } = this.#options;
    this.#chat.ended();
    onOver?.();
    reservation?.settle(opened?.ownKey ? 0 : (bill?.cost ?? 0));
    const last = this.attempts.at(-1);
    const record: CallRecord = {
      at: Date.now(),
      requestId: this.requestId,
      answerId: opened && (ownId ?? idOf(answerId)),
      accountId: this.ownerId,
      keyId: this.#caller?.keyId ?? null,
      answered: opened !== null,
      model: opened?.candidate.model ?? this.request.model.slice(0, 400),
      gateway: opened?.candidate.offer.gateway ?? last?.gateway ?? "",
      nativeId: opened?.candidate.offer.id ?? last?.model ?? "",
      ownKey: opened?.ownKey ?? false,
      stream: this.request.stream === true,
      promptTokens: bill?.tokens.prompt ?? null,
      completionTokens: bill?.tokens.completion ?? null,
      cachedTokens: bill?.tokens.cached ?? null,
      estimated: bill?.estimated ?? false,
      costUsd: bill?.cost ?? null,
      firstTokenMs,
      durationMs: Math.round(performance.now() - this.#start),
      outcome,
      errorType,
      attempts: this.attempts.length,
    };
    opened?.span?.over(record);
    this.#chat.options.record(record);
  }
}

const idOf = (id: unknown) => (typeof id === "string" && id !== "" ? id.slice(0, MAX_ID_LENGTH) : null);
const joined = (names: readonly string[], more: readonly string[]) => (more.length === 0 ? names : [...names, ...more]);
