import { expect, it } from "vitest";
import { PageCache } from "@/lib/server/page-cache";

const cache = new PageCache(() => []);
const keyOf = (url: string) => cache.keyOf({ method: "GET", url, headers: { host: "a.example" } });

it.each(["/", "/docs", "/docs/Model", "/gateways", "/gateways/groq"])("%s is one page for any query", (path) => {
  expect(keyOf(path)).toEqual(expect.any(String));
  expect(keyOf(`${path}?i=1`)).toBe(keyOf(path));
});

it.each(["/models", "/models/acme/m", "/compare", "/changes"])("%s is another page for another query", (path) => {
  expect(keyOf(`${path}?i=1`)).toEqual(expect.any(String));
  expect(keyOf(`${path}?i=1`)).not.toBe(keyOf(path));
});

it("a query is read to its end, further question marks included", () => {
  const urls = ["/models?q=llama", "/models?q=llama?70b", "/models?q=llama?&sort=name"];
  expect(new Set(urls.map(keyOf)).size).toBe(urls.length);
  const parts = ["/models?q=llama&_rsc=a", "/models?q=llama&_rsc=a?&sort=name", "/models?_rsc=a&q=llama?70b"].map(
    (url) => cache.keyOf({ method: "GET", url, headers: { host: "a.example", rsc: "1" } }),
  );
  expect(new Set(parts).size).toBe(parts.length);
});
