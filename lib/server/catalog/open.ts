import type { Gateway } from "@/lib/contract/gateway";
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
import type { BuildOrder, Built } from "./build-order";
import { ClusterCatalog } from "./cluster";
import { type Embedded, loadEmbedded } from "./embedded";
import { CatalogEngine } from "./engine";
import { ReferenceReader } from "./reference-reader";
import { startSchedule } from "./schedule";
import type { Catalog, Snapshot } from "./snapshot";
import { SnapshotStore } from "./snapshot-store";

const HOUR_MS = 3_600_000;
/** A caller waits for history, in contrast to a build; in ms. */
const HISTORY_MS = 10_000;
/** More than an operator would read; further reports are refused with an error. */
const REPORTS_AN_HOUR = 100;

/** Options, with replacements for tests and benchmarks. */
export interface OpenOptions {
  env: Env;
  log: Log;
  providers?: readonly Provider[];
  embedded?: Embedded;
  fetch?: Fetch;
  clock?: Clock;
  deadlineMs?: number;
  /** Builds a large catalog elsewhere than in the calling thread. */
  buildLarge?: (order: BuildOrder) => Promise<Built>;
  /** Receives each new catalog, which is then not kept here. */
  onSnapshot?: (snapshot: Snapshot, gateways: Gateway[]) => void;
  onGateways?: (gateways: Gateway[]) => void;
}

/**
 * Opens the data directory (or PostgreSQL, when one of several processes syncs the gateways), builds the catalog from
 * stored and built-in data, and starts the schedule. Everything runs in the calling thread. Throws DirectoryInUseError
 * or a SettingError.
 */
export async function openCatalog(options: OpenOptions): Promise<Catalog> {
  const { env, log, providers = PROVIDERS, buildLarge } = options;
  const settings = new Map<string, ProviderSettings>(providers.map((p) => [p.slug, providerSettings(p, env)]));
  const place = { dataDir: env.DATA_DIR, databaseUrl: env.DATABASE_URL };
  const database = await openDatabase(place);
  const channel = env.DATABASE_URL ? await Channel.open(env.DATABASE_URL) : null;
  const clock = options.clock ?? systemClock;
  const intervalMs = env.SYNC_INTERVAL_SECONDS * 1000;
  let shared: ClusterCatalog | undefined;
  let snapshot: Snapshot | undefined;
  let gateways: Gateway[] = [];
  const isLeader = () => shared?.isLeader ?? false;
  const store = new CatalogStore(database.db);
  const identities = new IdentityStore(database.db);
  // A redirect could send a key to another host.
  const plainFetch: Fetch = options.fetch ?? ((url, init) => fetch(url, { ...init, redirect: "error" }));
  const reader = new ReferenceReader({
    url: env.REFERENCE_URL,
    db: database.db,
    fetch: plainFetch,
    clock,
    log,
    onChange: () => void engine.reload(true),
  });
  if (env.REFERENCE) await reader.load();
  const engine: CatalogEngine = new CatalogEngine({
    providers,
    reference: () => reader.current,
    settings: (provider) => settings.get(provider.slug) ?? providerSettings(provider, env),
    store,
    identities,
    embedded: options.embedded ?? loadEmbedded(),
    fetch: plainFetch,
    clock,
    log,
    trustStoredMs: Math.max(HOUR_MS, intervalMs * 2),
    ...(buildLarge ? { buildLarge: (input) => buildLarge({ place, input }) } : {}),
    ...(channel ? { isLeader, onStored: (what) => shared?.stored(what), snapshotStore: new SnapshotStore(store) } : {}),
    deadlineMs: options.deadlineMs ?? env.SYNC_TIMEOUT_SECONDS * 1000,
    onSnapshot: (built, list) => {
      if (options.onSnapshot) options.onSnapshot(built, list);
      else snapshot = built;
      gateways = list;
      shared?.moved(list);
    },
    onGateways: (list) => {
      gateways = list;
      options.onGateways?.(list);
      shared?.moved(list);
    },
  });
  const slugs = providers.map((p) => p.slug);
  const schedule = (firstMs: (slug: string) => number | null) => {
    const stopGateways = startSchedule({ slugs, sync: (slug) => engine.sync(slug), intervalMs, firstMs });
    const stopReference = env.REFERENCE && env.SYNC_ON_START ? reader.start() : () => {};
    return () => {
      stopGateways();
      stopReference();
    };
  };
  const first = env.SYNC_ON_START ? 0 : intervalMs || null;
  /** A process that takes over continues the schedule of the previous one. */
  const due = (slug: string) => {
    const last = engine.lastAttempt(slug);
    if (last === null) return first;
    if (intervalMs === 0) return null;
    // A time in the future was written by a fast clock and would delay the next sync.
    const passedMs = Math.max(0, clock.now() - Date.parse(last));
    return Math.max(0, intervalMs - passedMs);
  };
  if (channel) shared = new ClusterCatalog({ engine, channel, log, startSchedule: () => schedule(due) });
  await (shared?.start() ?? engine.open());
  const stopSchedule = shared ? () => shared?.stop() : schedule(() => first);
  return {
    snapshot: () => {
      if (!snapshot) throw new Error("the catalog was used before it was opened");
      return snapshot;
    },
    gateways: () => gateways,
    sync: (asked = slugs) => shared?.sync(asked) ?? Promise.all(asked.map((slug) => engine.sync(slug))),
    history: (ask) => withinPatience(readHistory(database.db, ask), HISTORY_MS),
    report: async (report) => {
      const now = clock.now();
      if ((await identities.reportsSince(new Date(now - HOUR_MS).toISOString())) >= REPORTS_AN_HOUR) return false;
      await identities.report({ ...report, at: new Date(now).toISOString() });
      // A note's text belongs on the operator page, not in a log.
      const { note: _, ...facts } = report;
      log.warn(facts, "a merge was reported as wrong");
      return true;
    },
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
