let traversed: boolean | undefined;

/** Whether the current page was reached by Back or Forward, with or without a reload. */
export function cameBack(): boolean {
  if (traversed !== undefined) return traversed;
  const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return entry?.type === "back_forward";
}

/** Called after a page change without a reload. */
export function setCameBack(value: boolean): void {
  traversed = value;
}
