/** The scroll position of a page in px, and the followed link: its index among the links with the same `href`. */
interface LeftPage {
  top: number;
  link: { href: string; index: number } | null;
}

const pages = new Map<string, LeftPage>();

/** The browser's key of the current history entry; the URL if it has none. */
function entryKey(): string {
  return globalThis.navigation?.currentEntry?.key ?? location.href;
}

export function noteScroll(): void {
  pages.set(entryKey(), { link: pages.get(entryKey())?.link ?? null, top: scrollY });
}

export function noteLink(link: HTMLAnchorElement): void {
  const href = link.getAttribute("href") ?? "";
  pages.set(entryKey(), { top: scrollY, link: { href, index: linksTo(href).indexOf(link) } });
}

/** Restores the scroll position of the current page, and the focus on the followed link if it still exists. */
export function restorePage(): void {
  const { top, link } = pages.get(entryKey()) ?? { top: scrollY, link: null };
  scrollTo(0, top);
  if (link) linksTo(link.href)[link.index]?.focus({ preventScroll: true });
}

/** The URL of the link that was followed from the current page; null if unknown. */
export function followedLink(): string | null {
  return pages.get(entryKey())?.link?.href ?? null;
}

function linksTo(href: string): HTMLAnchorElement[] {
  return [...document.querySelectorAll<HTMLAnchorElement>("a[href]")].filter(
    (link) => link.getAttribute("href") === href,
  );
}
