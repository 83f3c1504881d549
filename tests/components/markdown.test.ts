import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import Markdown from "@/components/chat/markdown";
import { blocksOf } from "@/components/chat/markdown-blocks";
import { isTooComplex } from "@/components/chat/markdown-limits";

const html = (text: string, running = false) => renderToStaticMarkup(createElement(Markdown, { text, running }));

describe("a model's Markdown", () => {
  it.each([
    ["![a](https://evil.example/a.png)", "evil.example, not loaded"],
    ["![b][ref]\n\n[ref]: https://evil.example/b.png", "evil.example, not loaded"],
    ["![c](data:image/svg+xml;base64,AAAA)", "[image: c]"],
    ["![d](//evil.example/d.png)", "[image: d]"],
    ["<img src=https://evil.example/e.png>", "&lt;img src="],
    ['<img src="https://evil.example/e.png" alt="e">', "image: e"],
    ['<p align="center"><img src="https://evil.example/f.png"></p>', "evil.example, not loaded"],
    ["<img src='data:image/svg+xml;base64,AAAA' alt='g'>", "[image: g]"],
    ["<img src=x onerror=alert(1)>", "&lt;img src=x onerror"],
    ["<iframe src='https://evil.example'></iframe>", "&lt;iframe"],
    ["text <b onclick=x>bold</b>", "&lt;b onclick=x&gt;"],
    ["<style>*{display:none}</style>", "&lt;style&gt;"],
  ])("loads nothing and renders no HTML: %s", (text, shown) => {
    for (const running of [false, true]) {
      const made = html(text, running);
      expect(made).not.toMatch(/<(?:img|iframe|style|script|b)\b|<[a-z][^>]*\s(?:src|onclick)=/);
      if (!running || !text.includes("[ref]")) expect(made).toContain(shown);
    }
  });

  it.each([
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:x)",
    "[x](/settings)",
    "[x](//evil.example)",
    "[x][r]\n\n[r]: javascript:alert(1)",
    "<javascript:alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "<div><a href='/settings'>x</a></div>",
  ])("only links to web and mail URLs: %s", (text) => {
    expect(html(text)).not.toContain("<a ");
    expect(html(text, true)).not.toContain("<a ");
  });

  it("shows where a link leads, whatever its text says", () => {
    expect(html("[bank.example](https://evil.example/x)")).toContain("(evil.example)");
    expect(html("see https://shop.example/a?b=c")).toContain("(shop.example)");
    expect(html("<me@mail.example>")).toContain("(me@mail.example)");
    expect(html('<a href="https://evil.example/y" target="_blank">bank.example</a>')).toContain("(evil.example)");
  });

  it("renders lists, tables, strong text, and code", () => {
    const made = html("**so** ~~not~~\n\n- [x] done\n\n| a | b |\n|--:|---|\n| 1 | 2 |\n\n```ts\nlet x;\n```\n\n`y`");
    for (const part of ["<strong>so</strong>", "<del>not</del>", 'type="checkbox"', "<td", "let x;", "<code>y</code>"])
      expect(made).toContain(part);
  });
});

describe("a streaming answer", () => {
  it("is parsed block by block, and open blocks are closed", () => {
    expect(blocksOf("one\n\ntwo **bol", true)).toEqual(["one", "two **bol**"]);
    expect(blocksOf("f(**kwargs)\n\nwith *args\n\nend", true)).toEqual(["f(**kwargs)", "with *args", "end"]);
    expect(blocksOf("```js\nlet x = 1;\n\nlet y", true)).toHaveLength(1);
    expect(blocksOf("- a\n\n- b\n\ntext", true).map((block) => block.trim())).toEqual(["- a\n\n- b", "text"]);
    expect(blocksOf("$$\na\n= b\n- c\n$$\n\nend", true).map((block) => block.trim())).toEqual([
      "$$\na\n= b\n- c\n$$",
      "end",
    ]);
  });

  it("keeps elements and link references together with their content", () => {
    expect(blocksOf("<details>\n<summary>a</summary>\n\nb\n\n</details>\n\nend", true)).toHaveLength(2);
    expect(blocksOf("[a][1]\n\nb\n\n[1]: https://a.example", true)).toHaveLength(1);
    expect(blocksOf("Steps:\n1. a\n\n2. b\n\nend", true)).toHaveLength(2);
  });

  it("ends without changing the page", () => {
    for (const text of [
      "# a\n\nb **c**\n\n- d\n\n- e\n\n```js\nf\n\ng\n```\n\n| h |\n|---|\n| i |",
      "Steps:\n\n1. a\n\n   b\n\n2. c\n\n> d\n\n> e\n\n$$\nx\n\n$$\n\nend",
      "<details>\n<summary>a</summary>\n\nb\n\n</details>\n\nend",
    ])
      expect(html(text)).toBe(html(text, true));
  });

  it("loses no text", () => {
    const text = "# Head\n\npara one\n\n1. a\n2. b\n\n> quote\n\n<div>\n\n</div>\n\n| a |\n|---|\n| b |\n\nend";
    expect(blocksOf(text, true).join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
  });
});

describe("a text that would hang or break the page", () => {
  it.each([
    ["20,000 quotes within each other", ">".repeat(20_000)],
    ["quotes with spaces between", "> ".repeat(2_000)],
    ["400 lists within each other in a line", `${"- ".repeat(400)}x`],
    ["400 numbered lists within each other", `${"1. ".repeat(400)}x`],
    [
      "400 lists within each other by their places",
      Array.from({ length: 400 }, (_, i) => `${"  ".repeat(i)}- x`).join("\n"),
    ],
    ["quotes and lists in turn", "> - ".repeat(300)],
    ["3,000 signs of emphasis that nothing ends", "_*".repeat(3_000)],
    ["signs of emphasis over many lines", "_*a\n".repeat(3_000)],
    ["beginnings of links", "[".repeat(5_000)],
    ["links within each other", `${"[".repeat(2_000)}a${"](b)".repeat(2_000)}`],
    ["pictures within each other", "![".repeat(3_000)],
    ["code of every length", Array.from({ length: 1_000 }, (_, i) => "`".repeat(i + 1)).join(" ")],
    ["a row of many cells", `${"|a".repeat(3_000)}\n${"|-".repeat(3_000)}`],
    ["what looks like code and is none", `<div>\n\`\`\`\n\n${"_*".repeat(3_000)}`],
    ["beginnings of formulas", "$a ".repeat(5_000)],
    ["paragraphs between tags", "<p>*a</p>\n\n".repeat(3_000)],
    ["more than can be read in time", "- a\n".repeat(50_000)],
  ])("is shown as plain text: %s", (_, text) => {
    for (const running of [false, true]) {
      const made = html(text, running);
      expect(made).toMatch(/^<div class="prose whitespace-pre-wrap /);
      expect(made.length).toBeGreaterThanOrEqual(text.length);
    }
  });

  it.each([
    [
      "a list of 500 items with strong words and code",
      "- **word**: `code` and [link](https://a.example)\n".repeat(500),
    ],
    ["ten lists within each other", Array.from({ length: 10 }, (_, i) => `${"  ".repeat(i)}- x`).join("\n")],
    ["code with many signs", `\`\`\`c\n${"int *a_b = &c_d[0];\n".repeat(200)}\`\`\``],
    ["a table of 60 rows", `| a | b | c |\n|---|---|---|\n${"| 1 | *2* | `3` |\n".repeat(60)}`],
    ["a long letter", "Some *words* of a letter that goes on and on.\n\n".repeat(1_000)],
  ])("does not include %s", (_, text) => {
    expect(isTooComplex(text)).toBe(false);
  });
});
