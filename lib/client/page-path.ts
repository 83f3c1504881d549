const PAGES = /^\/(?:$|(?:models|chat|compare|gateways|changes|docs|use|settings|admin)(?:\/|$))/;
const FILES = /\.(?:xml|json)$/;

/**
 * Whether a path of this site leads to a page that can replace the current one without a reload. Feeds and the API are
 * files, and the login page has its own content security policy.
 */
export function isPagePath(href: string): boolean {
  const [path = ""] = href.split(/[?#]/, 1);
  return PAGES.test(path) && !(path.startsWith("/changes/") && FILES.test(path));
}
