import type { MetadataRoute } from "next";

export const dynamic = "force-dynamic";

/** Everything may be read; single states of the browser need not be. */
export default function robots(): MetadataRoute.Robots {
  return { rules: { userAgent: "*", allow: "/", disallow: ["/catalog/", "/v1/", "/models?*"] } };
}
