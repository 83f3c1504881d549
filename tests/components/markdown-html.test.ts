import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import Markdown from "@/components/chat/markdown";
import { loadReader } from "@/components/chat/markdown-reader";

const html = (text: string, running = false) => renderToStaticMarkup(createElement(Markdown, { text, running }));

describe("tags that a model wrote", () => {
  it.each([
    ["H<sub>2</sub>O and x<sup>2</sup>", "H<sub>2</sub>O and x<sup>2</sup>"],
    ["press <kbd>Ctrl</kbd>+<kbd>C</kbd>", "<kbd>Ctrl</kbd>+<kbd>C</kbd>"],
    ["<u>under **bold**</u> and <mark>this</mark>", "<u>under <strong>bold</strong></u> and <mark>this</mark>"],
    ["a <B>bold</B> and <i>slanted</i> word", "a <strong>bold</strong> and <em>slanted</em> word"],
    ["<sub>one <sup>two</sup></sub>", "<sub>one <sup>two</sup></sub>"],
    ["<strong>a</strong>, <em>b</em>, <s>c</s>", "<strong>a</strong>, <em>b</em>, <del>c</del>"],
    ["<code>a < b</code>", "<code>a &lt; b</code>"],
    ["<code>a *b*</code>", "&lt;code&gt;a <em>b</em>&lt;/code&gt;"],
    ["<sub>a</sup>", "&lt;sub&gt;a&lt;/sup&gt;"],
    ["<sub>never closed", "&lt;sub&gt;never closed"],
    ["**<sub>a**</sub>", "<strong>&lt;sub&gt;a</strong>&lt;/sub&gt;"],
    ["<sub onclick=x>a</sub>", "&lt;sub onclick=x&gt;a&lt;/sub&gt;"],
    ["`<sub>a</sub>`", "<code>&lt;sub&gt;a&lt;/sub&gt;</code>"],
    ['a <span style="color:red">red</span> <font color="red">word</font>', "a <span>red</span> <span>word</span>"],
    [
      "the <div> and <li> elements, and <details> too",
      "the &lt;div&gt; and &lt;li&gt; elements, and &lt;details&gt; too",
    ],
    ["<ul> is a list", "&lt;ul&gt; is a list"],
    ["<details> is an element", "&lt;details&gt; is an element"],
    ["one<hr>two</br>three", "<hr/>"],
    ['one<br clear="all">two', "one<br/>\ntwo"],
  ])("mark text if they are paired: %s", (text, shown) => {
    expect(html(text)).toContain(shown);
  });

  it("collapse the Markdown between <details>", () => {
    const page = html(
      "<details>\n<summary>The <b>answer</b></summary>\n\nIt is **42**.\n\n```js\nlet x;\n```\n\n</details>\n\nend",
    );
    expect(page).toMatch(/<details[^>]*>\s*<summary>The <strong>answer<\/strong><\/summary>/);
    expect(page).toMatch(/<strong>42<\/strong>[\s\S]*let x;[\s\S]*<\/details>\s*<p[^>]*>end/);
    expect(page).not.toContain("open=");
  });

  it.each([
    ["<details><summary>a</summary>b **c**</details>", "b <strong>c</strong></p></details>"],
    ["<details open>\n<summary>a</summary>\n1. one\n   - two\n2. three\n</details>", '<details open="" dir="auto">'],
    ["<details>\n<summary>a</summary>\n  - one\n    - two\n</details>", "<li>two</li>"],
    [
      "<details>\n<summary>a</summary>\n```html\n<div>\n</details>\n```\n</details>\n\nend",
      "&lt;div&gt;\n&lt;/details&gt;",
    ],
    ["- <details><summary>a</summary>b</details>", "<summary>a</summary>"],
    [
      "<details><summary>a</summary>\n\n<details><summary>b</summary>\n\nc\n\n</details></details>",
      "<summary>b</summary>",
    ],
    ["<details>\n<summary>never ended", "<summary>never ended</summary>"],
  ])("collapse it in every notation: %j", (text, shown) => {
    for (const running of [false, true]) {
      expect(html(text, running)).toContain(shown);
      expect(html(text, running)).not.toContain("&lt;summary");
    }
  });

  it("are tables with the text, code, and math of their cells", async () => {
    await loadReader(false);
    const page = html(
      '<table border="1">\n  <tr><th align="left">a</th><th>b</th></tr>\n  <tr>\n    <td colspan="2">**c** &amp; `d|e`</td>\n' +
        "  </tr>\n\n  <tr><td>$5</td><td>$x^2$ or -</td></tr>\n</table>",
    );
    expect(page.match(/<t[dh]\b/g)).toHaveLength(5);
    expect(page).toContain("<strong>c</strong> &amp; <code>d|e</code>");
    expect(page).toMatch(/colSpan="2"/i);
    expect(page).toContain('class="katex"');
    expect(page).toContain('aria-label="Table"');
    expect(page).not.toContain("border=");
  });

  it("are lists in the cells of tables", () => {
    const page = html("| a | b |\n|---|---|\n| <ul><li>one</li><li>**two**</li></ul> | <ol><li>x<li>y</ol> |");
    expect(page).toContain("<ul><li>one</li><li><strong>two</strong></li></ul>");
    expect(page).toContain("<ol><li>x</li><li>y</li></ol>");
  });

  it("are headings, quotes, and centered blocks", () => {
    expect(html("<h2>Title</h2>\n\n<blockquote>said</blockquote>")).toMatch(/<h2[^>]*>Title<\/h2>[\s\S]*<blockquote/);
    for (const text of ["<center>mid</center>", "<div align=center>\n\nmid\n\n</div>", "<p align='center'>mid</p>"])
      expect(html(text)).toMatch(/class="text-center"[^>]*>[\s\S]*mid/);
  });

  it("are code within <pre>", () => {
    const page = html(
      '<details>\n<summary>a</summary>\n<pre><code class="language-js">x &lt; *y*\n  z\n</code></pre>\n</details>',
    );
    expect(page).toMatch(/<details[\s\S]*Copy the code: js"[\s\S]*x &lt; \*y\*\n {2}z<[\s\S]*<\/details>/);
    expect(html("<pre>\na\n\n  b\n</pre>\n\nend")).toContain("a\n\n  b");
  });

  it("stay separate if they were written separately", () => {
    expect(html("<!-- a -->\n\n<iframe></iframe>").match(/<p\b/g)).toHaveLength(2);
    expect(html("<ul> and <li> make lists.\n\n<li> alone")).toMatch(
      /&lt;ul&gt; and &lt;li&gt; make lists\.<\/p>\s*<p[^>]*>&lt;li&gt; alone/,
    );
    expect(html("<dl><dt>a<dd>b</dl>")).toContain("<dt>a</dt><dd>b</dd>");
  });

  it("are shown as source if they have other attributes or content", () => {
    for (const text of ["<div onclick=x>\na\n</div>", "<form>\n<p>a</p>\n</form>", "<p><script>a</script></p>"])
      expect(
        html(text)
          .replaceAll("<br/>", "")
          .replace(/<\/?p[^>]*>|\n/g, ""),
      ).toContain(text.replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\n", ""));
  });

  it("are parsed in linear time", () => {
    const text = `${"<div>\n\n".repeat(2_000)}x`;
    expect(html(text)).toContain("&lt;div&gt;");
    expect(html(`<pre>${" ".repeat(20_000)}x`)).toContain("&lt;pre&gt;");
  });
});
