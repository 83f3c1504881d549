import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import Markdown from "@/components/chat/markdown";
import { blocksOf } from "@/components/chat/markdown-blocks";

const html = (text: string, running = false) => renderToStaticMarkup(createElement(Markdown, { text, running }));

describe("what a model wrote", () => {
  it.each([
    ["![a](https://evil.example/a.png)", "evil.example, not loaded"],
    ["![b][ref]\n\n[ref]: https://evil.example/b.png", "evil.example, not loaded"],
    ["![c](data:image/svg+xml;base64,AAAA)", "[picture: c]"],
    ["![d](//evil.example/d.png)", "[picture: d]"],
    ["<img src=https://evil.example/e.png>", "&lt;img src="],
    ["<iframe src='https://evil.example'></iframe>", "&lt;iframe"],
    ["text <b onclick=x>bold</b>", "&lt;b onclick=x&gt;"],
    ["<style>*{display:none}</style>", "&lt;style&gt;"],
  ])("loads nothing and is no HTML: %s", (text, shown) => {
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
  ])("links to the web and to mail alone: %s", (text) => {
    expect(html(text)).not.toContain("<a ");
    expect(html(text, true)).not.toContain("<a ");
  });

  it("says where a link leads, whatever its text says", () => {
    expect(html("[bank.example](https://evil.example/x)")).toContain("(evil.example)");
    expect(html("see https://shop.example/a?b=c")).toContain("(shop.example)");
    expect(html("<me@mail.example>")).toContain("(me@mail.example)");
  });

  it("has lists, tables, strong words and code", () => {
    const made = html("**so** ~~not~~\n\n- [x] done\n\n| a | b |\n|--:|---|\n| 1 | 2 |\n\n```ts\nlet x;\n```\n\n`y`");
    for (const part of ["<strong>so</strong>", "<del>not</del>", 'type="checkbox"', "<td", "let x;", "<code>y</code>"])
      expect(made).toContain(part);
  });
});

describe("an answer that is being written", () => {
  it("is read block by block, and what is begun is ended", () => {
    expect(blocksOf("one\n\ntwo **bol")).toEqual(["one", "two **bol**"]);
    expect(blocksOf("```js\nlet x = 1;\n\nlet y")).toHaveLength(1);
    expect(blocksOf("- a\n\n- b\n\ntext").map((block) => block.trim())).toEqual(["- a\n\n- b", "text"]);
    expect(blocksOf("$$\na\n= b\n- c\n$$\n\nend").map((block) => block.trim())).toEqual(["$$\na\n= b\n- c\n$$", "end"]);
  });

  it("loses nothing on the way", () => {
    const text = "# Head\n\npara one\n\n1. a\n2. b\n\n> quote\n\n<div>\n\n</div>\n\n| a |\n|---|\n| b |\n\nend";
    expect(blocksOf(text).join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
  });
});
