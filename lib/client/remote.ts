import { ChangeList } from "@/lib/contract/change";
import { type Gateway, GatewayList, type Progress } from "@/lib/contract/gateway";
import { Model } from "@/lib/contract/model";
import type { Offer } from "@/lib/contract/offer";
import { findModel } from "@/lib/models/find-model";
import { groupOffers } from "@/lib/models/group";
import { encodeId } from "@/lib/models/ids";
import type { IndexedGateway } from "@/lib/models/search-index";
import { NetError } from "@/lib/net/errors";
import { buildSnapshot } from "@/lib/server/catalog/build-snapshot";
import { neverSynced } from "@/lib/server/catalog/changes";
import { judge } from "@/lib/server/catalog/guards";
import { readRow } from "@/lib/server/catalog/row-table";
import type { Snapshot } from "@/lib/server/catalog/snapshot";
import { gatewayStatus, noProgress, type ProcessRun } from "@/lib/server/catalog/status";
import type { GatewayRow } from "@/lib/server/db/catalog";
import { PROVIDERS } from "@/lib/server/providers/registry";
import { type Backend, Refused } from "./backend";
import { foreignOffer } from "./foreign-row";
import { type PaginateResult, paginate } from "./paginate";
import { request, type Transport } from "./request";

/** Age of the data, in ms, at which a page view starts a background refresh. */
const FRESH_MS = 300_000;
/** The same while nothing could be read. */
const RETRY_MS = 5_000;
/** How long a page waits for the first rows, in ms; then it shows what is missing and polls for it. */
const FIRST_WAIT_MS = 60;
/** While syncing, a page shows a list at most this old, in ms: each new one costs a build. */
const BUILD_MS = 1_000;
/** How long a model page waits, in ms, when only the complete list shows whether the model exists. */
const MODEL_WAIT_MS = 3_000;
const QUICK_MS = 10_000;

const transport: Transport = (url, init) => fetch(url, { ...init, cache: "no-store" });
const KEY = Symbol.for("gatewayz.remote");
const holder = globalThis as { [KEY]?: RemoteCatalog };

/** A remote backend: its lists are read to the end, merged here, and cached until newer ones are read. */
export function remote(url: string): Backend {
  const catalog = catalogOf(url);
  return {
    catalog: async () => (await catalog.current()).snapshot,
    gateways: async () => (await catalog.current()).gateways,
    model: (id) => catalog.model(id),
    changes: async (params) => {
      const answer = ChangeList.safeParse(await catalog.get(`/v1/changes?${params}`).catch(orNothing));
      return answer.success ? answer.data : null;
    },
    openApi: () => catalog.get("/openapi.json").catch(() => null),
  };
}

/** The data read from the backend so far; waits at most `ms` while its lists are read for the first time. */
export function readSoFar(url: string, ms: number): Promise<{ snapshot: Snapshot; gateways: Gateway[] }> {
  return catalogOf(url).first(ms);
}

/** One instance for all pages and responses. */
function catalogOf(address: string): RemoteCatalog {
  const url = address.replace(/\/+$/, "");
  if (holder[KEY]?.url !== url) holder[KEY] = new RemoteCatalog(url);
  return holder[KEY];
}

/** Null when the error means that the backend doesn't have this; a Refused when it does not accept the filters. */
function orNothing(error: unknown): null {
  const status = error instanceof NetError ? error.status : undefined;
  if (status === 400) throw new Refused("the backend does not accept these filters");
  if ([404, 405, 410, 501].includes(status ?? 0)) return null;
  throw error;
}

/** The rows read of one gateway's list, and the result. */
interface GatewayReading {
  offers: Offer[];
  row: GatewayRow;
  run: ProcessRun;
}

class RemoteCatalog {
  readonly #readings = new Map<string, GatewayReading>();
  #facts: IndexedGateway[] = PROVIDERS.map(({ slug, name, hue, aliases }) => ({ slug, name, hue, aliases }));
  #snapshot: Snapshot | undefined;
  #builtAt = 0;
  #reading: Promise<void> | undefined;
  #building: Promise<void> | undefined;
  #readAt = 0;
  #beganAt = "";
  #dirty = true;

  constructor(readonly url: string) {}

  async get(path: string): Promise<unknown> {
    return (await request(transport, this.url + path, { signal: AbortSignal.timeout(QUICK_MS), tries: 2 })).body;
  }

  /** A model from the lists; while they are incomplete, from the backend itself. */
  async model(id: string): Promise<Model | null> {
    const listed = await this.#find(id);
    if (listed) return listed;
    // A model that is no longer listed is in no list, but still has a page.
    const answer = Model.safeParse(await this.get(`/v1/models/${encodeId(id)}`).catch(() => null));
    if (answer.success) return answer.data;
    if (this.#reading) await withTimeLimit(MODEL_WAIT_MS, this.#reading);
    return this.#find(id);
  }

  async #find(id: string): Promise<Model | null> {
    const { snapshot } = await this.current();
    const row = findModel(snapshot.index, id);
    return row < 0 ? null : readRow<Model>(snapshot.rows, row);
  }

  /** The data read so far. Waits only for the very first rows, and briefly; a newer list is built in the background. */
  async current(): Promise<{ snapshot: Snapshot; gateways: Gateway[] }> {
    const freshMs = this.#offers().length === 0 ? RETRY_MS : FRESH_MS;
    if (!this.#reading && Date.now() - this.#readAt > freshMs) {
      this.#beganAt = new Date().toISOString();
      this.#reading = this.#readAll().finally(() => {
        this.#reading = undefined;
        this.#readAt = Date.now();
      });
    }
    if (this.#reading && this.#offers().length === 0) {
      await withTimeLimit(FIRST_WAIT_MS, this.#reading);
    }
    // A list being built may lack the latest rows.
    if (!this.#reading) await this.#building;
    const early = this.#reading !== undefined && Date.now() - this.#builtAt < BUILD_MS;
    if (!this.#snapshot || (this.#dirty && !early)) {
      this.#building ??= this.#build()
        .catch((error: unknown) => {
          this.#dirty = true;
          // A page without any list shows the error; a page with an older list doesn't, so log it here.
          if (!this.#snapshot) throw error;
          console.error("the list of the backend of GATEWAYZ_API_URL could not be put together:", error);
        })
        .finally(() => {
          this.#building = undefined;
        });
      if (!this.#snapshot || !this.#reading) await this.#building;
    }
    return { snapshot: this.#snapshot as Snapshot, gateways: this.#statuses() };
  }

  /** Like `current`, after the first lists have been read completely, or after `ms`. */
  async first(ms: number): ReturnType<RemoteCatalog["current"]> {
    const soFar = await this.current();
    if (this.#readAt > 0 || ms === 0) return soFar;
    await withTimeLimit(ms, this.#reading);
    return this.current();
  }

  async #readAll(): Promise<void> {
    const named = GatewayList.safeParse(await this.get("/v1/gateways").catch(() => null));
    if (named.success) {
      this.#facts = named.data.data;
      // Omits gateways that the backend no longer has.
      const slugs = new Set(this.#facts.map(({ slug }) => slug));
      for (const slug of this.#readings.keys()) if (!slugs.has(slug)) this.#readings.delete(slug);
      this.#dirty = true;
    }
    await Promise.all(this.#facts.map((gateway) => this.#read(gateway)));
  }

  async #read(gateway: IndexedGateway): Promise<void> {
    const previous = this.#readings.get(gateway.slug) ?? unread(gateway.slug);
    const started_at = new Date().toISOString();
    const show = (reading: GatewayReading) => {
      this.#readings.set(gateway.slug, reading);
      this.#dirty = true;
    };
    const run = { last: previous.run.last, progress: noProgress(started_at) };
    show({ ...previous, run });
    const result = await paginate({
      transport,
      baseUrl: this.url,
      gateway: gateway.slug,
      onProgress: ({ pages, models, total }) => {
        run.progress = { started_at, pages, rows: models, expected: total };
      },
    });
    const source = { source: new URL(this.url).host, fetched_at: new Date().toISOString() };
    const read = result.models.map((row) => foreignOffer(gateway.slug, row, source));
    const ids = new Set(read.map((o) => o.id));
    // The backend has already judged the losses of its own runs, so none is held back here.
    const { action } = judge({ complete: result.complete, ids }, new Set(), null);
    const missing = action === "replace" ? [] : previous.offers.filter((o) => !ids.has(o.id));
    show({ offers: [...read, ...missing], ...ended(previous.row, result, source.fetched_at) });
  }

  #offers(): Offer[] {
    return [...this.#readings.values()].flatMap((reading) => reading.offers);
  }

  #statuses(): Gateway[] {
    const counts = this.#snapshot?.perGateway;
    // Until the backend has listed its gateways, all of them count as syncing.
    const progress = this.#reading ? noProgress(this.#beganAt) : null;
    return this.#facts.map((facts) => {
      const { offers, row, run } = this.#readings.get(facts.slug) ?? unread(facts.slug, progress);
      const { models = 0, usable = 0 } = counts?.get(facts.slug) ?? {};
      const count = { offers: offers.length, models, usable };
      return gatewayStatus({ ...facts, key: NO_KEY }, { row, count, run, hasKey: true, embeddedAsOf: "" });
    });
  }

  async #build(): Promise<void> {
    this.#dirty = false;
    const times = this.#statuses().flatMap((status) => status.synced_at ?? []);
    const syncedAt = times.sort().at(-1) ?? new Date().toISOString();
    this.#snapshot = await buildSnapshot(groupOffers(this.#offers()), this.#facts, syncedAt);
    this.#builtAt = Date.now();
  }
}

/** Waits for `work`, at most `ms`. */
async function withTimeLimit(ms: number, work: Promise<void> | undefined): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}

/** Gateway keys are configured at the backend. */
const NO_KEY = { env: "", required: false };

function unread(slug: string, progress: Progress | null = null): GatewayReading {
  return { offers: [], row: neverSynced(slug), run: { last: null, progress } };
}

function ended(previous: GatewayRow, result: PaginateResult, at: string): Pick<GatewayReading, "row" | "run"> {
  const { duplicates, skipped, complete, models, error } = result;
  const hasModels = models.length > 0;
  const row = {
    ...previous,
    duplicates,
    skipped,
    synced_at: hasModels ? at : previous.synced_at,
    last_attempt_at: at,
    error: error?.message ?? (hasModels ? null : "the backend answered with an empty list"),
  };
  return { row, run: { last: !hasModels ? "failed" : complete ? "complete" : "partial", progress: null } };
}
