import { describe, expect, it } from "vitest";
import { urlProblems } from "@/lib/models/query/url-problems";

const problems = (text: string) => urlProblems(new URLSearchParams(text));

describe("the URL of a list", () => {
  it("has no problems when all of it can be parsed", () => {
    expect(problems("where=ctx>=200k,in<1,gateways>=2&sort=-in&q=llama")).toEqual([]);
    expect(problems("")).toEqual([]);
  });

  it("names every invalid limit, and shows the syntax of limits", () => {
    expect(problems("where=ctx>=foo,in<1,smell>2")).toEqual([
      expect.stringMatching(/^“ctx>=foo” was skipped: filters look like ctx>=128k, in<0\.5/),
      expect.stringContaining("“smell>2”"),
    ]);
  });

  it("names an unknown sort order", () => {
    expect(problems("sort=smell")).toEqual([expect.stringContaining("There is no order “smell”")]);
  });
});
