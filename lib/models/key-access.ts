import { cached } from "./cached";
import { authorName } from "./identity/author-names";
import { authorSlug, idKey } from "./ids";

/** The models and gateways that a key may use; null for all. */
export interface KeyAccess {
  /** Any IDs of models, or all models of an author: `openai/*`. */
  models: readonly string[] | null;
  gateways: readonly string[] | null;
}

const ALL_OF_AUTHOR = "/*";

/** The author of an entry such as `mistralai/*` as the index names it; null for an ID of a model. */
export function listedAuthor(entry: string): string | null {
  if (!entry.endsWith(ALL_OF_AUTHOR)) return null;
  const name = entry.slice(0, -ALL_OF_AUTHOR.length).replace(/^~/, "");
  return name === "" ? name : authorName(authorSlug(name));
}

/** Split once, because each call checks the list of its key. */
const parts = cached((listed: readonly string[]) => {
  const authors = new Set(listed.flatMap((entry) => listedAuthor(entry) ?? []));
  return { authors, ids: listed.filter((entry) => listedAuthor(entry) === null) };
});

/**
 * Whether a list of models includes this one.
 * @param model its canonical ID, and its author as the index names it
 * @param resolve the canonical ID for any ID; null for an unknown one
 */
export function isModelListed(
  listed: readonly string[],
  model: { id: string; author: string },
  resolve: (id: string) => string | null,
): boolean {
  const { authors, ids } = parts(listed);
  if (authors.has(model.author)) return true;
  const key = idKey(model.id);
  return ids.some((id) => idKey(resolve(id) ?? "") === key);
}
