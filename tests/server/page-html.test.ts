import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { paintFirst } from "@/lib/server/page-html";

const CSS = '.a::after{content:"→\\A"}@media (width<48rem){.a{color:red}}';
const STYLE = `<style data-precedence="next" data-href="/_next/static/chunks/a.css">${CSS}</style>`;
const styleRow = (row: string) => `${row}:T${Buffer.byteLength(CSS).toString(16)},${CSS}`;
const styleElement = (row: string) =>
  `["$","style","0",{"precedence":"next","href":"/_next/static/chunks/a.css","children":"$${row}"}]`;
const dataScript = (data: string) =>
  `<script nonce="n">self.__next_f.push([1,${JSON.stringify(data).replaceAll("<", "\\u003c")}])</script>`;
const script = (name: string) => `<script src="/_next/static/chunks/${name}.js" async="" nonce="n"></script>`;
const page = ({ head = "", body = "" }) => `<html><head>${head}</head><body>${body}</body></html>`;

/** The page's data, as a browser reads it. */
function dataOf(html: string): string {
  const [, json = ""] = /__next_f\.push\(\[1,(.*?)\]\)<\/script>/.exec(html) ?? [];
  return JSON.parse(json);
}

describe("the stylesheets of a page", () => {
  it("are in it once, and the rest of its data is as it was", () => {
    const data = `1:"a"\n${styleRow("2")}3:${styleElement("2")}\n${styleRow("1e")}4:${styleElement("1e")}\n5:["</p>"]\n`;
    const html = paintFirst(page({ head: STYLE, body: dataScript(data) }), "n");
    expect(html.split(".a{color:red}")).toHaveLength(2);
    expect(html).toContain(STYLE);
    expect(dataOf(html)).toBe(`1:"a"\n2:""\n3:${styleElement("2")}\n1e:""\n4:${styleElement("1e")}\n5:["</p>"]\n`);
    expect(html.split("</p>")).toHaveLength(1);
  });

  it("stay in data that has a part of one, or other texts", () => {
    for (const data of [`2:T9999,${CSS}3:${styleElement("2")}\n`, `2:T3,abc3:["$","p",null,{"children":"$2"}]\n`]) {
      expect(dataOf(paintFirst(page({ body: dataScript(data) }), "n"))).toBe(data);
    }
  });
});

describe("the scripts of a page", () => {
  const oldBrowsers = '<script src="/_next/static/chunks/old.js" noModule="" nonce="n"></script>';
  const html = paintFirst(
    page({
      head: `<link rel="preload" as="script" fetchPriority="low" nonce="n" href="/_next/static/chunks/b.js"/>${script("a")}${oldBrowsers}`,
      body: `<p>text</p>${script("b")}${script("a")}`,
    }),
    "n",
  );

  it("are nowhere but in the last element, each once, except for those of old browsers", () => {
    expect(html.split(oldBrowsers)).toHaveLength(2);
    const [before = "", last = ""] = html.replace(oldBrowsers, "").split(/(?=<script[^>]*>[^<]*<\/script><\/body>)/);
    expect(before).not.toContain(".js");
    expect(last.match(/\w+\.js/g)).toEqual(["a.js", "b.js"]);
  });

  it.each([
    ["when it is painted", false, ["observed"]],
    ["after a second at the latest", false, ["timer"]],
    ["once, whatever comes first", false, ["observed", "timer"]],
    ["at once, where nobody sees it", true, []],
  ])("run %s", (_, hidden, happen) => {
    const loaded: object[] = [];
    const later: Record<string, () => void> = {};
    runInNewContext(/<script nonce="n">([^<]+)<\/script><\/body>/.exec(html)?.[1] ?? "", {
      document: { hidden, head: { append: (element: object) => loaded.push(element) }, createElement: () => ({}) },
      PerformanceObserver: class {
        constructor(callback: () => void) {
          later.observed = callback;
        }
        observe() {}
      },
      setTimeout: (callback: () => void) => {
        later.timer = callback;
      },
    });
    expect(loaded).toHaveLength(hidden ? 2 : 0);
    for (const what of happen) later[what]?.();
    expect(loaded).toEqual([
      { src: "/_next/static/chunks/a.js", async: true },
      { src: "/_next/static/chunks/b.js", async: true },
    ]);
  });

  it("are left out where there are none", () => {
    expect(paintFirst(page({ body: "<p>text</p>" }), "n")).toBe(page({ body: "<p>text</p>" }));
  });
});
