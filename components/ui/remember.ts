const YEAR_SECONDS = 31_536_000;

/** Stores a choice in a cookie, so that the server renders pages accordingly. */
export function remember(name: "theme" | "view", value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in some browsers.
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}
