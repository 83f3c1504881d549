import type { Gateway } from "@/lib/contract/gateway";
import type { MergeReport } from "@/lib/contract/report";
import { HOUR_MS } from "@/lib/contract/time-units";
import { type Clock, systemClock } from "@/lib/net/deadline";
import type { Fetch } from "@/lib/net/json";
import { withinPatience } from "../db/availability";
import { CatalogStore } from "../db/catalog";
import { Channel } from "../db/channel";
import { openDatabase } from "../db/client";
import { readHistory } from "../db/history";
import { IdentityStore } from "../db/identity";
import { readRuns } from "../db/runs";
import type { Env } from "../env";
import type { Log } from "../log";
import type { Provider } from "../providers/provider";
import { PROVIDERS } from "../providers/registry";
import { type ProviderSettings, providerSettings } from "../providers/settings";
import type { BuildInput, BuildOrder, Built } from "./build-order";
import { ClusterCatalog } from "./cluster";
import { type Embedded, loadEmbedded } from "./embedded";
import { CatalogEngine } from "./engine";
import { ReferenceReader } from "./reference-reader";
import type { Catalog, Snapshot } from "./snapshot";
import { SnapshotStore } from "./snapshot-store";
import { SyncSchedule } from "./sync-schedule";

/** Timeout of history queries, in ms: a caller waits for them. */
const HISTORY_MS = 10_000;
/** More than an operator would read; further reports are rejected. */
const REPORTS_AN_HOUR = 100;

/** Options, with replacements for tests and benchmarks. */
interface OpenOptions {
  env: Env;
  log: Log;
  providers?: readonly Provider[];
  embedded?: Embedded;
  fetch?: Fetch;
  clock?: Clock;
  deadlineMs?: number;
  /** Builds a large catalog outside of the calling thread. */
  buildLarge?: (order: BuildOrder) => Promise<Built>;
  /** Receives each new catalog, which is then not stored here. */
  onSnapshot?: (snapshot: Snapshot, gateways: Gateway[]) => void;
  onGateways?: (gateways: Gateway[]) => void;
}

/**
 * Opens the data directory (or PostgreSQL, when one of several processes syncs the gateways), builds the catalog from
 * stored and built-in data, and starts the schedule. Everything runs in the calling thread. Throws DirectoryInUseError
 * or a SettingError.
 */
export async function openCatalog(options: OpenOptions): Promise<Catalog> {
  const { env, log, providers = PROVIDERS, clock = systemClock } = options;
  const database = await openDatabase(placeOf(env));
  const channel = env.DATABASE_URL ? await Channel.open(env.DATABASE_URL) : null;
  const identities = new IdentityStore(database.db);
  const store = new CatalogStore(database.db);
  // A redirect could send a key to another host.
  const plainFetch: Fetch = options.fetch ?? ((url, init) => fetch(url, { ...init, redirect: "error" }));
  const onChange = () => {
    engine.reload(true).catch((error: Error) => log.warn({ err: error }, "a changed reference could not be shown"));
  };
  const common = { fetch: plainFetch, clock, log };
  const reader = new ReferenceReader({ ...common, url: env.REFERENCE_URL, db: database.db, onChange });
  if (env.REFERENCE) await reader.load();
  let shared: ClusterCatalog | undefined;
  const latest = new LatestCatalog(options, (gateways) => shared?.moved(gateways));
  const engine: CatalogEngine = new CatalogEngine({
    ...common,
    ...engineSettings(options, providers),
    reference: () => reader.current,
    store,
    identities,
    ...(channel
      ? {
          isLeader: () => shared?.isLeader ?? false,
          onStored: (what) => shared?.stored(what),
          snapshotStore: new SnapshotStore(store),
        }
      : {}),
    onSnapshot: latest.setSnapshot,
    onGateways: latest.setGateways,
  });
  const slugs = providers.map((provider) => provider.slug);
  const schedule = new SyncSchedule({ env, slugs, engine, reader, clock });
  if (channel) shared = new ClusterCatalog({ engine, channel, log, startSchedule: () => schedule.resume() });
  await (shared?.start() ?? engine.open());
  const stopSchedule = shared ? () => shared?.stop() : schedule.start();
  return {
    snapshot: latest.snapshot,
    gateways: () => latest.gateways,
    sync: (requested = slugs) => shared?.sync(requested) ?? Promise.all(requested.map((slug) => engine.sync(slug))),
    history: (ask) => withinPatience(readHistory(database.db, ask), HISTORY_MS),
    report: (report) => storeReport(identities, report, { clock, log }),
    reports: (limit) => identities.reports(limit),
    runs: (ask) => readRuns(database.db, ask),
    stop: async () => {
      await stopSchedule();
      await reader.idle();
      await engine.close();
      await channel?.close();
      await database.close();
    },
  };
}

const placeOf = (env: Env) => ({ dataDir: env.DATA_DIR, databaseUrl: env.DATABASE_URL });

function engineSettings({ env, embedded, deadlineMs, buildLarge }: OpenOptions, providers: readonly Provider[]) {
  const settings = new Map<string, ProviderSettings>(providers.map((p) => [p.slug, providerSettings(p, env)]));
  return {
    providers,
    settings: (provider: Provider) => settings.get(provider.slug) ?? providerSettings(provider, env),
    embedded: embedded ?? loadEmbedded(),
    trustStoredMs: Math.max(HOUR_MS, env.SYNC_INTERVAL_SECONDS * 2_000),
    deadlineMs: deadlineMs ?? env.SYNC_TIMEOUT_SECONDS * 1000,
    ...(buildLarge ? { buildLarge: (input: BuildInput) => buildLarge({ place: placeOf(env), input }) } : {}),
  };
}

/** The last built catalog; with `onSnapshot`, the receiver has it instead. */
class LatestCatalog {
  readonly #options: Pick<OpenOptions, "onSnapshot" | "onGateways">;
  /** Called with each new list of gateway states. */
  readonly #onGateways: (gateways: Gateway[]) => void;
  #snapshot: Snapshot | undefined;
  gateways: Gateway[] = [];

  constructor(options: Pick<OpenOptions, "onSnapshot" | "onGateways">, onGateways: (gateways: Gateway[]) => void) {
    this.#options = options;
    this.#onGateways = onGateways;
  }

  readonly snapshot = (): Snapshot => {
    if (!this.#snapshot) throw new Error("the catalog was used before it was opened");
    return this.#snapshot;
  };

  readonly setSnapshot = (built: Snapshot, gateways: Gateway[]): void => {
    if (this.#options.onSnapshot) this.#options.onSnapshot(built, gateways);
    else this.#snapshot = built;
    this.gateways = gateways;
    this.#onGateways(gateways);
  };

  readonly setGateways = (gateways: Gateway[]): void => {
    this.gateways = gateways;
    this.#options.onGateways?.(gateways);
    this.#onGateways(gateways);
  };
}

/** Stores a report of a wrong merge; false when there were too many within the last hour. */
async function storeReport(
  identities: IdentityStore,
  report: MergeReport,
  { clock, log }: { clock: Clock; log: Log },
): Promise<boolean> {
  const now = clock.now();
  const hourAgo = new Date(now - HOUR_MS).toISOString();
  if ((await identities.reportsSince(hourAgo)) >= REPORTS_AN_HOUR) return false;
  await identities.report({ ...report, at: new Date(now).toISOString() });
  // A note's text belongs on the operator page, not in a log.
  const { note: _, ...facts } = report;
  log.warn(facts, "a merge was reported as wrong");
  return true;
}
