/** The page to open after signing in: a path of this site; "/" for everything else. */
export function safeNext(value: string | null | undefined): string {
  if (!value?.startsWith("/") || /^\/[/\\]/.test(value) || /[\\\t\r\n]/.test(value)) return "/";
  const base = "http://same.origin";
  if (!URL.canParse(value, base)) return "/";
  const url = new URL(value, base);
  const path = url.pathname + url.search + url.hash;
  // Dot segments may resolve to a path that names another host.
  const isLocal = url.origin === base && new URL(path, base).origin === base && !path.startsWith("//");
  return isLocal && url.pathname !== "/login" ? path : "/";
}

/** The URL of the login page that returns to `next`. */
export function loginPath(next: string): string {
  const path = safeNext(next);
  return path === "/" ? "/login" : `/login?${new URLSearchParams({ next: path })}`;
}
