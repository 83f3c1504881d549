import type { ChangeList } from "@/lib/contract/change";
import { findModel } from "@/lib/models/find-model";
import { representativeOffer } from "@/lib/models/offer-ranks";
import { type ModelRow, rowOf } from "@/lib/models/row";
import type { SearchIndex } from "@/lib/models/search-index";

/** Older models are not shown as new, in days. */
const MAX_AGE_DAYS = 60;

/** A model, and when it was first seen at any gateway, in ms since 1970. */
interface RecentModel {
  row: ModelRow;
  at: number;
}

/** The models that our syncs first saw last; none if the newest of them is old. `now` in ms since 1970. */
export function recentModels(index: SearchIndex, changes: ChangeList | null, max: number, now: number): RecentModel[] {
  const models = new Map<string, RecentModel>();
  for (const change of changes?.data ?? []) {
    if (change.model === null || !change.kinds.includes("new") || models.has(change.model)) continue;
    const model = findModel(index, change.model);
    if (model < 0) continue;
    models.set(change.model, {
      row: rowOf(index, model, representativeOffer(index, model)),
      at: Date.parse(change.at),
    });
  }
  const recent = [...models.values()].slice(0, max);
  const newest = Math.max(...recent.map(({ at }) => at));
  return now - newest > MAX_AGE_DAYS * 86_400_000 ? [] : recent;
}
