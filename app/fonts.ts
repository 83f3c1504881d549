import localFont from "next/font/local";

/* Latin subsets of the variable fonts. `swap` shows them as soon as they have loaded; until then, a fallback with the same metrics avoids layout shift. The fallbacks of the monospaced font are declared in tokens.css. */

export const sans = localFont({
  src: "../node_modules/@fontsource-variable/geist/files/geist-latin-wght-normal.woff2",
  weight: "100 900",
  variable: "--font-geist",
  display: "swap",
  fallback: ["system-ui", "sans-serif"],
});

export const mono = localFont({
  src: "../node_modules/@fontsource-variable/geist-mono/files/geist-mono-latin-wght-normal.woff2",
  weight: "100 900",
  variable: "--font-geist-mono",
  display: "swap",
  adjustFontFallback: false,
  fallback: ["Geist Mono Fallback Consolas", "Geist Mono Fallback", "ui-monospace", "Menlo", "Consolas", "monospace"],
});
