import { createContext, use } from "react";
import type { SavedIndex } from "./saved-index";

/** What a page shows without a network. */
export interface Saved extends SavedIndex {
  /** The path of the page. */
  path: string;
  /** In ms since 1970. */
  now: number;
}

/** Around every page that is made from the saved index. */
export const SavedContext = createContext<Saved | null>(null);

/** The saved index. */
export function useSaved(): Saved {
  const saved = use(SavedContext);
  if (!saved) throw new Error("no saved index around this page");
  return saved;
}
