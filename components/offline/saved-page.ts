/** The document that opens where no other is saved: it shows the app over the last index. */
export const SHELL = "/offline";

const ASSETS = /\/_next\/static\/[\w~./-]+/g;
const CHUNKS = /static\/chunks\/[\w~.-]+\.js/g;

/** The paths of the files that a document names. */
export function filesIn(html: string): string[] {
  return [...new Set(html.match(ASSETS))];
}

/** The paths of the files that a script may load later. */
export function chunksIn(script: string): string[] {
  return [...new Set(script.match(CHUNKS))].map((path) => `/_next/${path}`);
}

/** A document to save: its body, what its policy allows, and when it came. */
export async function pageToSave(answer: Response, now: number): Promise<{ html: string; response: Response }> {
  const html = await answer.text();
  const headers = new Headers({ "content-type": "text/html; charset=utf-8", "saved-at": String(now) });
  // The scripts in the page have the nonce that this policy allows.
  headers.set("content-security-policy", answer.headers.get("content-security-policy") ?? "default-src 'self'");
  return { html, response: new Response(html, { headers }) };
}

/** A saved document as it is shown: with its age, and the theme that was chosen since. */
export async function savedPage(saved: Response, theme: string | undefined): Promise<Response> {
  const html = await saved.text();
  const themed = theme === "light" || theme === "dark" ? ` data-theme="${theme}"` : "";
  // Of two attributes with one name, the first counts.
  const marked = html.replace("<html", `<html data-saved-at="${saved.headers.get("saved-at")}"${themed}`);
  return new Response(marked, { headers: saved.headers });
}

/** Whether a path is of a model's page. */
export function isModelPath(path: string): boolean {
  return path.startsWith("/models/");
}
