"use client";

import { comparePath, MAX_COMPARED } from "@/lib/models/compare-ids";
import { countOf } from "@/lib/models/format";
import { compared } from "./device-list";

/** What has been chosen to compare so far, and the way there; nothing while nothing is chosen. */
export function CompareTray() {
  const ids = compared.useIds();
  const refused = compared.useRefused();
  if (ids.length === 0) return null;
  return (
    <aside className="tray" aria-label="To compare">
      <span aria-live="polite">
        {countOf(ids.length, "model")} chosen
        {refused !== null && <b className="font-medium text-warn">, {MAX_COMPARED} at most: take one out first</b>}
      </span>
      {ids.length > 1 ? (
        <a href={comparePath(ids)} className="button button-strong">
          Compare
        </a>
      ) : (
        <span className="text-text-3">choose one more</span>
      )}
      <button type="button" className="button" onClick={compared.clear}>
        Clear
      </button>
    </aside>
  );
}
