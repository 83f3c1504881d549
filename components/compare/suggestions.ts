import { parseBrowseQuery } from "@/lib/contract/query";
import { search } from "@/lib/models/search";
import type { SearchIndex } from "@/lib/models/search-index";

const SHOWN = 8;

/** The models that a search finds first, without those that are there already. */
export function suggestions(index: SearchIndex, asked: string, without: readonly string[]) {
  if (asked === "") return [];
  const { models } = search(index, parseBrowseQuery(new URLSearchParams({ q: asked })));
  return [...models]
    .map((m) => ({ id: index.ids[m] ?? "", name: index.names[m] ?? "" }))
    .filter(({ id }) => !without.includes(id))
    .slice(0, SHOWN);
}
