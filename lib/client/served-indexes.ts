import type { WebCatalog } from "@/lib/server/process";

/** An index, and when what is in it was read. */
export type ServedIndex = Pick<WebCatalog, "packed" | "syncedAt">;

const MAX_INDEXES = 3;
const KEY = Symbol.for("gatewayz.handed-out");
const holder = globalThis as { [KEY]?: Map<string, ServedIndex> };

/** Keeps the indexes whose hashes pages have named, the last three, so that a page can still fetch its own. */
export function cacheServedIndex({ packed, syncedAt }: ServedIndex): void {
  const served = holder[KEY] ?? new Map<string, ServedIndex>();
  holder[KEY] = served;
  served.delete(packed.hash);
  served.set(packed.hash, { packed, syncedAt });
  for (const hash of served.keys()) if (served.size > MAX_INDEXES) served.delete(hash);
}

/** An index that was handed out lately; undefined when it is no longer kept. */
export function servedIndex(hash: string): ServedIndex | undefined {
  return holder[KEY]?.get(hash);
}
