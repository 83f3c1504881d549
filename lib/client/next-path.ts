/** Where to go after signing in: a path of this site; "/" for everything else. */
export function safeNext(value: string | null | undefined): string {
  if (!value?.startsWith("/") || /^\/[/\\]/.test(value) || /[\\\t\r\n]/.test(value)) return "/";
  const base = "http://same.origin";
  if (!URL.canParse(value, base)) return "/";
  const url = new URL(value, base);
  return url.origin === base && url.pathname !== "/login" ? url.pathname + url.search + url.hash : "/";
}

/** The address of the login page that comes back to `next`. */
export function loginPath(next: string): string {
  const path = safeNext(next);
  return path === "/" ? "/login" : `/login?${new URLSearchParams({ next: path })}`;
}
