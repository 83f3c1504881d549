"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import { namedModel, type SuggestedModel } from "@/components/chat/default-model";
import { ModelNames } from "@/components/chat/model-facts";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useTitle } from "@/components/ui/use-title";
import type { SearchIndex } from "@/lib/models/search-index";
import { TryAgain } from "./offline-notice";
import { SavedContext } from "./saved-context";
import { readSavedIndex, type SavedIndex } from "./saved-index";
import { isModelPath } from "./saved-page";

const CHAT = /^\/chat(?:\/[1-9]\d{0,14})?$/;

interface OfflinePages {
  list: ReactNode;
  model: ReactNode;
  /** It reports by itself that conversations cannot be loaded. */
  chat: ReactNode;
}

/** Shows the page of the URL without a network; nothing until the saved index has been read. */
export function OfflinePage(pages: OfflinePages) {
  const path = usePathname();
  const [read, setRead] = useState<{ saved: SavedIndex | null; now: number } | null>(null);
  useEffect(() => {
    // The list replaces the front page.
    if (location.pathname === "/") history.replaceState(history.state, "", "/models");
    void readSavedIndex()
      .catch(() => null)
      .then((saved) => setRead({ saved, now: Date.now() }));
  }, []);
  useEffect(() => markCurrent(path), [path]);
  return read && <OfflineView path={path === "/" ? "/models" : path} {...read} {...pages} />;
}

/** Marks the page in the navigation: the document is rendered for another path, and hydration keeps its attributes. */
function markCurrent(path: string): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('nav[aria-label="Main"] a')) {
    if (path === link.pathname) link.ariaCurrent = "page";
    else if (path.startsWith(`${link.pathname}/`)) link.ariaCurrent = "true";
  }
}

interface OfflineViewProps extends OfflinePages {
  path: string;
  /** The last list of models; null if none is saved. */
  saved: SavedIndex | null;
  /** In ms since 1970. */
  now: number;
}

/** The page at a path, if it works without a network. */
export function OfflineView({ path, saved, now, list, model, chat }: OfflineViewProps) {
  if (CHAT.test(path)) return <ModelNames value={namesIn(saved?.index)}>{chat}</ModelNames>;
  if (!saved) return <NeedsConnection text="No list of models was saved on this device yet." />;
  const page = path === "/models" ? list : isModelPath(path) ? model : null;
  if (!page) return <NeedsConnection text="This page needs a connection." browse />;
  return <SavedContext value={{ ...saved, path, now }}>{page}</SavedContext>;
}

function namesIn(index: SearchIndex | undefined): ReadonlyMap<string, SuggestedModel> {
  return new Map(index?.ids.map((id, m) => [id, namedModel(index, m)]));
}

function NeedsConnection({ text, browse }: { text: string; browse?: boolean }) {
  useTitle("Offline · Gatewayz");
  return (
    <div className="page py-8">
      <EmptyState level={1} icon="wifi-off" title="You’re offline" text={text}>
        <span className="flex justify-center gap-2">
          <TryAgain />
          {browse && <LinkButton href="/models">Saved models</LinkButton>}
        </span>
      </EmptyState>
    </div>
  );
}
