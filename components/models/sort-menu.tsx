import type { BrowseQuery } from "@/lib/contract/query";
import { QueryLink } from "./browse-context";
import { isRising, resorted } from "./browse-query";
import { SORT_LABELS } from "./labels";

const KEYS = Object.keys(SORT_LABELS) as (keyof typeof SORT_LABELS)[];

/** The order in words, for the button that opens the menu. */
export function sortText(query: BrowseQuery): string {
  const { key } = query.sort;
  return key === "relevance" ? "Sort" : `${SORT_LABELS[key]} ${isRising(query.sort) ? "↑" : "↓"}`;
}

/** The orders as a list of links: on a phone, where the table has no head. */
export function SortMenu({ query }: { query: BrowseQuery }) {
  return (
    <section className="facet" aria-labelledby="sort-heading">
      <h2 id="sort-heading">Sort by</h2>
      <ul>
        {KEYS.map((key) => {
          const chosen = query.sort.key === key;
          return (
            <li key={key}>
              <QueryLink to={resorted(query, key)} aria-current={chosen ? "true" : undefined} rel="nofollow">
                {SORT_LABELS[key]}
                <span className="num" aria-hidden="true">
                  {chosen ? (isRising(query.sort) ? "↑" : "↓") : ""}
                </span>
              </QueryLink>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
