/** Tokens of tokens.css as sRGB, for browser bars and server-drawn images, which no stylesheet reaches. */
export const LIGHT = { bg: "#ffffff" };
export const DARK = { bg: "#0b0c0f", text: "#eff0f2", text3: "#90949b", accent: "#82adfd" };
