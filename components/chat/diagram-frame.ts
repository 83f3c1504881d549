/** The frame's script: draws one diagram and reports its height or an error. */
const PROGRAM = `
const report = (message) => parent.postMessage(message, "*");
addEventListener("message", async ({ source, data }) => {
  if (source !== parent) return;
  try {
    mermaid.initialize({
      startOnLoad: false, securityLevel: "strict", maxTextSize: 50000, theme: data.dark ? "dark" : "default",
    });
    document.body.innerHTML = (await mermaid.render("diagram", data.code)).svg;
    report({ height: Math.ceil(document.body.scrollHeight) });
  } catch (error) {
    report({ error: String(error && error.message || error) });
  }
});
report({ ready: true });
`;

/**
 * The page of a diagram's frame, which has an opaque origin: it can run the library and nothing else, and has no
 * network.
 * @param library URL of the library
 * @param nonce of the embedding page, whose policy the frame inherits
 */
export function diagramPage(library: string, nonce: string, dark: boolean): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'unsafe-inline'; img-src data:`;
  return [
    "<!doctype html>",
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<meta name="color-scheme" content="${dark ? "dark" : "light"}">`,
    "<style>body { margin: 0 } svg { display: block; margin: auto; max-width: 100%; height: auto }</style>",
    `<script nonce="${nonce}" src="${library}"></script>`,
    `<script nonce="${nonce}">${PROGRAM}</script>`,
  ].join("\n");
}
