import { randomUUID } from "node:crypto";
import type { Gateway, Progress, SyncReport } from "@/lib/contract/gateway";
import type { Channel } from "../db/channel";
import type { Log } from "../log";
import type { CatalogEngine } from "./engine";

/** The lock number of the leader, which syncs the gateways. */
const LEADER = 0;
/** How often followers try to take the lock, in ms: PostgreSQL releases it when its holder ends. */
const POLL_MS = 2_000;
/** How often a sync is requested until the leader accepts it, and for how long in total, in ms. */
const REQUEST_RETRY_MS = 1_000;
const REQUEST_TIMEOUT_MS = 15_000;
/** How long to wait for an accepted sync, in ms: a gateway's deadline, plus a build. */
const SYNC_MS = 120_000;
/** The shortest time between two progress messages, in ms. */
const PROGRESS_MS = 300;
const MAX_ERROR_LENGTH = 1_000;

interface PendingSync {
  remaining: Set<string>;
  reports: SyncReport[];
  accepted: () => void;
  done: () => void;
}

interface ClusterOptions {
  engine: Pick<CatalogEngine, "open" | "reload" | "showProgress" | "sync">;
  channel: Pick<Channel, "on" | "onConnect" | "onDisconnect" | "publish" | "tryLock" | "unlock">;
  log: Log;
  /** Starts the sync schedule; returns a function that stops it. */
  startSchedule: () => () => void;
}

/**
 * One catalog for many processes: the leader (which holds the lock) syncs the gateways and stores the results;
 * followers are notified and load what it has built. When the leader ends, another process takes over within seconds.
 */
export class ClusterCatalog {
  readonly #options: ClusterOptions;
  readonly #pending = new Map<string, PendingSync>();
  readonly #accepted = new Set<string>();
  #isLeader = false;
  /** Counts attempts to take the lock, and its losses: only the latest attempt may lead. */
  #attempt = 0;
  #stopSchedule = () => {};
  #retryTimer: NodeJS.Timeout | undefined;
  #loading: Promise<void> = Promise.resolve();
  #progress: Record<string, Progress> = {};
  #progressTimer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: ClusterOptions) {
    this.#options = options;
    const { channel, engine } = options;
    channel.on("catalogue", (what) => this.isLeader || this.#load(what === "offers"));
    channel.on("progress", (text) => this.isLeader || engine.showProgress(JSON.parse(text)));
    channel.on("sync", (slugs) => this.isLeader && void this.#serve(JSON.parse(slugs)));
    channel.on("taken", (id) => this.#pending.get(id)?.accepted());
    channel.on("synced", (text) => this.#receive(JSON.parse(text)));
    channel.onDisconnect(() => this.#follow());
    channel.onConnect(() => {
      this.#load(true);
      void this.#tryLead();
    });
  }

  get isLeader(): boolean {
    return this.#isLeader;
  }

  /** Opens the catalog; becomes the leader if there is none, otherwise keeps trying. */
  async start(): Promise<void> {
    const attempt = await this.#takeLock();
    await this.#options.engine.open();
    if (attempt === null) this.#tryLeadLater();
    else this.#lead(attempt);
  }

  /** Syncs gateways here or through the leader; resolves when the results are served here. */
  async sync(slugs: readonly string[]): Promise<SyncReport[]> {
    if (this.isLeader) return Promise.all(slugs.map((slug) => this.#options.engine.sync(slug)));
    const id = randomUUID();
    const reports: SyncReport[] = [];
    const ask = () => this.#options.channel.publish("sync", JSON.stringify({ id, slugs }));
    let asking: NodeJS.Timeout | undefined;
    let ending: NodeJS.Timeout | undefined;
    await new Promise<void>((done) => {
      asking = setInterval(ask, REQUEST_RETRY_MS);
      ending = setTimeout(done, REQUEST_TIMEOUT_MS);
      const taken = () => {
        clearInterval(asking);
        clearTimeout(ending);
        ending = setTimeout(done, SYNC_MS);
      };
      this.#pending.set(id, { remaining: new Set(slugs), reports, accepted: taken, done });
      ask();
    });
    clearInterval(asking);
    clearTimeout(ending);
    const remaining = this.#pending.get(id)?.remaining ?? new Set();
    this.#pending.delete(id);
    await this.#loading;
    const byGateway = new Map(reports.map((report) => [report.gateway, report]));
    return slugs.map((slug) => byGateway.get(slug) ?? notRun(slug, remaining.size === slugs.length));
  }

  /** Notifies the followers of what this process has stored. */
  stored(what: "offers" | "runs"): void {
    if (!this.isLeader) return;
    this.#publishProgress();
    this.#options.channel.publish("catalogue", what);
  }

  /** Notifies the followers of the progress of this process's runs. */
  moved(gateways: readonly Gateway[]): void {
    if (!this.isLeader) return;
    this.#progress = Object.fromEntries(gateways.flatMap(({ slug, progress }) => (progress ? [[slug, progress]] : [])));
    this.#progressTimer ??= setTimeout(() => this.#publishProgress(), PROGRESS_MS).unref();
  }

  #publishProgress(): void {
    clearTimeout(this.#progressTimer);
    this.#progressTimer = undefined;
    if (this.isLeader) this.#options.channel.publish("progress", JSON.stringify(this.#progress));
  }

  /** Releases the lock. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#progressTimer);
    const led = this.isLeader;
    this.#follow();
    if (led) await this.#options.channel.unlock(LEADER);
    for (const { done } of this.#pending.values()) done();
    await this.#loading;
  }

  async #tryLead(): Promise<void> {
    clearTimeout(this.#retryTimer);
    if (this.isLeader || this.#stopped) return;
    const attempt = await this.#takeLock();
    if (attempt === null) return this.#tryLeadLater();
    this.#options.engine.showProgress({});
    // The data here may be older than what the last leader stored.
    this.#load(true);
    await this.#loading;
    this.#lead(attempt);
  }

  /** Tries to become the leader; returns the number of this attempt, or null without a lock that is still valid. */
  async #takeLock(): Promise<number | null> {
    const { channel } = this.#options;
    const attempt = ++this.#attempt;
    if (!(await channel.tryLock(LEADER))) return null;
    if (this.#stopped) await channel.unlock(LEADER);
    if (attempt !== this.#attempt) return null;
    this.#isLeader = true;
    return attempt;
  }

  /** Starts the schedule unless the lock of this attempt has been lost meanwhile. */
  #lead(attempt: number): void {
    if (attempt !== this.#attempt) return;
    this.#options.log.info("this process is now the leader and syncs the gateways");
    this.#stopSchedule();
    this.#stopSchedule = this.#options.startSchedule();
  }

  #tryLeadLater(): void {
    clearTimeout(this.#retryTimer);
    if (!this.#stopped) this.#retryTimer = setTimeout(() => void this.#tryLead(), POLL_MS).unref();
  }

  #follow(): void {
    this.#attempt++;
    this.#isLeader = false;
    this.#stopSchedule();
    this.#stopSchedule = () => {};
  }

  #load(offers: boolean): void {
    const { engine, log } = this.#options;
    this.#loading = this.#loading
      .then(() => engine.reload(offers))
      .catch((error: Error) => log.warn({ err: error }, "the stored catalog could not be read: keeping the last one"));
  }

  async #serve({ id, slugs }: { id: string; slugs: string[] }): Promise<void> {
    const { channel, engine } = this.#options;
    channel.publish("taken", id);
    if (this.#accepted.has(id)) return;
    this.#accepted.add(id);
    await Promise.all(
      slugs.map(async (slug) => {
        const report = await engine
          .sync(slug)
          .catch((error: Error) => ({ ...notRun(slug, false), error: error.message }));
        channel.publish(
          "synced",
          JSON.stringify({ id, report: { ...report, error: report.error?.slice(0, MAX_ERROR_LENGTH) ?? null } }),
        );
      }),
    );
    this.#accepted.delete(id);
  }

  #receive({ id, report }: { id: string; report: SyncReport }): void {
    const waiting = this.#pending.get(id);
    if (!waiting?.remaining.delete(report.gateway)) return;
    waiting.reports.push(report);
    if (waiting.remaining.size === 0) waiting.done();
  }
}

function notRun(gateway: string, nobody: boolean): SyncReport {
  const error = nobody
    ? "no process reads the gateways just now: try again in a few seconds"
    : "the process that reads the gateways did not finish";
  const counts = { pages: 0, added: 0, changed: 0, gone: 0, skipped: 0 };
  return { gateway, complete: false, reason: nobody ? "no_leader" : "timeout", ...counts, error };
}
