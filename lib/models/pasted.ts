import { decodeId, idKey } from "./ids";
import type { SearchIndex } from "./search-index";

/** The id that a pasted text names: that in the address of a model's page or of its facts, else the text itself. */
export function idIn(pasted: string): string {
  const text = pasted.trim();
  const base = "http://same.origin";
  if (!/^(?:https?:\/)?\//i.test(text) || !URL.canParse(text, base)) return text;
  const path = new URL(text, base).pathname.replace(/\/+$/, "");
  const [, part] = /\/models\/(.+)/.exec(path) ?? [];
  return decodeId(part ?? path.slice(1)) || text;
}

/**
 * The number of the model whose own id was pasted, as it is or in an address; -1 for none. Ids of gateways are not in
 * the browser's index: only the server knows which model they lead to.
 */
export function modelNamed(index: Pick<SearchIndex, "ids">, pasted: string): number {
  const exact = placeOf(index, pasted.trim());
  return exact < 0 ? placeOf(index, idIn(pasted)) : exact;
}

/** The number of a model of another author whose id ends alike; -1 for none. It is another id, and may be another model. */
export function modelLike(index: Pick<SearchIndex, "ids">, id: string): number {
  const tail = tailOf(id);
  return tail === "" ? -1 : index.ids.findIndex((known) => tailOf(known) === tail);
}

function placeOf({ ids }: Pick<SearchIndex, "ids">, id: string): number {
  const wanted = idKey(id);
  return ids.findIndex((known) => idKey(known) === wanted);
}

function tailOf(id: string): string {
  return idKey(id.slice(id.lastIndexOf("/") + 1));
}
