import type { Model } from "@/lib/contract/model";
import type { ModelOffer } from "@/lib/contract/offer";
import { findModel } from "@/lib/models/find-model";
import { authorName } from "@/lib/models/identity/author-names";
import { Lru } from "@/lib/models/lru";
import { readPast } from "../catalog/past";
import { readRow } from "../catalog/row-table";
import type { Catalog } from "../catalog/snapshot";

/** A model as resolved for a request. */
export interface FoundModel {
  id: string;
  /** As the index names it. */
  author: string;
  offers: ModelOffer[];
  /** The sort order requested by a suffix of the ID. */
  sort?: "price" | "throughput";
}

/** Popular models whose rows stay parsed: decompressing a block for each request would take longer than the call. */
const MAX_CACHED = 500;
const SUFFIXES = { ":floor": "price", ":nitro": "throughput", ":online": undefined } as const;

/** Finds models by any of their IDs, with an optional suffix: `:floor`, `:nitro`, or `:online` (ignored). */
export class ModelOffers {
  readonly #catalog: Catalog;
  #etag = "";
  #cache = new Lru<string, FoundModel | null>(MAX_CACHED);

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  /** Null when there is no such model. */
  find(id: string): FoundModel | null {
    const snapshot = this.#catalog.snapshot();
    if (snapshot.etag !== this.#etag) {
      this.#etag = snapshot.etag;
      this.#cache = new Lru(MAX_CACHED);
    }
    const cached = this.#cache.get(id);
    if (cached !== undefined) return cached;
    const model = this.#read(id);
    this.#cache.set(id, model);
    return model;
  }

  #read(id: string): FoundModel | null {
    const { index, rows, past } = this.#catalog.snapshot();
    const row = findModel(index, id);
    if (row >= 0) return foundModel(readRow<Model>(rows, row));
    const ended = readPast(past, id);
    if (ended) return foundModel(ended);
    for (const [suffix, sort] of Object.entries(SUFFIXES)) {
      const bare = id.endsWith(suffix) ? this.#read(id.slice(0, -suffix.length)) : null;
      if (bare) return sort ? { ...bare, sort } : bare;
    }
    return null;
  }
}

function foundModel({ id, provider_slug, offers }: Model): FoundModel {
  return { id, author: authorName(provider_slug), offers };
}
