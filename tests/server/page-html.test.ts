import { describe, expect, it } from "vitest";
import { withFontsLast, withStylesOnce } from "@/lib/server/page-html";
import { handler } from "./page-server";

const CSS = '.a::after{content:"→\\A"}@media (width<48rem){.a{color:red}}';
const STYLE = `<style data-precedence="next" data-href="/_next/static/chunks/a.css">${CSS}</style>`;
const styleRow = (row: string) => `${row}:T${Buffer.byteLength(CSS).toString(16)},${CSS}`;
const styleElement = (row: string) =>
  `["$","style","0",{"precedence":"next","href":"/_next/static/chunks/a.css","children":"$${row}"}]`;
const dataScript = (data: string) =>
  `<script nonce="n">self.__next_f.push([1,${JSON.stringify(data).replaceAll("<", "\\u003c")}])</script>`;
const page = ({ head = "", body = "" }) => `<html><head>${head}</head><body>${body}</body></html>`;

/** The page's data, as a browser reads it. */
function dataOf(html: string): string {
  const [, json = ""] = /__next_f\.push\(\[1,(.*?)\]\)<\/script>/.exec(html) ?? [];
  return JSON.parse(json);
}

describe("the fonts of a page", () => {
  const fonts = ["sans", "mono"].map((name) => `<link rel="preload" href="/${name}.woff2" as="font" crossorigin=""/>`);
  const script = '<link rel="preload" as="script" href="/a.js"/>';
  const first = '<script nonce="n" id="_R_">start()</script>';

  it("are requested after its text, before its scripts", () => {
    const html = page({ head: fonts[0] + script + fonts[1], body: `<p>text</p>${first}` });
    expect(withFontsLast(html)).toBe(page({ head: script, body: `<p>text</p>${fonts.join("")}${first}` }));
  });

  it("stay in place in a page without scripts", () => {
    const html = page({ head: fonts.join(""), body: "<p>text</p>" });
    expect(withFontsLast(html)).toBe(html);
  });
});

describe("the stylesheets of a page", () => {
  it("are included once, and the rest of its data is unchanged", () => {
    const data = `1:"a"\n${styleRow("2")}3:${styleElement("2")}\n${styleRow("1e")}4:${styleElement("1e")}\n5:["</p>"]\n`;
    const html = withStylesOnce(page({ head: STYLE, body: dataScript(data) }));
    expect(html.split(".a{color:red}")).toHaveLength(2);
    expect(html).toContain(STYLE);
    expect(dataOf(html)).toBe(`1:"a"\n2:""\n3:${styleElement("2")}\n1e:""\n4:${styleElement("1e")}\n5:["</p>"]\n`);
    expect(html.split("</p>")).toHaveLength(1);
  });

  it("stay in the data of a page that has none elsewhere, such as the not-found page", () => {
    const data = `${styleRow("2")}3:${styleElement("2")}\n`;
    for (const head of ["", STYLE.replace("a.css", "b.css")]) {
      expect(dataOf(withStylesOnce(page({ head, body: dataScript(data) })))).toBe(data);
    }
  });

  it("stay in data with a part of one, or with other texts", () => {
    for (const data of [`2:T9999,${CSS}3:${styleElement("2")}\n`, `2:T3,abc3:["$","p",null,{"children":"$2"}]\n`]) {
      expect(dataOf(withStylesOnce(page({ head: STYLE, body: dataScript(data) })))).toBe(data);
    }
  });
});

describe("a page that failed", () => {
  it("says so without scripts, with the ID of its request", async () => {
    const { get } = await handler((request, response) => {
      const failed = request.url !== "/compare";
      response.writeHead(failed ? 500 : 200, { "content-type": "text/html" });
      response.end(`<!DOCTYPE html><html${failed ? ' id="__next_error__"' : ""}><body><script></script></body></html>`);
    });
    const { response, text } = await get("/models");
    expect(response.status).toBe(500);
    const [, shown] = /<noscript>(.*)<\/noscript>/.exec(text) ?? [];
    expect(shown).toContain("Something went wrong on our side");
    expect(shown).toMatch(/request [\da-f-]{36}</);
    expect((await get("/compare")).text).not.toContain("noscript");
  });
});
