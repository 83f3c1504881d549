"use client";

import { comparePath, MAX_COMPARED } from "@/lib/models/compare-ids";
import { modelPath } from "@/lib/models/ids";
import { compared, favorites } from "./device-list";

/** The models of this device: selected to compare, and favorites. */
export function FavoriteModels() {
  const chosen = compared.useIds();
  const favoriteIds = favorites.useIds();
  return (
    <div className="grid grid-cols-1 gap-6 md:grid-cols-2">
      <FavoriteList
        title="Selected"
        ids={chosen}
        empty="Select models in the list or on their pages."
        onRemove={compared.toggle}
      />
      <FavoriteList
        title="Favorites"
        ids={favoriteIds}
        empty="Star a model to see it here."
        onRemove={favorites.toggle}
      />
    </div>
  );
}

interface FavoriteListProps {
  title: string;
  ids: readonly string[];
  empty: string;
  onRemove: (id: string) => void;
}

function FavoriteList({ title, ids, empty, onRemove }: FavoriteListProps) {
  const first = ids.slice(0, MAX_COMPARED);
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
      {ids.length === 0 && <p className="text-text-3">{empty}</p>}
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
