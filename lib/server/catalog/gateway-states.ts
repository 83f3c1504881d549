import type { Gateway, Progress } from "@/lib/contract/gateway";
import type { GatewayCount } from "@/lib/models/search-index";
import type { GatewayRow } from "../db/catalog";
import type { Provider } from "../providers/provider";
import { gatewayStatus, lastRun, type ProcessRun } from "./status";

/** The stored state of a gateway at a logical time. */
interface GatewayState {
  at: number;
  row: GatewayRow | undefined;
  last: ProcessRun["last"];
}

interface GatewayStatesOptions {
  providers: readonly Provider[];
  hasKey: (provider: Provider) => boolean;
  /** ISO day of the built-in catalog. */
  embeddedAsOf: string;
}

/** The state of each gateway and its last run, shown together with the catalog they belong to. */
export class GatewayStates {
  readonly rows = new Map<string, GatewayRow>();
  readonly runs = new Map<string, ProcessRun>();
  readonly #options: GatewayStatesOptions;
  readonly #shown = new Map<string, GatewayState>();
  #counts: ReadonlyMap<string, GatewayCount> = new Map();
  #time = 0;

  constructor(options: GatewayStatesOptions) {
    this.#options = options;
    for (const { slug } of options.providers) this.runs.set(slug, { last: null, progress: null });
  }

  /** Reads the results of the last runs of all processes; ignores those before `since`. */
  readRuns(since: number, now: number): void {
    for (const [slug, row] of this.rows) {
      const run = this.runs.get(slug);
      if (run) run.last = lastRun(row, since, now);
    }
  }

  /** Sets the progress of another process's runs; gateways not listed have no run in progress. */
  setProgress(progress: Readonly<Record<string, Progress>>): void {
    for (const [slug, run] of this.runs) run.progress = progress[slug] ?? null;
  }

  /** The current states, to be shown once the catalog built from them is served. */
  now(): ReadonlyMap<string, GatewayState> {
    this.#time++;
    return new Map([...this.runs.keys()].map((slug) => [slug, this.#of(slug)]));
  }

  /** Shows the states from when the build of the served catalog started. */
  show(states: ReadonlyMap<string, GatewayState>, counts: ReadonlyMap<string, GatewayCount>): void {
    this.#counts = counts;
    for (const [slug, standing] of states) {
      if ((this.#shown.get(slug)?.at ?? 0) < standing.at) this.#shown.set(slug, standing);
    }
  }

  /** Shows the end of a run immediately, if it brought no rows to serve. */
  showEnd(slug: string): void {
    this.#time++;
    this.#shown.set(slug, this.#of(slug));
  }

  /** The gateways as `/v1/gateways` returns them. */
  gateways(): Gateway[] {
    const { providers, hasKey, embeddedAsOf } = this.#options;
    return providers.map((provider) => {
      const { row, last = null } = this.#shown.get(provider.slug) ?? {};
      const run = { last, progress: this.runs.get(provider.slug)?.progress ?? null };
      const count = this.#counts.get(provider.slug);
      return gatewayStatus(provider, { row, count, run, hasKey: hasKey(provider), embeddedAsOf });
    });
  }

  #of(slug: string): GatewayState {
    return { at: this.#time, row: this.rows.get(slug), last: this.runs.get(slug)?.last ?? null };
  }
}
