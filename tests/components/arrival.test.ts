import { afterEach, expect, it, vi } from "vitest";

afterEach(() => vi.unstubAllGlobals());

it.each([
  ["/docs", "push", true],
  ["/docs?q=1", "replace", true],
  ["/docs#errors", "push", false],
  ["/docs", "traverse", false],
] as const)("going to %s by %s leads to the top of a page: %s", async (href, type, expected) => {
  vi.resetModules();
  vi.stubGlobal("location", { href: "http://a.example/models" });
  const { followsLink, noteArrival } = await import("@/components/shell/arrival");
  expect(followsLink()).toBe(false);
  noteArrival(href, type);
  expect(followsLink()).toBe(expected);
});
