"use client";

import { comparePath } from "@/lib/models/compare-ids";
import { compared } from "./device-list";

/** What has been chosen to compare so far, and the way there; nothing while nothing is chosen. */
export function CompareTray() {
  const ids = compared.useIds();
  if (ids.length === 0) return null;
  return (
    <aside className="tray" aria-label="To compare">
      <span aria-live="polite">
        {ids.length} {ids.length === 1 ? "model" : "models"} chosen
      </span>
      {ids.length > 1 ? (
        <a href={comparePath(ids)} className="button button-strong">
          Compare
        </a>
      ) : (
        <span className="text-muted">choose one more</span>
      )}
      <button type="button" className="button" onClick={compared.clear}>
        Clear
      </button>
    </aside>
  );
}
