/** Paths that the API answers; everything else is the web app's. */
export function isApiPath(path: string): boolean {
  return /^\/(?:v1(?:\/|$)|auth(?:\/local)?$|healthz$|readyz$|metrics$|openapi\.json$)/.test(path);
}

const ALIASES: Readonly<Record<string, string>> = { "/chat/completions": "/v1/chat/completions" };
const ODD = /\/\/|.\/$|^\/chat\/completions/;

/**
 * A request's target as the routes know it: without a trailing slash, without empty segments before a model's id (which
 * may hold some), and with /v1 where clients leave it out. Targets that the API does not answer stay as they are.
 */
export function apiTarget(target: string): string {
  const end = target.indexOf("?");
  const path = end < 0 ? target : target.slice(0, end);
  if (!ODD.test(path)) return target;
  const [, before = "", rest = ""] = /^(\/+v1\/+models\/+)?(.*)$/.exec(path) ?? [];
  const single = before === "" ? rest.replace(/\/{2,}/g, "/") : `${before.replace(/\/{2,}/g, "/")}${rest}`;
  const plain = single.replace(/(?<=.)\/+$/, "");
  const api = ALIASES[plain] ?? plain;
  return isApiPath(api) ? `${api}${end < 0 ? "" : target.slice(end)}` : target;
}
