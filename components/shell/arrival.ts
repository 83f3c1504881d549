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

let isLinkTarget = false;

/** Whether the page that is being rendered was reached by a link to its top, not by Back or a page load. */
export function followsLink(): boolean {
  return isLinkTarget;
}

/** Called when a page change without a reload begins. */
export function noteArrival(href: string, type: "push" | "replace" | "traverse"): void {
  isLinkTarget = type !== "traverse" && new URL(href, location.href).hash === "";
}
