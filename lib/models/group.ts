import { modelKey } from "./identity";
import { compareCodeUnits } from "./ids";

/** Anything with a native id, as groups of one model each, sorted by the model's key. */
export function groupByModel<T extends { id: string }>(items: Iterable<T>): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = modelKey(item.id);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.entries()].sort(([a], [b]) => compareCodeUnits(a, b)).map(([, group]) => group);
}

/** The place of the model with this id among ids sorted by their keys; -1 when there is none. */
export function findModel(ids: readonly string[], id: string): number {
  const wanted = modelKey(id);
  let low = 0;
  let high = ids.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = compareCodeUnits(modelKey(ids[middle] ?? ""), wanted);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
