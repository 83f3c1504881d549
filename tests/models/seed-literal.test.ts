import { describe, expect, it } from "vitest";
import { readLiteral } from "@/scripts/seed/literal";

describe("a literal in a program", () => {
  it("is read as the program would", () => {
    const text =
      'x={"novita-ai":{id:\'a\',env:["KEY"],on:!0,off:!1,none:null,gone:void 0,cost:1.25,whole:1e6,half:.5,less:-3,7:`b`,list:[],object:{}}}';
    expect(readLiteral(text, 2)).toEqual({
      "novita-ai": {
        id: "a",
        env: ["KEY"],
        on: true,
        off: false,
        none: null,
        gone: undefined,
        cost: 1.25,
        whole: 1_000_000,
        half: 0.5,
        less: -3,
        7: "b",
        list: [],
        object: {},
      },
    });
  });

  it("keeps what is escaped within strings", () => {
    expect(readLiteral(String.raw`["say \"no\"","a\\b","\u00e9\x41\u{1F600}","one\ntwo",'it\'s']`)).toEqual([
      'say "no"',
      "a\\b",
      "éA😀",
      "one\ntwo",
      "it's",
    ]);
  });

  it("ends where the literal ends", () => {
    expect(readLiteral("{a:1},next={b:2}")).toEqual({ a: 1 });
  });

  it("takes a key named __proto__ for a key", () => {
    expect(Object.keys(readLiteral('{"__proto__":{polluted:!0}}') as object)).toEqual(["__proto__"]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it.each([
    ["a call", "{a:process.exit(1)}"],
    ["a name", "{a:b}"],
    ["code in a template", "{a:`$" + "{b}`}"],
    ["a sum", "[1+1]"],
    ["an end too early", '{a:"b'],
    ["nothing", ""],
  ])("refuses %s, and names the place", (_, text) => {
    expect(() => readLiteral(text)).toThrow(/was expected to have .+ at \d+/);
  });
});
