import { expect, it } from "vitest";
import { isPagePath } from "@/lib/client/page-path";

it.each([
  "/",
  "/?a=1",
  "/models",
  "/models?q=a#top",
  "/models/acme/changes.json",
  "/chat/7",
  "/changes?kind=new",
  "/settings#keys",
])("%s is a page that needs no reload", (href) => {
  expect(isPagePath(href)).toBe(true);
});

it.each([
  "/login?next=/chat",
  "/v1/models",
  "/openapi.json",
  "/changes/feed.json",
  "/changes/rss.xml?kind=new",
  "/modelsmith",
  "#keys",
  "https://example.com/models",
  "//example.com/models",
  "",
])("%s is not", (href) => {
  expect(isPagePath(href)).toBe(false);
});
