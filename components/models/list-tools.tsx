"use client";

import { use } from "react";
import { announce } from "@/components/ui/announce";
import { buttonClass } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { type BrowseQuery, formatBrowseQuery, type SortKey } from "@/lib/contract/query";
import { BrowseContext } from "./browse-context";
import { browsePath, isAscending, resorted, shownSort } from "./browse-query";
import { SORT_LABELS } from "./labels";

const KEYS = Object.keys(SORT_LABELS) as SortKey[];
export const TOOL = `${buttonClass()} min-h-9`;

/** The order in words, for the button that opens the menu. */
function sortText(query: BrowseQuery): string {
  const { key, reversed } = shownSort(query);
  return labelOf(key, reversed);
}

function labelOf(key: SortKey, reversed: boolean): string {
  return key === "relevance" ? "Best match" : SORT_LABELS[key][reversed ? 1 : 0];
}

/** All sort orders; selecting the current one reverses it, and then resets it. */
export function SortMenu({ query }: { query: BrowseQuery }) {
  const show = use(BrowseContext);
  const sort = shownSort(query);
  const keys: SortKey[] = query.q.trim() === "" ? KEYS : ["relevance", ...KEYS];
  const items = keys.map((key) => {
    const checked = sort.key === key;
    const next = resorted(query, key);
    return {
      label: labelOf(key, checked && sort.reversed),
      checked,
      href: browsePath(next),
      onSelect: () => {
        show?.(next);
        announce(`Sorted by ${sortText(next).toLowerCase()}`, "sort");
      },
    };
  });
  const text = (
    <>
      <span className="sr-only">Sort: </span>
      {sortText(query)}
    </>
  );
  const icon = isAscending(sort) ? "arrow-up-narrow-wide" : "arrow-down-wide-narrow";
  return <Menu trigger={{ icon, text, className: TOOL }} label="Sort by" items={items} />;
}

export function MoreMenu({ query }: { query: BrowseQuery }) {
  const params = formatBrowseQuery(query);
  const file = (format: string) => `/v1/export?${new URLSearchParams([...params, ["format", format]])}`;
  const changes = params.size > 0 ? `/changes?${params}` : "/changes";
  return (
    <Menu
      trigger={{ icon: "ellipsis", label: "Export and changes", className: "size-9 border border-edge shadow-1" }}
      label="This list"
      items={[
        { label: "Export as CSV", icon: "download", href: file("csv") },
        { label: "Export as JSON", icon: "braces", href: file("json") },
        { label: "Changes in this list", icon: "rss", href: changes, separate: true },
      ]}
    />
  );
}
