"use client";

const YEAR_SECONDS = 31_536_000;

/** Switches between light and dark, and remembers the choice in a cookie, so that the server paints it next time. */
export function ThemeButton() {
  return (
    <button
      type="button"
      className="icon-button needs-script"
      aria-label="Switch between light and dark"
      title="Light or dark"
      onClick={switchTheme}
    >
      <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" aria-hidden="true">
        <circle cx="8" cy="8" r="5.75" strokeWidth="1.5" />
        <path d="M8 2.25a5.75 5.75 0 0 1 0 11.5z" fill="currentColor" stroke="none" />
      </svg>
    </button>
  );
}

/** Shows the other theme, and remembers it. */
export function switchTheme() {
  const root = document.documentElement;
  const shown = root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const theme = shown === "dark" ? "light" : "dark";
  root.dataset.theme = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in some browsers.
  document.cookie = `theme=${theme}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}
