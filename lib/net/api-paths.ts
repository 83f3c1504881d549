/** Whether the API answers this path; the web app answers all others. */
export function isApiPath(path: string): boolean {
  return /^\/(?:v1(?:\/|$)|auth(?:\/local)?$|healthz$|readyz$|metrics$|openapi\.json$)/.test(path);
}

const ALIASES: Readonly<Record<string, string>> = { "/chat/completions": "/v1/chat/completions" };
const ODD = /\/\/|.\/$|^\/chat\/completions/;

/**
 * Normalizes a request target for the router: drops a trailing slash and empty segments before a model ID (which may
 * contain slashes), and adds a missing /v1. Targets outside the API are returned unchanged.
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
