/** Delay before a progress bar is shown, in ms. */
const WAIT_MS = 300;

let timer: ReturnType<typeof setTimeout> | undefined;

export function showProgress(href: string): void {
  hideProgress();
  const { pathname, search } = new URL(href, location.href);
  if (pathname + search === location.pathname + location.search) return;
  timer = setTimeout(() => document.documentElement.setAttribute("data-loading", ""), WAIT_MS);
}

/** Called when the page is shown or canceled. */
export function hideProgress(): void {
  clearTimeout(timer);
  document.documentElement.removeAttribute("data-loading");
}
