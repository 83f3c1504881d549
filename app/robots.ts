import type { MetadataRoute } from "next";
import { baseUrl } from "./base-url";

export const dynamic = "force-dynamic";

/** Everything may be read; single states of the browser need not be. */
export default async function robots(): Promise<MetadataRoute.Robots> {
  return {
    rules: { userAgent: "*", allow: "/", disallow: ["/catalog/", "/v1/", "/models?*"] },
    sitemap: `${await baseUrl()}/sitemap.xml`,
  };
}
