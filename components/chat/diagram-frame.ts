/** The whole of what runs in the frame, beside the library: it draws what it is sent once, and says how that went. */
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
 * A page for a frame of opaque origin that draws diagrams: it may run the library and nothing else, and reach nothing.
 * @param library the address of the library
 * @param nonce that of this page, which a frame within it inherits the policy of
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
