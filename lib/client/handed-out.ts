import type { SharedCatalog } from "@/lib/server/process";

const KEPT = 3;
const KEY = Symbol.for("gatewayz.handed-out");
const holder = globalThis as { [KEY]?: Map<string, SharedCatalog["packed"]> };

/** Keeps the indexes whose hashes pages have named, the last three, so that a page can still fetch its own. */
export function handOut(packed: SharedCatalog["packed"]): string {
  const kept = holder[KEY] ?? new Map<string, SharedCatalog["packed"]>();
  holder[KEY] = kept;
  kept.delete(packed.hash);
  kept.set(packed.hash, packed);
  for (const hash of kept.keys()) if (kept.size > KEPT) kept.delete(hash);
  return packed.hash;
}

/** An index that was handed out lately; undefined when it is no longer kept. */
export function handedOut(hash: string): SharedCatalog["packed"] | undefined {
  return holder[KEY]?.get(hash);
}
