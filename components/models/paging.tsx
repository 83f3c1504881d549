import type { BrowseQuery } from "@/lib/contract/query";
import { countText } from "@/lib/models/format";
import { browsePath } from "./browse-query";
import { PAGE_ROWS } from "./first-page";

/** Links from page to page, for as long as the whole list is not at hand: without JavaScript, always. */
export function Paging({ query, page, found }: { query: BrowseQuery; page: number; found: number }) {
  if (found <= PAGE_ROWS) return null;
  const from = (page - 1) * PAGE_ROWS;
  const to = Math.min(found, from + PAGE_ROWS);
  return (
    <nav className="paging" aria-label="Pages of the list">
      {page > 1 && (
        <a className="button" rel="prev" href={browsePath(query, page - 1)}>
          ← Previous {PAGE_ROWS}
        </a>
      )}
      <span className="text-text-3">
        {countText(from + 1)} to {countText(to)} of {countText(found)}
      </span>
      {to < found && (
        <a className="button" rel="next" href={browsePath(query, page + 1)}>
          Next {Math.min(PAGE_ROWS, found - to)} →
        </a>
      )}
    </nav>
  );
}
