import type { Gateway, Progress } from "@/lib/contract/gateway";
import type { GatewayCount } from "@/lib/models/search-index";
import type { GatewayRow } from "../db/catalog";
import type { Provider } from "../providers/provider";
import { gatewayStatus, lastRun, type ProcessRun } from "./status";

/** How a gateway stood at a time; the times are counted. */
interface Standing {
  at: number;
  row: GatewayRow | undefined;
  last: ProcessRun["last"];
}

interface StandingsOptions {
  providers: readonly Provider[];
  hasKey: (provider: Provider) => boolean;
  /** ISO day of the built-in catalog. */
  embeddedAsOf: string;
}

/**
 * How the gateways stand: what is stored of each, and how its last run went. What is shown of them belongs to the
 * catalog that is served: a run that brought rows is shown with these rows, never before.
 */
export class Standings {
  readonly rows = new Map<string, GatewayRow>();
  readonly runs = new Map<string, ProcessRun>();
  readonly #options: StandingsOptions;
  readonly #shown = new Map<string, Standing>();
  #counts: ReadonlyMap<string, GatewayCount> = new Map();
  #time = 0;

  constructor(options: StandingsOptions) {
    this.#options = options;
    for (const { slug } of options.providers) this.runs.set(slug, { last: null, progress: null });
  }

  /** Reads how the last runs went, in any process; those before `since` count for nothing. */
  readRuns(since: number, now: number): void {
    for (const [slug, row] of this.rows) {
      const run = this.runs.get(slug);
      if (run) run.last = lastRun(row, since, now);
    }
  }

  /** Takes over how far the runs of another process are; gateways that are not named have none under way. */
  setProgress(progress: Readonly<Record<string, Progress>>): void {
    for (const [slug, run] of this.runs) run.progress = progress[slug] ?? null;
  }

  /** How all stand now: to be shown once the catalog is served that is built from here on. */
  now(): ReadonlyMap<string, Standing> {
    this.#time++;
    return new Map([...this.runs.keys()].map((slug) => [slug, this.#of(slug)]));
  }

  /** Shows how the gateways stood when the catalog that is served now was begun. */
  show(standings: ReadonlyMap<string, Standing>, counts: ReadonlyMap<string, GatewayCount>): void {
    this.#counts = counts;
    for (const [slug, standing] of standings) {
      if ((this.#shown.get(slug)?.at ?? 0) < standing.at) this.#shown.set(slug, standing);
    }
  }

  /** Shows at once how a run ended that brought nothing to serve. */
  showEnd(slug: string): void {
    this.#time++;
    this.#shown.set(slug, this.#of(slug));
  }

  /** The gateways as `/v1/gateways` shows them. */
  gateways(): Gateway[] {
    const { providers, hasKey, embeddedAsOf } = this.#options;
    return providers.map((provider) => {
      const { row, last = null } = this.#shown.get(provider.slug) ?? {};
      const run = { last, progress: this.runs.get(provider.slug)?.progress ?? null };
      const count = this.#counts.get(provider.slug);
      return gatewayStatus(provider, { row, count, run, hasKey: hasKey(provider), embeddedAsOf });
    });
  }

  #of(slug: string): Standing {
    return { at: this.#time, row: this.rows.get(slug), last: this.runs.get(slug)?.last ?? null };
  }
}
