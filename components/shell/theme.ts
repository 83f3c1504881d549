import { announce } from "@/components/ui/announce";
import { remember } from "@/components/ui/remember";

/** Shows the other theme, and remembers it in a cookie, so that the server paints it next time. */
export function switchTheme(): void {
  const root = document.documentElement;
  const shown = root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const theme = shown === "dark" ? "light" : "dark";
  root.dataset.theme = theme;
  remember("theme", theme);
  announce(theme === "dark" ? "Dark theme" : "Light theme", "theme");
}
