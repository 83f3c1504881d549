"use client";

import { useRef } from "react";
import { announce } from "@/components/ui/announce";
import { Avatar } from "@/components/ui/avatar";
import { LinkButton } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Link } from "@/components/ui/link";
import { comparePath, MAX_COMPARED } from "@/lib/models/compare-ids";
import { authorName } from "@/lib/models/identity/author-names";
import { modelPath } from "@/lib/models/ids";
import { compared, favorites } from "./device-list";

/** The models of this device: selected to compare, and favorites. */
export function FavoriteModels() {
  const chosen = compared.useIds();
  const favoriteIds = favorites.useIds();
  return (
    <div className="grid grid-cols-1 gap-x-8 gap-y-7 md:grid-cols-2">
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
  const heading = useRef<HTMLHeadingElement>(null);
  const remove = (id: string, row: HTMLElement | null) => {
    focusNext(row, heading.current);
    onRemove(id);
    announce(`${id} removed from ${title.toLowerCase()}`);
  };
  return (
    <section>
      <div className="mb-2 flex min-h-8 items-center justify-between gap-3">
        <h2 ref={heading} tabIndex={-1} className="outline-none">
          {title}
        </h2>
        {ids.length > 1 && (
          <LinkButton size="sm" href={comparePath(first)}>
            {first.length < ids.length ? `Compare the first ${first.length}` : `Compare all ${ids.length}`}
          </LinkButton>
        )}
      </div>
      {ids.length === 0 ? (
        <p className="rounded-panel border border-line px-4 py-3.5 text-text-3">{empty}</p>
      ) : (
        <ul aria-label={title} className="divide-y divide-line overflow-hidden rounded-panel border border-line">
          {ids.map((id) => (
            <li key={id} className="relative flex min-h-12 items-center gap-3 py-1.5 pr-2 pl-4 hover:bg-panel">
              <Avatar of={authorName(id.split("/")[0] ?? "")} name={id} size={24} />
              <Link href={modelPath(id)} className="min-w-0 flex-1 break-all after:absolute after:inset-0">
                {id}
              </Link>
              <IconButton
                icon="x"
                label={`Remove ${id}`}
                tip="Remove"
                className="z-10"
                onClick={(event) => remove(id, event.currentTarget.closest("li"))}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Before an item is removed, focuses the next item's button, else the previous one's, else `fallback`. */
function focusNext(item: Element | null, fallback: HTMLElement | null | undefined): void {
  const neighbors = [item?.nextElementSibling, item?.previousElementSibling];
  const target = neighbors.map((neighbor) => neighbor?.querySelector<HTMLElement>("button")).find(Boolean);
  (target ?? fallback)?.focus();
}
