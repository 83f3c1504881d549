import { lowerBound } from "./binary-search";
import { authorIds } from "./identity/author-ids";
import { compareCodeUnits, idKey, qualified } from "./ids";
import type { SearchIndex } from "./search-index";

/** The model number for an ID: canonical, former, native, or as its author writes it; -1 when there is none. */
export function findModel(index: Pick<SearchIndex, "ids" | "aliasIds" | "aliasModels">, id: string): number {
  const exact = findId(index, id);
  if (exact >= 0 || id.length > MAX_AUTHOR_ID) return exact;
  for (const other of authorIds(id)) {
    const position = findId(index, other);
    if (position >= 0) return position;
  }
  return -1;
}

/** Longer IDs are never an author's. */
const MAX_AUTHOR_ID = 100;

function findId(index: Pick<SearchIndex, "ids" | "aliasIds" | "aliasModels">, id: string): number {
  const key = idKey(id);
  const position = placeOf(index.ids, key);
  if (position >= 0) return position;
  const alias = placeOf(index.aliasIds, key);
  return alias < 0 ? -1 : (index.aliasModels[alias] ?? -1);
}

/** The model number for a gateway's native ID; -1 when there is none. */
export function findOffer(
  index: Pick<SearchIndex, "ids" | "aliasIds" | "aliasModels">,
  gateway: string,
  nativeId: string,
): number {
  const exact = findId(index, qualified(gateway, nativeId));
  return exact < 0 ? findModel(index, nativeId) : exact;
}

function placeOf(ids: readonly string[], key: string): number {
  const position = lowerBound(ids.length, (i) => compareCodeUnits(idKey(ids[i] ?? ""), key) >= 0);
  return position < ids.length && idKey(ids[position] ?? "") === key ? position : -1;
}
