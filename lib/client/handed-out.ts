import type { SharedCatalog } from "@/lib/server/process";

/** An index, and when what is in it was read. */
export type HandedOut = Pick<SharedCatalog, "packed" | "syncedAt">;

const KEPT = 3;
const KEY = Symbol.for("gatewayz.handed-out");
const holder = globalThis as { [KEY]?: Map<string, HandedOut> };

/** Keeps the indexes whose hashes pages have named, the last three, so that a page can still fetch its own. */
export function handOut({ packed, syncedAt }: HandedOut): void {
  const kept = holder[KEY] ?? new Map<string, HandedOut>();
  holder[KEY] = kept;
  kept.delete(packed.hash);
  kept.set(packed.hash, { packed, syncedAt });
  for (const hash of kept.keys()) if (kept.size > KEPT) kept.delete(hash);
}

/** An index that was handed out lately; undefined when it is no longer kept. */
export function handedOut(hash: string): HandedOut | undefined {
  return holder[KEY]?.get(hash);
}
