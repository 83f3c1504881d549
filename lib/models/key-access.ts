/** The models and gateways that a key may call; null for all. */
export interface KeyAccess {
  /** IDs of models, by any ID of theirs, or all of an author: `openai/*`. */
  models: readonly string[] | null;
  /** Slugs of gateways. */
  gateways: readonly string[] | null;
}

/**
 * Whether a list of models has this one.
 * @param resolve the canonical ID behind any ID; null for an unknown one
 */
export function isModelListed(
  listed: readonly string[],
  model: string,
  resolve: (id: string) => string | null,
): boolean {
  const canonical = model.toLowerCase();
  return listed.some((id) =>
    id.endsWith("/*") ? canonical.startsWith(id.slice(0, -1).toLowerCase()) : resolve(id)?.toLowerCase() === canonical,
  );
}
