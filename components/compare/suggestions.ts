import { parseBrowseQuery } from "@/lib/contract/query";
import { search } from "@/lib/models/search";
import type { SearchIndex } from "@/lib/models/search-index";

const MAX_SHOWN = 8;

/** The first results of a search, except for models that are compared already. */
export function suggestions(index: SearchIndex, query: string, without: readonly string[]) {
  if (query === "") return [];
  const { models } = search(index, parseBrowseQuery(new URLSearchParams({ q: query })));
  return [...models]
    .map((m) => ({ id: index.ids[m] ?? "", name: index.names[m] ?? "" }))
    .filter(({ id }) => !without.includes(id))
    .slice(0, MAX_SHOWN);
}
