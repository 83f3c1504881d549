/** How many models can be compared at once. */
export const MAX_COMPARED = 6;

/** These models as the parameter `models`, truncated to the maximum. Commas in an ID become %2C. */
export function comparedParam(ids: readonly string[]): string {
  const shown = ids.slice(0, MAX_COMPARED).map((id) => id.toWellFormed().replaceAll("%", "%25").replaceAll(",", "%2C"));
  return shown.join(",");
}

/** The URL that compares these models, truncated to the maximum. */
export function comparePath(ids: readonly string[]): string {
  if (ids.length === 0) return "/compare";
  // Slashes and colons are allowed in a query; unescaped, they keep the URL readable.
  return `/compare?models=${encodeURIComponent(comparedParam(ids)).replaceAll("%2F", "/").replaceAll("%3A", ":").replaceAll("%2C", ",")}`;
}

/** The distinct IDs in the parameter `models`; may exceed the maximum. */
export function comparedIds(models: string): string[] {
  const ids = models.split(",").map((id) => id.replaceAll("%2C", ",").replaceAll("%25", "%").trim());
  return [...new Set(ids.filter((id) => id !== ""))];
}
