/** The models and gateways that a key may use; null for all. */
export interface KeyAccess {
  /** Any IDs of models, or all models of an author: `openai/*`. */
  models: readonly string[] | null;
  gateways: readonly string[] | null;
}

/**
 * Whether a list of models includes this one.
 * @param resolve the canonical ID for any ID; null for an unknown one
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
