import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, it } from "vitest";
import Markdown from "@/components/chat/markdown";
import { loadReader } from "@/components/chat/markdown-reader";

const html = (text: string, running = false) => renderToStaticMarkup(createElement(Markdown, { text, running }));

describe("fenced code in a block of Markdown", () => {
  const nested = "```markdown\n# Title\n\n```bash\nnpm i\n```\n\nMore.\n```";
  const blocks = (text: string, running = false) =>
    [...html(text, running).matchAll(/<pre[^>]*><code>([\s\S]*?)<\/code><\/pre>/g)].map(([, code]) => code);

  it("does not end the block", () => {
    const inside = "# Title\n\n```bash\nnpm i\n```\n\nMore.";
    for (const running of [false, true]) {
      expect(blocks(`${nested}\n\nAfter.\n\n\`\`\`js\nx\n\`\`\``, running)).toEqual([inside, "x"]);
      expect(blocks(nested.replace("markdown", ""), running)).toEqual([inside]);
      expect(blocks(`1. a\n\n   ${nested.replaceAll("\n", "\n   ")}`, running)).toEqual([inside]);
    }
  });

  it("does not end it while the text is streaming", () => {
    expect(blocks(nested.slice(0, nested.indexOf("More.") + 5), true)).toEqual([
      "# Title\n\n```bash\nnpm i\n```\n\nMore.",
    ]);
  });

  it.each([
    ["```md\n# a\n```\n\nb\n\n```js\nc\n```", ["# a", "c"]],
    ["```\na\n```\n```js\nb\n```", ["a", "b"]],
    ["````md\n```js\na\n```\n````", ["```js\na\n```"]],
    ["```md\n# a\n```js\nb\n```\n\nc", ["# a\n```js\nb"]],
    ["```js\n// ```ts\na\n```", ["// ```ts\na"]],
  ])("is not detected if all fences end: %j", (text, shown) => {
    expect(blocks(text)).toEqual(shown);
  });
});

describe("headings without a space", () => {
  it("are headings from two signs up", () => {
    expect(html("##标题\n\n###Next step\ntext")).toMatch(/<h2[^>]*>标题<\/h2>[\s\S]*<h3[^>]*>Next step<\/h3>/);
    expect(html("#tag and #1")).not.toMatch(/<h\d/);
    expect(html("```c\n##x\n```\n\n`##y`")).not.toMatch(/<h\d/);
  });
});

describe("a table", () => {
  it("is recognized directly below a list or a paragraph", () => {
    for (const above of ["- item", "1. item", "text", "> quote"])
      expect(html(`${above}\n| a |\n|---|\n| b |`).match(/<t[dh]\b/g)).toHaveLength(2);
  });

  it("is recognized if its second line has a different number of cells", () => {
    for (const second of ["|---|", "|:--|---|---|---|", "|---|---|---|"])
      expect(html(`| a | b | c |\n${second}\n| 1 | 2 | 3 |`).match(/<t[dh]\b/g)).toHaveLength(6);
  });
});

describe("dashes below a sentence", () => {
  it("are a rule, and below a title make it a heading", () => {
    for (const text of ["It ends.\n---\nNext", "one\ntwo\n---", "**注意。**\n---"]) {
      expect(html(text)).toContain("<hr ");
      expect(html(text)).not.toMatch(/<h\d/);
    }
    expect(html("Title\n---\ntext")).toMatch(/<h2[^>]*>Title<\/h2>/);
    expect(html("```\na.\n---\n```")).toContain("a.\n---");
  });
});

describe("stars", () => {
  beforeAll(() => loadReader(false));

  it.each([
    ["5*3*2 = 30", "5*3*2 = 30"],
    ["x**2 + y**2 and 2**10", "x**2 + y**2 and 2**10"],
    ["2*3 and $2*3*4$", "2*3 and"],
    ["共**3**个，a**b**c", "共<strong>3</strong>个，a<strong>b</strong>c"],
  ])("between numbers do not mark text: %s", (text, shown) => {
    expect(html(text)).toContain(shown);
    expect(html(text)).not.toContain("<em>");
  });

  it.each([
    ["**Note:**text and **Bold**: text", "<strong>Note:</strong>text and <strong>Bold</strong>: text"],
    ['say **"this"**now', "<strong>&quot;this&quot;</strong>now"],
    ["f(**kwargs) and g(**options)", "f(**kwargs) and g(**options)"],
    ["2 ** 3 ** 4", "2 ** 3 ** 4"],
    ["***both***, *a **b** c*", "<em>a <strong>b</strong> c</em>"],
    ["~~(old)~~new", "<del>(old)</del>new"],
  ])("in pairs mark text next to anything but spaces: %s", (text, shown) => {
    expect(html(text)).toContain(shown);
  });
});

describe("a quote that is a note", () => {
  it("begins with the kind of the note", () => {
    expect(html("> [!WARNING]\n> Take *care*.")).toMatch(/<strong>Warning<\/strong><br\/>\s*Take <em>care/);
    expect(html("> [!NOTE] text")).toContain("[!NOTE] text");
  });
});
