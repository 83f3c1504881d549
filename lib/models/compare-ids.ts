/** How many models stand side by side at most. */
export const MAX_COMPARED = 6;

/** The address that compares these models, the first ones that fit. Commas in an id are written as %2C. */
export function comparePath(ids: readonly string[]): string {
  if (ids.length === 0) return "/compare";
  const shown = ids.slice(0, MAX_COMPARED).map((id) => id.toWellFormed().replaceAll("%", "%25").replaceAll(",", "%2C"));
  // Slashes and colons may stand in a query as they are: the address stays readable.
  return `/compare?models=${encodeURIComponent(shown.join(",")).replaceAll("%2F", "/").replaceAll("%3A", ":").replaceAll("%2C", ",")}`;
}

/** The ids in the parameter `models`, each once; there may be more than fit. */
export function comparedIds(models: string): string[] {
  const ids = models.split(",").map((id) => id.replaceAll("%2C", ",").replaceAll("%25", "%").trim());
  return [...new Set(ids.filter((id) => id !== ""))];
}
