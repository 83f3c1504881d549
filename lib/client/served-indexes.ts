import { Lru } from "@/lib/models/lru";
import type { WebCatalog } from "@/lib/server/process";

/** An index, and when what is in it was read. */
export type ServedIndex = Pick<WebCatalog, "packed" | "syncedAt">;

const MAX_INDEXES = 3;
const KEY = Symbol.for("gatewayz.handed-out");
const holder = globalThis as { [KEY]?: Lru<string, ServedIndex> };

/** Keeps the indexes whose hashes pages have named, the last three, so that a page can still fetch its own. */
export function cacheServedIndex({ packed, syncedAt }: ServedIndex): void {
  holder[KEY] ??= new Lru(MAX_INDEXES);
  holder[KEY].set(packed.hash, { packed, syncedAt });
}

/** An index that was handed out lately; undefined when it is no longer kept. */
export function servedIndex(hash: string): ServedIndex | undefined {
  return holder[KEY]?.get(hash);
}
