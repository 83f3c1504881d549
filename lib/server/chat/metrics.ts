import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Catalog } from "../catalog/snapshot";
import type { Breakers } from "./breakers";
import type { CallRecord } from "./record";

const SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

/** The figures of this process for Prometheus. Labels hold gateways and outcomes, never models, keys or people. */
export class Metrics {
  readonly registry = new Registry();
  readonly #calls: Counter<"gateway" | "outcome" | "stream">;
  readonly #duration: Histogram<"gateway">;
  readonly #firstToken: Histogram<"gateway">;
  readonly #tokens: Counter<"gateway" | "kind">;
  readonly #errors: Counter<"gateway" | "type">;

  constructor(catalog: Catalog, breakers: () => Breakers, running: () => number) {
    const registers = [this.registry];
    // Event loop lag, memory and garbage collection, as Prometheus' boards expect them.
    collectDefaultMetrics({ register: this.registry });
    this.#calls = new Counter({
      name: "gatewayz_chat_requests_total",
      help: "Chats, by the gateway that answered or was tried last.",
      labelNames: ["gateway", "outcome", "stream"],
      registers,
    });
    this.#duration = new Histogram({
      name: "gatewayz_chat_duration_seconds",
      help: "Chats from the request to the last byte.",
      labelNames: ["gateway"],
      buckets: SECONDS,
      registers,
    });
    this.#firstToken = new Histogram({
      name: "gatewayz_chat_first_token_seconds",
      help: "Streamed chats from the request to the first token.",
      labelNames: ["gateway"],
      buckets: SECONDS,
      registers,
    });
    this.#tokens = new Counter({
      name: "gatewayz_chat_tokens_total",
      help: "Tokens of prompts and answers.",
      labelNames: ["gateway", "kind"],
      registers,
    });
    this.#errors = new Counter({
      name: "gatewayz_upstream_errors_total",
      help: "Calls of gateways that failed, those that another one made good included.",
      labelNames: ["gateway", "type"],
      registers,
    });
    new Gauge({
      name: "gatewayz_breakers_open",
      help: "Models whose breaker is open, by gateway.",
      labelNames: ["gateway"],
      registers,
      collect() {
        this.reset();
        for (const [gateway, count] of breakers().open()) this.set({ gateway }, count);
      },
    });
    new Gauge({
      name: "gatewayz_chats_running",
      help: "Chats under way.",
      registers,
      collect() {
        this.set(running());
      },
    });
    new Gauge({
      name: "gatewayz_catalogue_age_seconds",
      help: "Time since a gateway's list was last read, by gateway.",
      labelNames: ["gateway"],
      registers,
      collect() {
        this.reset();
        for (const { slug, synced_at } of catalog.gateways())
          if (synced_at) this.set({ gateway: slug }, (Date.now() - Date.parse(synced_at)) / 1000);
      },
    });
    new Gauge({
      name: "gatewayz_catalogue_offers",
      help: "Offers in the catalogue that is served.",
      registers,
      collect() {
        this.set(catalog.snapshot().offers);
      },
    });
  }

  /** Counts a chat that is over. */
  chat(record: CallRecord): void {
    const gateway = record.gateway || "none";
    this.#calls.inc({ gateway, outcome: record.outcome, stream: String(record.stream) });
    this.#duration.observe({ gateway }, record.durationMs / 1000);
    if (record.stream && record.firstTokenMs !== null)
      this.#firstToken.observe({ gateway }, record.firstTokenMs / 1000);
    if (record.promptTokens) this.#tokens.inc({ gateway, kind: "prompt" }, record.promptTokens);
    if (record.completionTokens) this.#tokens.inc({ gateway, kind: "completion" }, record.completionTokens);
  }

  /** Counts a failed call of a gateway. */
  failure(gateway: string, type: string): void {
    this.#errors.inc({ gateway, type });
  }
}
