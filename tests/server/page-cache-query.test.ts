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
