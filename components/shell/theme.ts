import { announce } from "@/components/ui/announce";
import { remember } from "@/components/ui/remember";

/** Switches the theme, and stores it in a cookie, so that the server renders it. */
export function switchTheme(): void {
  const root = document.documentElement;
  const shown = root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const theme = shown === "dark" ? "light" : "dark";
  root.dataset.theme = theme;
  remember("theme", theme);
  announce(theme === "dark" ? "Dark theme" : "Light theme", "theme");
}
