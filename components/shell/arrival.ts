let traversed: boolean | undefined;

/** Whether the present page was reached by Back or Forward, in this document or as a document of its own. */
export function cameBack(): boolean {
  if (traversed !== undefined) return traversed;
  const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return entry?.type === "back_forward";
}

/** Called when another page of the app has taken the place of the last one. */
export function setCameBack(value: boolean): void {
  traversed = value;
}
