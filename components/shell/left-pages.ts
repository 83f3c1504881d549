/** Where a page was left: how far it was scrolled, in px, and which of the links with this address was followed. */
interface LeftPage {
  top: number;
  link: { href: string; nth: number } | null;
}

const pages = new Map<string, LeftPage>();

/** What the browser calls the present entry of its history; the address where it has no name. */
function entryKey(): string {
  return globalThis.navigation?.currentEntry?.key ?? location.href;
}

/** Notes how far the present page is scrolled. */
export function noteScroll(): void {
  pages.set(entryKey(), { link: pages.get(entryKey())?.link ?? null, top: scrollY });
}

/** Notes which link of the present page was followed. */
export function noteLink(link: HTMLAnchorElement): void {
  const href = link.getAttribute("href") ?? "";
  pages.set(entryKey(), { top: scrollY, link: { href, nth: linksTo(href).indexOf(link) } });
}

/** Scrolls to where the present page was left, and focuses the link that was followed where it is still there. */
export function restorePage(): void {
  const { top, link } = pages.get(entryKey()) ?? { top: scrollY, link: null };
  scrollTo(0, top);
  if (link) linksTo(link.href)[link.nth]?.focus({ preventScroll: true });
}

/** The address of the link that was followed from the present page; null where it is not known. */
export function followedLink(): string | null {
  return pages.get(entryKey())?.link?.href ?? null;
}

function linksTo(href: string): HTMLAnchorElement[] {
  return [...document.querySelectorAll<HTMLAnchorElement>("a[href]")].filter(
    (link) => link.getAttribute("href") === href,
  );
}
