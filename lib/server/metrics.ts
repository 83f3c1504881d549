import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { Buckets } from "@/lib/models/buckets";

const CHAT_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];
const REQUEST_SECONDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60];

/** The figures of a finished chat. Times in ms. */
interface ChatFigures {
  gateway: string;
  outcome: string;
  stream: boolean;
  durationMs: number;
  firstTokenMs: number | null;
  promptTokens: number | null;
  completionTokens: number | null;
}

/** The figures of a gateway's chats since the last scrape. */
interface GatewayFigures {
  duration: Buckets;
  firstToken: Buckets;
  promptTokens: number;
  completionTokens: number;
  /** Durations of streams and of whole answers, by outcome. */
  streams: Map<string, number>;
  wholes: Map<string, number>;
}

interface HistogramFacts<L extends string> {
  registry: Registry;
  name: string;
  help: string;
  labelNames: readonly L[];
  /** The upper bounds of its buckets. */
  bounds: readonly number[];
}

/** Direct access to buckets: the library's `observe` takes twenty times as long. */
export class BucketHistogram<L extends string> extends Histogram<L> {
  readonly #facts: { name: string; help: string };
  readonly #bounds: readonly number[];
  readonly #all: { labels: Partial<Record<L, string | number>>; buckets: Buckets }[] = [];

  constructor({ registry, name, help, labelNames, bounds }: HistogramFacts<L>) {
    super({ name, help, labelNames: [...labelNames], buckets: [...bounds], registers: [registry] });
    this.#facts = { name, help };
    this.#bounds = bounds;
  }

  /** Creates the buckets of a set of labels; call it once for each. */
  open(labels: Partial<Record<L, string | number>>): Buckets {
    const buckets = new Buckets(this.#bounds);
    this.#all.push({ labels, buckets });
    return buckets;
  }

  /** Called by the registry. */
  getForPromString(): Promise<object> {
    const values = this.#all.flatMap(({ labels, buckets }) => {
      let count = 0;
      const filled = buckets.counts.map((more, at) => {
        count += more;
        const le = this.#bounds[at] ?? "+Inf";
        return { metricName: `${this.#facts.name}_bucket`, labels: { le }, sharedLabels: labels, value: count };
      });
      if (count === 0) return [];
      const sum = { metricName: `${this.#facts.name}_sum`, labels: {}, sharedLabels: labels, value: buckets.sum };
      return [
        ...filled,
        sum,
        { metricName: `${this.#facts.name}_count`, labels: {}, sharedLabels: labels, value: count },
      ];
    });
    return Promise.resolve({ ...this.#facts, type: "histogram", aggregator: "sum", values });
  }
}

/** Prometheus metrics of this process. Labels are gateways, routes, and outcomes, never models, keys, or users. */
export class Metrics {
  readonly registry = new Registry();
  readonly #requests = new BucketHistogram({
    registry: this.registry,
    name: "gatewayz_http_request_duration_seconds",
    help: "Requests to their last byte, by route and status; streams count until their last byte.",
    labelNames: ["method", "route", "status"],
    bounds: REQUEST_SECONDS,
  });
  readonly #calls = new Counter({
    name: "gatewayz_chat_requests_total",
    help: "Chats, by the gateway that answered or was tried last.",
    labelNames: ["gateway", "outcome", "stream"],
    registers: [this.registry],
  });
  readonly #duration = new BucketHistogram({
    registry: this.registry,
    name: "gatewayz_chat_duration_seconds",
    help: "Chats from the request to the last byte.",
    labelNames: ["gateway"],
    bounds: CHAT_SECONDS,
  });
  readonly #firstToken = new BucketHistogram({
    registry: this.registry,
    name: "gatewayz_chat_first_token_seconds",
    help: "Streamed chats from the request to the first token.",
    labelNames: ["gateway"],
    bounds: CHAT_SECONDS,
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

  readonly #routes = new Map<string, Buckets>();
  readonly #gateways = new Map<string, GatewayFigures>();
  readonly #enter: (() => void)[] = [];

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
    this.#enterChats();
    return this.registry.metrics();
  }

  /** A gauge that is read at each scrape. */
  gauge(name: string, help: string, read: () => number): void {
    const collect = function (this: Gauge) {
      this.set(read());
    };
    new Gauge({ name, help, registers: [this.registry], collect });
  }

  /** A gauge with labels; values of earlier scrapes are dropped. */
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
    const key = `${method} ${route} ${status}`;
    let buckets = this.#routes.get(key);
    if (!buckets) {
      buckets = this.#requests.open({ method, route, status });
      this.#routes.set(key, buckets);
    }
    buckets.add(ms / 1000);
  }

  chat({ gateway, outcome, stream, durationMs, firstTokenMs, promptTokens, completionTokens }: ChatFigures): void {
    const figures = this.#figuresOf(gateway || "none");
    const calls = stream ? figures.streams : figures.wholes;
    calls.set(outcome, (calls.get(outcome) ?? 0) + 1);
    if (isFigure(durationMs)) figures.duration.add(durationMs / 1000);
    if (stream && isFigure(firstTokenMs)) figures.firstToken.add(firstTokenMs / 1000);
    if (isFigure(promptTokens)) figures.promptTokens += promptTokens;
    if (isFigure(completionTokens)) figures.completionTokens += completionTokens;
  }

  #figuresOf(gateway: string): GatewayFigures {
    const existing = this.#gateways.get(gateway);
    if (existing) return existing;
    const buckets = { duration: this.#duration.open({ gateway }), firstToken: this.#firstToken.open({ gateway }) };
    const counts = { promptTokens: 0, completionTokens: 0, streams: new Map(), wholes: new Map() };
    const figures = { ...buckets, ...counts };
    this.#gateways.set(gateway, figures);
    return figures;
  }

  #enterChats(): void {
    for (const [gateway, figures] of this.#gateways) {
      this.#tokens.inc({ gateway, kind: "prompt" }, figures.promptTokens);
      this.#tokens.inc({ gateway, kind: "completion" }, figures.completionTokens);
      figures.promptTokens = 0;
      figures.completionTokens = 0;
      for (const stream of [true, false]) {
        const calls = stream ? figures.streams : figures.wholes;
        for (const [outcome, count] of calls) this.#calls.inc({ gateway, outcome, stream: String(stream) }, count);
        calls.clear();
      }
    }
  }

  failure(gateway: string, type: string): void {
    this.#errors.inc({ gateway, type });
  }
}

/** Values that the metrics library accepts without throwing. */
const isFigure = (value: number | null): value is number => value !== null && value >= 0 && value < Infinity;
