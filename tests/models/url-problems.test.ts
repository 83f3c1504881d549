import { describe, expect, it } from "vitest";
import { parseBrowseQuery } from "@/lib/contract/query";
import { urlProblems } from "@/lib/models/query/url-problems";

const problems = (text: string) => urlProblems(new URLSearchParams(text));

describe("the URL of a list", () => {
  it.each(["gateway", "gateways", "gw", "provider", "providers"])("has gateways as %s", (name) => {
    expect(parseBrowseQuery(new URLSearchParams(`${name}=groq+xai,-novita`)).gateways).toEqual(["groq xai", "-novita"]);
    expect(problems(`${name}=groq`)).toEqual([]);
  });

  it("adds the values of all names of a list", () => {
    const { abilities, authors } = parseBrowseQuery(
      new URLSearchParams("ability=tools&capabilities=json,tools&by=meta"),
    );
    expect({ abilities, authors }).toEqual({ abilities: ["tools", "json"], authors: ["meta"] });
  });

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

  it.each(["ctx>=128k", "in<1", "context=128k", "gateways>=2", "ctx%3E%3D128k"])(
    "names a limit outside of where: %s",
    (limit) => {
      expect(problems(`q=llama&${limit}`)).toEqual([
        `“${decodeURIComponent(limit)}” was skipped: filters look like where=ctx>=128k.`,
      ]);
    },
  );

  it("leaves what others add to it alone", () => {
    expect(problems("utm_source=in&page=2&tokens_in=3k&view=cards&gateways=groq&in")).toEqual([]);
  });

  it("names an unknown sort order", () => {
    expect(problems("sort=smell")).toEqual([expect.stringContaining("There is no order “smell”")]);
  });
});
