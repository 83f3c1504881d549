import { expect, it } from "vitest";
import { sitemapAnswer } from "@/app/sitemap-xml";

it("a sitemap lists each URL with XML's special characters escaped", async () => {
  const answer = sitemapAnswer("urlset", ["http://h/models/a?b=1&c=<d>", "http://h/it's"]);
  expect(answer.headers.get("content-type")).toBe("application/xml; charset=utf-8");
  expect(await answer.text()).toBe(
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
      "<url><loc>http://h/models/a?b=1&amp;c=&lt;d&gt;</loc></url>",
      "<url><loc>http://h/it&apos;s</loc></url>",
      "</urlset>",
      "",
    ].join("\n"),
  );
});

it("a sitemap index lists sitemaps", async () => {
  const text = await sitemapAnswer("sitemapindex", ["http://h/sitemaps/0.xml"]).text();
  expect(text).toContain("<sitemap><loc>http://h/sitemaps/0.xml</loc></sitemap>\n</sitemapindex>");
});
