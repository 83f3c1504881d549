/** How long a page may take before something says that it is coming, in ms. */
const WAIT_MS = 300;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows that a page has been asked for, unless it is there before one wonders. */
export function showProgress(href: string): void {
  hideProgress();
  const { pathname, search } = new URL(href, location.href);
  if (pathname + search === location.pathname + location.search) return;
  timer = setTimeout(() => document.documentElement.setAttribute("data-loading", ""), WAIT_MS);
}

/** The page is there, or is not coming. */
export function hideProgress(): void {
  clearTimeout(timer);
  document.documentElement.removeAttribute("data-loading");
}
