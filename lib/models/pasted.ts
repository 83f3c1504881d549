import { decodeId, idKey } from "./ids";
import type { SearchIndex } from "./search-index";

/** The ID in a pasted text: from the URL of a model's page or of its API response, otherwise the text itself. */
export function idIn(pasted: string): string {
  const text = pasted.trim();
  const base = "http://same.origin";
  if (!/^(?:https?:\/)?\//i.test(text) || !URL.canParse(text, base)) return text;
  const path = new URL(text, base).pathname.replace(/\/+$/, "");
  const [, part] = /\/models\/(.+)/.exec(path) ?? [];
  return decodeId(part ?? path.slice(1)) || text;
}

/**
 * The number of the model whose own ID was pasted, alone or in a URL; -1 for none. Native IDs are not in the browser's
 * index: only the server can resolve them.
 */
export function modelNamed(index: Pick<SearchIndex, "ids">, pasted: string): number {
  const exact = placeOf(index, pasted.trim());
  return exact < 0 ? placeOf(index, idIn(pasted)) : exact;
}

/** The number of another author's model with the same last part of the ID; -1 for none. It may be a different model. */
export function modelLike(index: Pick<SearchIndex, "ids">, id: string): number {
  const tail = tailOf(id);
  return tail === "" ? -1 : index.ids.findIndex((indexedId) => tailOf(indexedId) === tail);
}

function placeOf({ ids }: Pick<SearchIndex, "ids">, id: string): number {
  const key = idKey(id);
  return ids.findIndex((indexedId) => idKey(indexedId) === key);
}

function tailOf(id: string): string {
  return idKey(id.slice(id.lastIndexOf("/") + 1));
}
