const PAGES = /^\/(?:$|(?:models|chat|compare|gateways|changes|docs|use|settings|admin)(?:\/|$))/;
const FILES = /\.(?:xml|json)$/;

/** Whether a path leads to a page that needs no reload: not feeds, the API, or the login page. */
export function isPagePath(href: string): boolean {
  const [path = ""] = href.split(/[?#]/, 1);
  return PAGES.test(path) && !(path.startsWith("/changes/") && FILES.test(path));
}
