import { describe, expect, it } from "vitest";
import { loginPath, safeNext } from "@/lib/client/next-path";

describe("the path after signing in", () => {
  it.each(["/chat", "/models?q=a%20b&calls=5#offers", "/models/a//b", "/chat?next=//evil.test"])(
    "is a path of this site: %s",
    (path) => {
      expect(safeNext(path)).toBe(path);
    },
  );

  it.each([
    "//evil.test",
    "//evil.test/chat",
    "/\\evil.test",
    "/.//evil.test",
    "/a/..//evil.test",
    "/%2e//evil.test",
    "/%2E%2e//evil.test",
    "/a/b/../..//evil.test?x#y",
    "/././/evil.test",
    "/..///evil.test",
    "///evil.test",
    "//same.origin/chat",
    "/\t/evil.test",
    "/\n/evil.test",
    "https://evil.test",
    "javascript:alert(1)",
    "chat",
    "",
    "/login",
    "/login?next=/login",
    "//",
    "/a\\b",
    null,
    undefined,
  ])("is / for %j", (path) => {
    expect(safeNext(path)).toBe("/");
  });

  it("is normalized as the browser would", () => {
    expect(safeNext("/chat/../login")).toBe("/");
    expect(safeNext("/a/../chat")).toBe("/chat");
  });
});

describe("the login URL", () => {
  it("returns to the current page, and names none when that is /", () => {
    expect(loginPath("/chat?a=1&b=2")).toBe("/login?next=%2Fchat%3Fa%3D1%26b%3D2");
    expect([loginPath("/"), loginPath("//evil.test")]).toEqual(["/login", "/login"]);
  });
});
