"use client";

import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { type OfflinePages, OfflineView } from "./offline-view";
import { readSavedIndex, type SavedIndex } from "./saved-index";

/** Shows the page in the address without a network; nothing until the saved index is read. */
export function OfflinePage(pages: OfflinePages) {
  const path = usePathname();
  const [read, setRead] = useState<{ saved: SavedIndex | null; now: number } | null>(null);
  useEffect(() => {
    // The list is the page to begin with.
    if (location.pathname === "/") history.replaceState(null, "", "/models");
    void readSavedIndex()
      .catch(() => null)
      .then((saved) => setRead({ saved, now: Date.now() }));
  }, []);
  return read && <OfflineView path={path} {...read} {...pages} />;
}
