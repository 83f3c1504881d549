import localFont from "next/font/local";

/*
 * Latin subsets of the variable fonts. `swap`: a first visit is read in the right font as soon as it is here. Until then
 * a system font of the same metrics stands in, so that the change moves nothing: those of the monospaced font are
 * declared in tokens.css.
 */

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
