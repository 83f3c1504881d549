import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

const CHAT_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];
const REQUEST_SECONDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60];

const MAX_WAITING = 500;

/** The figures of a finished chat. Times in ms. */
export interface ChatFigures {
  gateway: string;
  outcome: string;
  stream: boolean;
  durationMs: number;
  firstTokenMs: number | null;
  promptTokens: number | null;
  completionTokens: number | null;
}

/** Prometheus metrics of this process. Labels are gateways, routes, and outcomes, never models, keys, or users. */
export class Metrics {
  readonly registry = new Registry();
  readonly #requests = new Histogram({
    name: "gatewayz_http_request_duration_seconds",
    help: "Requests to their last byte, by route and status; streams last as long as they last.",
    labelNames: ["method", "route", "status"],
    buckets: REQUEST_SECONDS,
    registers: [this.registry],
  });
  readonly #calls = new Counter({
    name: "gatewayz_chat_requests_total",
    help: "Chats, by the gateway that answered or was tried last.",
    labelNames: ["gateway", "outcome", "stream"],
    registers: [this.registry],
  });
  readonly #duration = new Histogram({
    name: "gatewayz_chat_duration_seconds",
    help: "Chats from the request to the last byte.",
    labelNames: ["gateway"],
    buckets: CHAT_SECONDS,
    registers: [this.registry],
  });
  readonly #firstToken = new Histogram({
    name: "gatewayz_chat_first_token_seconds",
    help: "Streamed chats from the request to the first token.",
    labelNames: ["gateway"],
    buckets: CHAT_SECONDS,
    registers: [this.registry],
  });
  readonly #tokens = new Counter({
    name: "gatewayz_chat_tokens_total",
    help: "Tokens of prompts and answers.",
    labelNames: ["gateway", "kind"],
    registers: [this.registry],
  });
  readonly #errors = new Counter({
    name: "gatewayz_upstream_errors_total",
    help: "Calls of gateways that failed, those that another one made good included.",
    labelNames: ["gateway", "type"],
    registers: [this.registry],
  });

  /** Requests not yet recorded: batches cost less than recording each between two responses. */
  readonly #over: { labels: Record<"method" | "route" | "status", string | number>; seconds: number }[] = [];
  readonly #enter: (() => void)[] = [() => this.#enterRequests()];

  constructor() {
    // Event loop lag, memory, and garbage collection under the names of standard dashboards.
    collectDefaultMetrics({ register: this.registry });
  }

  /** Registers a function that records pending counts before the metrics are read. */
  beforeRead(enter: () => void): void {
    this.#enter.push(enter);
  }

  /** All metrics in Prometheus' text format. */
  read(): Promise<string> {
    for (const enter of this.#enter) enter();
    return this.registry.metrics();
  }

  /** A gauge that is read at each scrape. */
  gauge(name: string, help: string, read: () => number): void {
    const collect = function (this: Gauge) {
      this.set(read());
    };
    new Gauge({ name, help, registers: [this.registry], collect });
  }

  /** The same with labels; values of earlier scrapes are dropped. */
  gauges<L extends string>(
    name: string,
    help: string,
    labelNames: readonly L[],
    read: () => Iterable<[Record<L, string>, number]>,
  ): void {
    const collect = function (this: Gauge<L>) {
      this.reset();
      for (const [labels, value] of read()) this.set(labels, value);
    };
    new Gauge({ name, help, labelNames: [...labelNames], registers: [this.registry], collect });
  }

  /** Counts a finished request; `route` is a pattern, never a path. */
  request(method: string, route: string, status: number, ms: number): void {
    this.#over.push({ labels: { method, route, status }, seconds: ms / 1000 });
    if (this.#over.length >= MAX_WAITING) this.#enterRequests();
  }

  #enterRequests(): void {
    for (const { labels, seconds } of this.#over.splice(0)) this.#requests.observe(labels, seconds);
  }

  /** Counts a finished chat. */
  chat(chat: ChatFigures): void {
    const gateway = chat.gateway || "none";
    this.#calls.inc({ gateway, outcome: chat.outcome, stream: String(chat.stream) });
    const { durationMs, firstTokenMs, promptTokens, completionTokens } = chat;
    if (isFigure(durationMs)) this.#duration.observe({ gateway }, durationMs / 1000);
    if (chat.stream && isFigure(firstTokenMs)) this.#firstToken.observe({ gateway }, firstTokenMs / 1000);
    if (isFigure(promptTokens)) this.#tokens.inc({ gateway, kind: "prompt" }, promptTokens);
    if (isFigure(completionTokens)) this.#tokens.inc({ gateway, kind: "completion" }, completionTokens);
  }

  /** Counts a failed call to a gateway. */
  failure(gateway: string, type: string): void {
    this.#errors.inc({ gateway, type });
  }
}

/** Values that the metrics library accepts without throwing. */
const isFigure = (value: number | null): value is number => value !== null && value >= 0 && value < Infinity;
