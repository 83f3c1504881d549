"use client";

import { announce } from "@/components/ui/announce";
import { Avatar } from "@/components/ui/avatar";
import { Button, LinkButton } from "@/components/ui/button";
import { comparePath, MAX_COMPARED } from "@/lib/models/compare-ids";
import { authorName } from "@/lib/models/identity/author-names";
import { compared } from "./device-list";

const MAX_SHOWN = 4;

/** The models selected to compare, with a link to the comparison; nothing without a selection. */
export function CompareTray() {
  const ids = compared.useIds();
  const refused = compared.useRefused();
  if (ids.length === 0) return null;
  const clear = () => {
    document.getElementById("page-search")?.focus();
    compared.clear();
    announce("Selection cleared", "compare");
  };
  return (
    <aside
      aria-label="Selected models"
      className="fixed inset-x-0 bottom-5.5 z-40 mx-auto flex w-max max-w-[calc(100vw-1.5rem)] items-center gap-2 rounded-popover bg-raised py-1.5 pr-1.5 pl-2.5 text-cell shadow-3 max-md:bottom-[calc(4.25rem+env(safe-area-inset-bottom))] print:hidden forced-colors:border"
    >
      <span className="flex">
        {ids.slice(0, MAX_SHOWN).map((id) => (
          <Avatar
            key={id}
            of={authorName(id.split("/")[0] ?? "")}
            name={id}
            size={24}
            className="not-first:-ml-0.5 ring-2 ring-raised"
          />
        ))}
      </span>
      <span className="px-1.5">
        {ids.length} selected
        {refused !== null && <span className="text-warn">, {MAX_COMPARED} at most</span>}
        {ids.length === 1 && <span className="text-text-3 max-md:hidden">. Select one more to compare.</span>}
      </span>
      <Button size="sm" variant="quiet" onClick={clear}>
        Clear
      </Button>
      {ids.length > 1 && (
        <LinkButton size="sm" variant="primary" href={comparePath(ids)}>
          Compare
        </LinkButton>
      )}
    </aside>
  );
}
