import { Lru } from "@/lib/models/lru";
import type { WebCatalog } from "@/lib/server/process";

/** An index, and when its data was read. */
export type ServedIndex = Pick<WebCatalog, "packed" | "syncedAt">;

const MAX_INDEXES = 3;
const KEY = Symbol.for("gatewayz.served-indexes");
const holder = globalThis as { [KEY]?: Lru<string, ServedIndex> };

/** Caches the last three indexes that pages refer to by hash, so that an open page can still fetch its own. */
export function cacheServedIndex({ packed, syncedAt }: ServedIndex): void {
  holder[KEY] ??= new Lru(MAX_INDEXES);
  holder[KEY].set(packed.hash, { packed, syncedAt });
}

/** A recently served index; undefined when it is no longer cached. */
export function servedIndex(hash: string): ServedIndex | undefined {
  return holder[KEY]?.get(hash);
}
