/** Tokens of tokens.css as sRGB, for where no stylesheet reaches: the browser's bars, and pictures that are drawn on the server. */
export const LIGHT = { bg: "#ffffff" };
export const DARK = { bg: "#0b0c0f", text: "#eff0f2", text3: "#90949b", accent: "#82adfd" };
