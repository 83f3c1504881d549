"use client";

import { type ComponentProps, createContext, type KeyboardEvent, type MouseEvent, use } from "react";
import type { BrowseQuery } from "@/lib/contract/query";
import { browsePath } from "./browse-query";

/** How the parts of the browser change its state; null outside of it, where every link works as one. */
export const BrowseContext = createContext<((query: BrowseQuery) => void) | null>(null);

interface QueryLinkProps extends Omit<ComponentProps<"a">, "href"> {
  to: BrowseQuery;
}

/** A link to another state of the browser, which it takes without a page load where it runs. */
export function QueryLink({ to, ...rest }: QueryLinkProps) {
  const show = use(BrowseContext);
  const follow = (event: MouseEvent) => {
    if (!show || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show(to);
  };
  return <a {...rest} href={browsePath(to)} onClick={follow} onKeyDown={followBySpace} />;
}

/** A link that switches a filter is followed by Space too, as a box would be ticked. */
export function followBySpace(event: KeyboardEvent): void {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || event.key !== " " || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  link.click();
}
