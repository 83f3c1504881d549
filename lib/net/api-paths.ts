/** Whether the API answers this path; the web app answers all others. */
export function isApiPath(path: string): boolean {
  return /^\/(?:v1(?:\/|$)|auth(?:\/local)?$|healthz$|readyz$|metrics$|openapi\.json$)/.test(path);
}

/** What clients call below the address that they were given, which may lack /v1, or have it for one that adds it. */
const CALLS = /^\/(?:chat\/completions|completions|responses|messages|embeddings)(?=\/|$)/;
const TWICE = /^(?:\/v1)+(?=\/v1\/)/;
const ODD = new RegExp(`//|./$|${CALLS.source}|${TWICE.source}`);

/**
 * Normalizes a request target for the router: drops a trailing slash and empty segments before a model ID (which may
 * contain slashes), adds a missing /v1, and drops a second one. Targets outside the API are returned unchanged.
 */
export function apiTarget(target: string): string {
  const end = target.indexOf("?");
  const path = end < 0 ? target : target.slice(0, end);
  if (!ODD.test(path)) return target;
  const [, before = "", rest = ""] = /^(\/+v1\/+models\/+)?(.*)$/.exec(path) ?? [];
  const single = before === "" ? rest.replace(/\/{2,}/g, "/") : `${before.replace(/\/{2,}/g, "/")}${rest}`;
  const plain = single.replace(/(?<=.)\/+$/, "").replace(TWICE, "");
  const api = CALLS.test(plain) ? `/v1${plain}` : plain;
  return isApiPath(api) ? `${api}${end < 0 ? "" : target.slice(end)}` : target;
}
