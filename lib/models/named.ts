import { cached } from "./cached";
import { authorName } from "./identity/author-names";
import type { SearchIndex } from "./search-index";
import { spaced, squashed } from "./text";

/** The words of a typed text that are not excluded, normalized for search: see `text.ts`. */
function typedWords(typed: string): string[] {
  return typed
    .split(/\s+/)
    .filter((word) => !/^"?-[\p{L}\p{N}]/u.test(word))
    .map((word) => squashed(spaced(word)))
    .filter((word) => word !== "");
}

/** The index of the gateway with this slug, name, or former name; -1 when there is none. */
export function gatewayNamed(index: Pick<SearchIndex, "gateways">, word: string): number {
  return placesByName(index.gateways).get(word) ?? -1;
}

const placesByName = cached((gateways: SearchIndex["gateways"]): ReadonlyMap<string, number> => {
  const places = new Map<string, number>();
  gateways.forEach(({ slug, name, aliases }, place) => {
    for (const text of [slug, name, ...aliases]) {
      const word = squashed(spaced(text));
      if (!places.has(word)) places.set(word, place);
    }
  });
  return places;
});

const NONE: ReadonlySet<number> = new Set();

/** The indices of all gateways named in a typed text. */
export function namedGateways(index: SearchIndex, typed: string): ReadonlySet<number> {
  if (typed === "") return NONE;
  return new Set(
    typedWords(typed)
      .map((word) => gatewayNamed(index, word))
      .filter((place) => place >= 0),
  );
}

/** The number of the author with this name; -1 when there is none. */
export function authorNamed(index: Pick<SearchIndex, "authors">, word: string): number {
  const name = authorName(word);
  return index.authors.findIndex((author) => author === name || squashed(spaced(author)) === word);
}
