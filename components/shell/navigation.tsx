"use client";

import type { PrefetchKind } from "next/dist/client/components/router-reducer/router-reducer-types";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useLayoutEffect, useRef } from "react";
import { savedAt } from "@/components/offline/saved-at";
import { setCameBack } from "./arrival";
import { noteLink, noteScroll, restorePage } from "./left-pages";
import { pageLink, watchIntent } from "./prefetch";
import { hideProgress } from "./progress";
import { revealFocused } from "./reveal-focused";

/** The whole page: by default, Next prefetches a dynamic page only down to its loading.tsx. */
const FULL = { kind: "full" as PrefetchKind };

/**
 * Restores what browsers do for page loads: a new page starts at its top with the focus on its content, and Back restores
 * the position. Next announces titles. Pages are prefetched only for links that are about to be followed.
 */
export function Navigation() {
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams().toString();
  const shown = useRef({ pathname, search });
  /** True from Back or Forward until that page is shown; meanwhile, the browser scrolls by itself. */
  const isRestoring = useRef(false);
  useEffect(() => watchIntent((path) => router.prefetch(path, FULL)), [router]);
  useEffect(revealFocused, []);
  useEffect(() => {
    const traverse = ({ state }: PopStateEvent) => {
      hideProgress();
      const moves = location.pathname !== shown.current.pathname;
      // Next cannot restore a page from an entry that it did not write.
      if (moves && !state) location.reload();
      isRestoring.current = moves || location.search.slice(1) !== shown.current.search;
    };
    const scrolled = () => isRestoring.current || noteScroll();
    const clicked = (event: MouseEvent) => {
      const link = pageLink(event.target);
      if (!link) return;
      noteLink(link);
      // The login page's security policy is less strict, and would remain with the document. A saved document may be
      // that of another page, but the router would trust its URL.
      if (location.pathname === "/login" || (savedAt() !== null && link.pathname !== location.pathname))
        event.stopPropagation();
    };
    // Next restores only entries with a state, and the browser adds those of fragments without one.
    const jumped = () => history.state ?? history.replaceState(null, "", location.href);
    addEventListener("popstate", traverse, { capture: true });
    addEventListener("scroll", scrolled, { passive: true });
    addEventListener("click", clicked, { capture: true });
    addEventListener("hashchange", jumped);
    addEventListener("pageshow", hideProgress);
    return () => {
      removeEventListener("popstate", traverse, { capture: true });
      removeEventListener("scroll", scrolled);
      removeEventListener("click", clicked, { capture: true });
      removeEventListener("hashchange", jumped);
      removeEventListener("pageshow", hideProgress);
    };
  }, []);
  useLayoutEffect(() => {
    const previous = shown.current;
    if (previous.pathname === pathname && previous.search === search) return;
    shown.current = { pathname, search };
    hideProgress();
    setCameBack(isRestoring.current);
    if (isRestoring.current) restorePage();
    else if (previous.pathname !== pathname) beginPage();
    isRestoring.current = false;
  }, [pathname, search]);
  return null;
}

/** Shows a new page from its top or its fragment, and moves the focus from the link to its content. */
function beginPage(): void {
  for (const open of document.querySelectorAll<HTMLElement>(":popover-open")) open.hidePopover();
  const main = document.getElementById("content");
  if (!main?.contains(document.activeElement) || document.activeElement === main) main?.focus({ preventScroll: true });
  if (!location.hash) scrollTo(0, 0);
}
