import { isPagePath } from "@/lib/client/page-path";

/** Time that a pointer or the focus rests on a link before its page is fetched, in ms. */
const REST_MS = 60;

/** Calls `fetchPage` for a link that is about to be followed. Returns a cleanup function. */
export function watchIntent(fetchPage: (path: string) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const intend = (event: Event, wait: number) => {
    clearTimeout(timer);
    const link = pageLink(event.target);
    if (!link || link.pathname === location.pathname) return;
    timer = setTimeout(fetchPage, wait, link.pathname + link.search);
  };
  const over = (event: PointerEvent) => {
    if (event.pointerType === "mouse" && !savesData()) intend(event, REST_MS);
  };
  const focused = (event: FocusEvent) => {
    if (event.target instanceof Element && event.target.matches(":focus-visible") && !savesData())
      intend(event, REST_MS);
  };
  const pressed = (event: PointerEvent) => {
    if (event.button === 0) intend(event, 0);
  };
  addEventListener("pointerover", over);
  addEventListener("focusin", focused);
  addEventListener("pointerdown", pressed);
  return () => {
    clearTimeout(timer);
    removeEventListener("pointerover", over);
    removeEventListener("focusin", focused);
    removeEventListener("pointerdown", pressed);
  };
}

/** The link that is the target of an event, if it leads to a page of the app in this tab. */
export function pageLink(target: EventTarget | null): HTMLAnchorElement | null {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>("a[href]") : null;
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return null;
  return isPagePath(link.pathname) ? link : null;
}

function savesData(): boolean {
  return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
}
