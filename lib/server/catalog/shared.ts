import { randomUUID } from "node:crypto";
import type { Gateway, Progress, SyncReport } from "@/lib/contract/gateway";
import type { Channel } from "../db/channel";
import type { Log } from "../log";
import type { CatalogEngine } from "./engine";

/** The lock of the process that reads the gateways. */
const LEADER = 0;
/** So often the others look whether it is free, in ms: PostgreSQL frees it when its holder ends. */
const LOOK_MS = 2_000;
/** So often a sync is asked for until somebody takes it, and how long in all, in ms. */
const ASK_MS = 1_000;
const ASK_FOR_MS = 15_000;
/** How long a sync that was taken is waited for, in ms: a gateway's deadline, and a build. */
const SYNC_MS = 120_000;
/** Progress is told at most this often, in ms. */
const PROGRESS_MS = 300;
const LONGEST_ERROR = 1_000;

interface Waiting {
  left: Set<string>;
  reports: SyncReport[];
  taken: () => void;
  done: () => void;
}

export interface SharedOptions {
  engine: CatalogEngine;
  channel: Channel;
  log: Log;
  /** Starts to run the gateways by the clock; returns what stops it. */
  startSchedule: () => () => void;
}

/**
 * One catalogue of many processes: the one that holds the lock reads the gateways and stores, the others are told and
 * take what it has built. When it ends another one takes the lock, within seconds.
 */
export class SharedCatalog {
  readonly #options: SharedOptions;
  readonly #waiting = new Map<string, Waiting>();
  readonly #taken = new Set<string>();
  #leads = false;
  #stopSchedule = () => {};
  #looking: NodeJS.Timeout | undefined;
  #loading: Promise<void> = Promise.resolve();
  #progress: Record<string, Progress> = {};
  #telling: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: SharedOptions) {
    this.#options = options;
    const { channel, engine } = options;
    channel.on("catalogue", (what) => this.leads || this.#load(what === "offers"));
    channel.on("progress", (told) => this.leads || engine.showProgress(JSON.parse(told)));
    channel.on("sync", (asked) => this.leads && void this.#serve(JSON.parse(asked)));
    channel.on("taken", (id) => this.#waiting.get(id)?.taken());
    channel.on("synced", (told) => this.#hear(JSON.parse(told)));
    channel.onDown(() => this.#follow());
    channel.onUp(() => {
      this.#load(true);
      void this.#look();
    });
  }

  /** Whether this process reads the gateways. */
  get leads(): boolean {
    return this.#leads;
  }

  /** Opens the catalogue; leads if nobody does, else looks again and again. */
  async start(): Promise<void> {
    const { channel, engine } = this.#options;
    this.#leads = await channel.tryLock(LEADER);
    await engine.open();
    if (this.#leads) this.#lead();
    else this.#lookLater();
  }

  /** Runs gateways here, or has the leader do so, until what came is served here. */
  async sync(slugs: readonly string[]): Promise<SyncReport[]> {
    if (this.leads) return Promise.all(slugs.map((slug) => this.#options.engine.sync(slug)));
    const id = randomUUID();
    const reports: SyncReport[] = [];
    const ask = () => this.#options.channel.say("sync", JSON.stringify({ id, slugs }));
    let asking: NodeJS.Timeout | undefined;
    let ending: NodeJS.Timeout | undefined;
    await new Promise<void>((done) => {
      asking = setInterval(ask, ASK_MS);
      ending = setTimeout(done, ASK_FOR_MS);
      const taken = () => {
        clearInterval(asking);
        clearTimeout(ending);
        ending = setTimeout(done, SYNC_MS);
      };
      this.#waiting.set(id, { left: new Set(slugs), reports, taken, done });
      ask();
    });
    clearInterval(asking);
    clearTimeout(ending);
    const left = this.#waiting.get(id)?.left ?? new Set();
    this.#waiting.delete(id);
    await this.#loading;
    const told = new Map(reports.map((report) => [report.gateway, report]));
    return slugs.map((slug) => told.get(slug) ?? notRun(slug, left.size === slugs.length));
  }

  /** Tells the others what this process has stored. */
  stored(what: "offers" | "runs"): void {
    if (!this.leads) return;
    this.#tellProgress();
    this.#options.channel.say("catalogue", what);
  }

  /** Tells the others how far this process's runs are. */
  moved(gateways: readonly Gateway[]): void {
    if (!this.leads) return;
    this.#progress = Object.fromEntries(gateways.flatMap(({ slug, progress }) => (progress ? [[slug, progress]] : [])));
    this.#telling ??= setTimeout(() => this.#tellProgress(), PROGRESS_MS).unref();
  }

  #tellProgress(): void {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    if (this.leads) this.#options.channel.say("progress", JSON.stringify(this.#progress));
  }

  /** Gives the lead back. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#looking);
    clearTimeout(this.#telling);
    const led = this.leads;
    this.#follow();
    if (led) await this.#options.channel.unlock(LEADER);
    for (const { done } of this.#waiting.values()) done();
    await this.#loading;
  }

  async #look(): Promise<void> {
    clearTimeout(this.#looking);
    const { channel, engine } = this.#options;
    if (this.leads || this.#stopped) return;
    if (!(await channel.tryLock(LEADER))) return this.#lookLater();
    this.#leads = true;
    engine.showProgress({});
    // What is known here may be older than what the last leader stored.
    this.#load(true);
    await this.#loading;
    if (this.#leads) this.#lead();
  }

  #lead(): void {
    this.#options.log.info("this process reads the gateways");
    this.#stopSchedule = this.#options.startSchedule();
  }

  #lookLater(): void {
    if (!this.#stopped) this.#looking = setTimeout(() => void this.#look(), LOOK_MS).unref();
  }

  #follow(): void {
    this.#leads = false;
    this.#stopSchedule();
    this.#stopSchedule = () => {};
  }

  #load(offers: boolean): void {
    const { engine, log } = this.#options;
    this.#loading = this.#loading
      .then(() => engine.reload(offers))
      .catch((error: Error) => log.warn({ err: error }, "the stored catalogue could not be read: the last one stays"));
  }

  async #serve({ id, slugs }: { id: string; slugs: string[] }): Promise<void> {
    const { channel, engine } = this.#options;
    channel.say("taken", id);
    if (this.#taken.has(id)) return;
    this.#taken.add(id);
    await Promise.all(
      slugs.map(async (slug) => {
        const report = await engine
          .sync(slug)
          .catch((error: Error) => ({ ...notRun(slug, false), error: error.message }));
        channel.say(
          "synced",
          JSON.stringify({ id, report: { ...report, error: report.error?.slice(0, LONGEST_ERROR) ?? null } }),
        );
      }),
    );
    this.#taken.delete(id);
  }

  #hear({ id, report }: { id: string; report: SyncReport }): void {
    const waiting = this.#waiting.get(id);
    if (!waiting?.left.delete(report.gateway)) return;
    waiting.reports.push(report);
    if (waiting.left.size === 0) waiting.done();
  }
}

function notRun(gateway: string, nobody: boolean): SyncReport {
  const error = nobody
    ? "no process reads the gateways just now: try again in some seconds"
    : "the process that reads the gateways did not finish";
  const counts = { pages: 0, added: 0, changed: 0, gone: 0, skipped: 0 };
  return { gateway, complete: false, reason: nobody ? "no_leader" : "timeout", ...counts, error };
}
