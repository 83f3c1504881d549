/** Paths that the API answers; everything else is the web app's. */
export function isApiPath(path: string): boolean {
  return /^\/(?:v1(?:\/|$)|auth(?:\/local)?$|healthz$|readyz$|metrics$|openapi\.json$)/.test(path);
}
