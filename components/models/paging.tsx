import { LinkButton } from "@/components/ui/button";
import type { BrowseQuery } from "@/lib/contract/query";
import { countText } from "@/lib/models/format";
import { browsePath } from "./browse-query";
import { PAGE_ROWS } from "./first-page";

/** Links between pages, until the whole list has loaded; permanent without JavaScript. */
export function Paging({ query, page, found }: { query: BrowseQuery; page: number; found: number }) {
  if (found <= PAGE_ROWS) return null;
  const from = (page - 1) * PAGE_ROWS;
  const to = Math.min(found, from + PAGE_ROWS);
  return (
    <nav className="flex flex-wrap items-center justify-center gap-4 py-5" aria-label="Pages">
      {page > 1 && (
        <LinkButton icon="arrow-left" rel="prev" href={browsePath(query, page - 1)}>
          Previous {PAGE_ROWS}
        </LinkButton>
      )}
      <span className="text-text-3">
        {countText(from + 1)} to {countText(to)} of {countText(found)}
      </span>
      {to < found && (
        <LinkButton icon="arrow-right" rel="next" href={browsePath(query, page + 1)}>
          Next {Math.min(PAGE_ROWS, found - to)}
        </LinkButton>
      )}
    </nav>
  );
}
