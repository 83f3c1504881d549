/** URLs per sitemap file; the protocol allows 50,000. */
export const SITEMAP_PART = 40_000;

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

/** A sitemap or, with `kind` "sitemapindex", a list of sitemaps. */
export function sitemapAnswer(kind: "urlset" | "sitemapindex", urls: readonly string[]): Response {
  const item = kind === "urlset" ? "url" : "sitemap";
  const lines = urls.map((url) => `<${item}><loc>${escaped(url)}</loc></${item}>`);
  const body = `${HEAD}<${kind} ${NAMESPACE}>\n${lines.join("\n")}\n</${kind}>\n`;
  return new Response(body, {
    headers: { "content-type": "application/xml; charset=utf-8", "cache-control": "public, max-age=3600" },
  });
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("'", "&apos;");
}
