"use client";

import { type ComponentProps, createContext, type MouseEvent, use } from "react";
import { announce } from "@/components/ui/announce";
import { followBySpace } from "@/components/ui/roles";
import type { BrowseQuery } from "@/lib/contract/query";
import { browsePath } from "./browse-query";

/** Changes the state of the model browser; null outside of it, where links work as usual. */
export const BrowseContext = createContext<((query: BrowseQuery) => void) | null>(null);

interface QueryLinkProps extends Omit<ComponentProps<"a">, "href"> {
  to: BrowseQuery;
  /** The message for screen readers. */
  message?: string;
  /** "chip": the click removes the link, and the focus moves to the next chip or to the search. */
  next?: "chip";
}

/** A link to another state of the model browser, followed without a page load when JavaScript runs. */
export function QueryLink({ to, message, next, ...rest }: QueryLinkProps) {
  const show = use(BrowseContext);
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    if (!show || !isPlainClick(event)) return;
    event.preventDefault();
    if (next) focusNeighbor(event.currentTarget);
    show(to);
    if (message) announce(message, "filter");
  };
  return <a {...rest} href={browsePath(to)} onClick={follow} onKeyDown={followBySpace} />;
}

/** Whether a click opens the link in this tab. */
export function isPlainClick({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey;
}

/** Before a chip is removed, focus moves to its neighbor, or to the search if it was the last one. */
function focusNeighbor(link: HTMLElement): void {
  const item = link.closest("li");
  const neighbor = item?.nextElementSibling ?? item?.previousElementSibling;
  const chips = item?.parentElement?.querySelectorAll("li").length ?? 0;
  const target = chips > 2 && item?.nextElementSibling ? neighbor?.querySelector("a") : null;
  (target ?? document.getElementById("page-search"))?.focus();
}
