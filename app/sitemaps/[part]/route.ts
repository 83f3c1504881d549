import { baseUrl } from "@/app/base-url";
import { SITEMAP_PART, sitemapAnswer } from "@/app/sitemap-xml";
import { getBackend } from "@/lib/client/get-backend";
import { modelPath } from "@/lib/models/ids";

export const dynamic = "force-dynamic";

const PAGES = ["/", "/models", "/compare", "/gateways", "/changes", "/docs", "/use"];

/** One part of the models' pages; the first part has the other pages too. */
export async function GET(_: Request, context: { params: Promise<{ part: string }> }): Promise<Response> {
  const [, digits] = /^(\d{1,4})\.xml$/.exec((await context.params).part) ?? [];
  const [{ index }, base] = await Promise.all([getBackend().catalog(), baseUrl()]);
  const from = Number(digits) * SITEMAP_PART;
  if (digits === undefined || (from > 0 && from >= index.ids.length)) return new Response(null, { status: 404 });
  const gateways = index.gateways.map(({ slug }) => `/gateways/${slug}`);
  const models = index.ids.slice(from, from + SITEMAP_PART).map(modelPath);
  return sitemapAnswer(
    "urlset",
    [...(from === 0 ? [...PAGES, ...gateways] : []), ...models].map((path) => base + path),
  );
}
