"use client";

import { comparePath, MOST_COMPARED } from "@/lib/models/compare-ids";
import { modelPath } from "@/lib/models/ids";
import { compared, favourites } from "./device-list";

/** What is kept on this device: chosen to compare, and favourites. */
export function KeptModels() {
  const chosen = compared.useIds();
  const kept = favourites.useIds();
  return (
    <div className="grid grid-cols-1 gap-6 md:grid-cols-2">
      <KeptList
        title="Chosen on this device"
        ids={chosen}
        empty="Nothing yet: “Compare” on a model’s page puts it here."
        onRemove={compared.toggle}
      />
      <KeptList
        title="Kept on this device"
        ids={kept}
        empty="Nothing yet: “Keep” on a model’s page puts it here."
        onRemove={favourites.toggle}
      />
    </div>
  );
}

interface KeptListProps {
  title: string;
  ids: readonly string[];
  empty: string;
  onRemove: (id: string) => void;
}

function KeptList({ title, ids, empty, onRemove }: KeptListProps) {
  const first = ids.slice(0, MOST_COMPARED);
  return (
    <section>
      <div className="flex min-h-8 items-center justify-between gap-3">
        <h2>{title}</h2>
        {ids.length > 1 && (
          <a href={comparePath(first)} className="link">
            Compare {first.length < ids.length ? `the first ${first.length}` : "them"}
          </a>
        )}
      </div>
      {ids.length === 0 && <p className="text-muted">{empty}</p>}
      <ul className="rows">
        {ids.map((id) => (
          <li key={id}>
            <a href={modelPath(id)} className="link break-all">
              {id}
            </a>
            <button type="button" className="copy" onClick={() => onRemove(id)} aria-label={`Remove ${id}`}>
              remove
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
