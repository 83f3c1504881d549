/** The document for paths that are not saved: it shows the app over the last index. */
export const SHELL = "/offline";

const ASSETS = /\/_next\/static\/[\w~./-]+/g;
const CHUNKS = /static\/chunks\/[\w~.-]+\.js/g;

export function filesIn(html: string): string[] {
  return [...new Set(html.match(ASSETS))];
}

/** The paths of the files that a script may load later. */
export function chunksIn(script: string): string[] {
  return [...new Set(script.match(CHUNKS))].map((path) => `/_next/${path}`);
}

/** A document to save, with its security policy and the current time. */
export async function pageToSave(answer: Response, now: number): Promise<{ html: string; response: Response }> {
  const html = await answer.text();
  const headers = new Headers({ "content-type": "text/html; charset=utf-8", "saved-at": String(now) });
  // This policy allows the nonce of the page's scripts.
  headers.set("content-security-policy", answer.headers.get("content-security-policy") ?? "default-src 'self'");
  return { html, response: new Response(html, { headers }) };
}

/** A saved document with its age and the current theme. */
export async function savedPage(saved: Response, theme: string | undefined): Promise<Response> {
  const html = await saved.text();
  const themed = theme === "light" || theme === "dark" ? ` data-theme="${theme}"` : "";
  // The first of two attributes with the same name counts.
  const marked = html.replace("<html", `<html data-saved-at="${saved.headers.get("saved-at")}"${themed}`);
  return new Response(marked, { headers: saved.headers });
}

export function isModelPath(path: string): boolean {
  return path.startsWith("/models/");
}
