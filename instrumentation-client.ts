import { noteArrival } from "@/components/shell/arrival";
import { showProgress } from "@/components/shell/progress";

// Zod tests whether it may compile schemas. The content security policy forbids that, and browsers report the test.
(globalThis as { __zod_globalConfig?: object }).__zod_globalConfig = { jitless: true };

/** Next's router calls it when a page change begins. */
export function onRouterTransitionStart(href: string, type: "push" | "replace" | "traverse"): void {
  showProgress(href);
  noteArrival(href, type);
}
