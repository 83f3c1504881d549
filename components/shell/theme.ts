import { announce } from "@/components/ui/announce";

const YEAR_SECONDS = 31_536_000;

/** Shows the other theme, and remembers it in a cookie, so that the server paints it next time. */
export function switchTheme(): void {
  const root = document.documentElement;
  const shown = root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const theme = shown === "dark" ? "light" : "dark";
  root.dataset.theme = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in some browsers.
  document.cookie = `theme=${theme}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  announce(theme === "dark" ? "Dark theme" : "Light theme", "theme");
}
