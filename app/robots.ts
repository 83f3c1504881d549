import type { MetadataRoute } from "next";
import { baseUrl } from "./base-url";

export const dynamic = "force-dynamic";

/** Allows everything except the API and single states of the model browser. */
export default async function robots(): Promise<MetadataRoute.Robots> {
  return {
    rules: { userAgent: "*", allow: "/", disallow: ["/catalog/", "/v1/", "/models?*"] },
    sitemap: `${await baseUrl()}/sitemap.xml`,
  };
}
