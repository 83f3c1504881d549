import type { Gateway, Progress, SyncReport } from "@/lib/contract/gateway";
import type { Clock } from "@/lib/net/deadline";
import type { Fetch } from "@/lib/net/json";
import type { CatalogStore } from "../db/catalog";
import type { IdentityStore } from "../db/identity";
import { addRun } from "../db/runs";
import type { Log } from "../log";
import type { Provider } from "../providers/provider";
import type { ProviderSettings } from "../providers/settings";
import { buildCatalog } from "./build-catalog";
import type { BuildInput, Built } from "./build-order";
import { computeChanges, neverSynced } from "./changes";
import { builtInSince, type Embedded } from "./embedded";
import { GatewayStates } from "./gateway-states";
import { Publisher } from "./publisher";
import { emptyRun, type ProviderRun, runProvider, toSyncReport } from "./run";
import { LARGE_CATALOG, type Snapshot } from "./snapshot";
import type { SnapshotStore } from "./snapshot-store";
import { noProgress, type ProcessRun } from "./status";

interface EngineOptions {
  providers: readonly Provider[];
  settings: (provider: Provider) => ProviderSettings;
  store: CatalogStore;
  identities: IdentityStore;
  embedded: Embedded;
  reference?: () => BuildInput["reference"];
  /** Builds a large catalog outside of this thread. */
  buildLarge?: (input: BuildInput) => Promise<Built>;
  fetch: Fetch;
  clock: Clock;
  log: Log;
  deadlineMs?: number;
  /** When several processes share the store: whether this process may write to it now. */
  isLeader?: () => boolean;
  /** Passes snapshots from the leader to the other processes. */
  snapshotStore?: SnapshotStore;
  /** The oldest run of another process, in ms, that still determines a gateway's state. */
  trustStoredMs?: number;
  /** Called when a new catalog, or only the result of a run, has been stored. */
  onStored?: (what: "offers" | "runs") => void;
  /** Called with each new catalog and its gateway states, and with the states alone when one changes. */
  onSnapshot: (snapshot: Snapshot, gateways: Gateway[]) => void;
  onGateways: (gateways: Gateway[]) => void;
}

/**
 * Owns the catalog: syncs the gateways in parallel, validates and stores the results, and builds what is served. A
 * failure of one gateway affects neither its last good data nor the others.
 */
export class CatalogEngine {
  readonly #options: EngineOptions;
  readonly #states: GatewayStates;
  readonly #inProgress = new Map<string, Promise<SyncReport>>();
  readonly #stop = new AbortController();
  readonly #publisher: Publisher;
  /** Runs are stored one after another, because each reads all stored data of its gateway. */
  #stored: Promise<unknown> = Promise.resolve();

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#publisher = new Publisher(() =>
      this.#publish().catch((error: Error) => {
        options.log.error({ err: error }, "the catalog could not be built: keeping the last one");
      }),
    );
    this.#states = new GatewayStates({
      providers: options.providers,
      hasKey: (provider) => options.settings(provider).key !== undefined,
      embeddedAsOf: options.embedded.asOf,
    });
  }

  /** Serves stored and built-in data without calling a gateway. */
  async open(): Promise<void> {
    for (const [slug, row] of await this.#options.store.gateways()) this.#states.rows.set(slug, row);
    if (this.#options.isLeader) this.#readRuns();
    await this.#publish();
  }

  /** Serves what another process has stored; rebuilds the catalog only when `offers` may have changed. */
  async reload(offers: boolean): Promise<void> {
    for (const [slug, row] of await this.#options.store.gateways()) this.#states.rows.set(slug, row);
    this.#readRuns();
    if (offers) return this.#publisher.publish();
    for (const [slug, run] of this.#states.runs) if (run.last === "failed") this.#states.showEnd(slug);
    this.#report();
  }

  /** Shows the progress of another process's runs, by gateway; gateways not listed have no run in progress. */
  showProgress(progress: Readonly<Record<string, Progress>>): void {
    this.#states.setProgress(progress);
    this.#report();
  }

  /** When a gateway was last called by any process, ISO 8601; null for never. */
  lastAttempt(slug: string): string | null {
    return this.#states.rows.get(slug)?.last_attempt_at ?? null;
  }

  /** Syncs one gateway or joins its sync; resolves when the result is served. Never rejects because of a gateway. */
  sync(slug: string): Promise<SyncReport> {
    const joined = this.#inProgress.get(slug);
    if (joined) return joined;
    const run = this.#sync(slug).finally(() => this.#inProgress.delete(slug));
    this.#inProgress.set(slug, run);
    return run;
  }

  /** Aborts running syncs and waits for pending writes. */
  async close(): Promise<void> {
    this.#stop.abort();
    await Promise.allSettled([...this.#inProgress.values()]);
    await this.#publisher.idle();
  }

  async #sync(slug: string): Promise<SyncReport> {
    const { providers, settings, log, clock, fetch, deadlineMs } = this.#options;
    const provider = providers.find((p) => p.slug === slug);
    const state = this.#states.runs.get(slug);
    if (!provider || !state) throw new Error(`there is no gateway named "${slug}"`);
    const providerConfig = settings(provider);
    if (provider.key.required && !providerConfig.key)
      return toSyncReport(slug, emptyRun("no_key", `${provider.key.env} is not set`));
    const startedAt = clock.now();
    const show = (progress: ProcessRun["progress"]) => {
      state.progress = progress;
      this.#report();
    };
    const started_at = new Date(startedAt).toISOString();
    show(noProgress(started_at));
    const { offers, result } = await this.#publisher.during(async () => {
      const run = await runProvider(provider, providerConfig, {
        fetch,
        clock,
        signal: this.#stop.signal,
        ...(deadlineMs === undefined ? {} : { deadlineMs }),
        onPage: (page) => show({ started_at, ...page }),
      });
      const store = this.#stored.then(() => this.#store(provider, run, new Date(clock.now())));
      this.#stored = store.catch(() => {});
      const result = await store.catch((error: Error) => {
        state.last = "failed";
        this.#states.showEnd(slug);
        log.error({ gateway: slug, err: error }, "the run could not be stored");
        return toSyncReport(slug, { ...run, complete: false, reason: "not_stored", error: error.message });
      });
      return { offers: run.offers.size, result };
    });
    state.progress = null;
    if (offers > 0) await this.#publisher.publish();
    this.#report();
    const ms = Math.round(clock.now() - startedAt);
    await this.#noteRun({ ...result, at: started_at, ms, offers });
    log[result.error ? "warn" : "info"]({ ...result, offers, ms }, "synced");
    return result;
  }

  async #noteRun({ complete, ...run }: SyncReport & { at: string; ms: number; offers: number }): Promise<void> {
    const { store, isLeader, log } = this.#options;
    if (isLeader?.() === false) return;
    await addRun(store.db, { ...run, complete: complete ? 1 : 0 }).catch((error: Error) => {
      log.warn({ gateway: run.gateway, err: error }, "the result of a sync run could not be stored");
    });
  }

  async #store(provider: Provider, run: ProviderRun, at: Date): Promise<SyncReport> {
    const { store, isLeader, embedded } = this.#options;
    if (isLeader?.() === false) throw new Error("another process is the leader now");
    const { slug } = provider;
    const row = this.#states.rows.get(slug) ?? neverSynced(slug);
    const state = this.#states.runs.get(slug) as ProcessRun;
    const seenBefore = (id: string) => builtInSince(embedded, slug, id);
    const previous = { gateway: row, stored: await store.offersOf(slug), seenBefore };
    const outcome = computeChanges(run, previous, at);
    if (!outcome.changes) {
      const error = run.error ?? `${provider.name} answered with an empty list`;
      const failed = { ...row, last_attempt_at: at.toISOString(), error };
      await store.putGateway(failed);
      this.#states.rows.set(slug, failed);
      state.last = "failed";
      this.#states.showEnd(slug);
      this.#options.onStored?.("runs");
      return toSyncReport(slug, { ...run, complete: false, reason: run.complete ? "empty" : run.reason, error });
    }
    if (outcome.verdict.action === "merge" && outcome.verdict.reason === "held_back") {
      run.complete = false;
      run.reason = "held_back";
      run.error = "more than a fifth of its offers were missing: nothing is removed until a second run agrees";
      outcome.changes.gateway.error = run.error;
    }
    await store.apply(outcome.changes);
    this.#states.rows.set(slug, outcome.changes.gateway);
    state.last = run.complete ? "complete" : "partial";
    return { ...toSyncReport(slug, run), added: outcome.added, changed: outcome.changed, gone: outcome.gone };
  }

  async #publish(): Promise<void> {
    const { snapshotStore, isLeader, log, onStored, onSnapshot } = this.#options;
    const writes = isLeader?.() !== false;
    const states = this.#states.now();
    const failed = (what: string) => (error: Error) => void log.warn({ err: error }, what);
    const taken = writes ? null : await snapshotStore?.take().catch(failed("what was built could not be read"));
    const snapshot = taken ?? (await this.#build(writes));
    if (writes) await this.#recordRun(snapshot);
    // A listener may transfer the snapshot's memory.
    const packed = writes && (await snapshotStore?.pack(snapshot));
    this.#states.show(states, snapshot.perGateway);
    onSnapshot(snapshot, this.#states.gateways());
    if (packed) await snapshotStore?.put(packed).catch(failed("the built catalog could not be stored"));
    if (writes) onStored?.("offers");
  }

  async #build(writes: boolean): Promise<Snapshot> {
    const { store, identities, embedded, reference, providers, buildLarge, clock } = this.#options;
    const gateways = providers.map(({ slug, name, hue, aliases }) => ({ slug, name, hue, aliases }));
    const input = { gateways, rows: this.#states.rows, reference: reference?.() ?? null };
    const isLarge = buildLarge !== undefined && (await store.countOffers()) >= LARGE_CATALOG;
    const { snapshot, newNames } = isLarge
      ? await buildLarge(input)
      : await buildCatalog({ store, identities, embedded }, input);
    const given_at = new Date(clock.now()).toISOString();
    if (writes) await identities.assign(newNames.map((name) => ({ ...name, given_at })));
    return snapshot;
  }

  async #recordRun({ models, offers, packed, perGateway }: Snapshot): Promise<void> {
    const per_gateway = JSON.stringify(Object.fromEntries([...perGateway].map(([slug, c]) => [slug, c.offers])));
    const at = new Date(this.#options.clock.now()).toISOString();
    await this.#options.store.addSnapshot({ at, hash: packed.hash, models, offers, per_gateway });
  }

  /** The outcome of each gateway's last run in any process. */
  #readRuns(): void {
    const now = this.#options.clock.now();
    this.#states.readRuns(now - (this.#options.trustStoredMs ?? 0), now);
  }

  #report(): void {
    this.#options.onGateways(this.#states.gateways());
  }
}
