import { baseUrl } from "@/app/base-url";
import { SITEMAP_PART, sitemapAnswer } from "@/app/sitemap-xml";
import { getBackend } from "@/lib/client/get-backend";

export const dynamic = "force-dynamic";

/** The list of sitemaps: the pages, and the models in parts. */
export async function GET(): Promise<Response> {
  const [{ models }, base] = await Promise.all([getBackend().catalog(), baseUrl()]);
  const parts = Math.max(1, Math.ceil(models / SITEMAP_PART));
  return sitemapAnswer(
    "sitemapindex",
    Array.from({ length: parts }, (_, part) => `${base}/sitemaps/${part}.xml`),
  );
}
