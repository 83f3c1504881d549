import { createContext, use } from "react";
import type { SavedIndex } from "./saved-index";

interface Saved extends SavedIndex {
  path: string;
  /** In ms since 1970. */
  now: number;
}

/** Provided around every page from the saved index. */
export const SavedContext = createContext<Saved | null>(null);

/** Throws outside of such a page. */
export function useSaved(): Saved {
  const saved = use(SavedContext);
  if (!saved) throw new Error("no saved index around this page");
  return saved;
}
