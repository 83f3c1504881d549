import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, it } from "vitest";
import Markdown from "@/components/chat/markdown";
import { loadReader } from "@/components/chat/markdown-reader";

const html = (text: string, running = false) => renderToStaticMarkup(createElement(Markdown, { text, running }));

describe("footnotes", () => {
  const text = "A claim[^1] and another[^note].\n\n[^1]: The source.\n[^note]: More, with `code`.";

  it("have IDs that no other message has, and link to each other", () => {
    const page = renderToStaticMarkup(
      createElement(
        "main",
        {},
        createElement(Markdown, { text, running: false }),
        createElement(Markdown, { text, running: false }),
      ),
    );
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toHaveLength(10);
    expect(new Set(ids).size).toBe(10);
    const targets = [...page.matchAll(/ (?:href="#|aria-describedby=")([^"]+)"/g)].map(([, target]) => target);
    expect(targets).toHaveLength(12);
    expect(ids).toEqual(expect.arrayContaining(targets));
  });

  it("have a visible label: a hidden one stretches the page", () => {
    expect(html(text)).not.toContain("sr-only");
    expect(html(text)).toMatch(/>Footnotes</);
  });

  it("are the only links within the page", () => {
    expect(html("[top](#content) and [^9]")).not.toContain("<a ");
  });
});

describe("line breaks", () => {
  it.each([
    ["Roses are red\nViolets are blue", "Roses are red<br/>", 1],
    ["> a\n> *b\n> c* d", "<em>b<br/>", 2],
    ["- Main St 1\n  12345 City", "Main St 1<br/>", 1],
    ["| a |\n|---|\n| one<br>two<br/>three<BR />four |", "one<br/>", 3],
    ["one<br>\ntwo", "one<br/>", 1],
    ["<br>\n\nend", "<br/>", 1],
    ["hard  \nbreak\\\nhere", "hard<br/>", 2],
  ])("are kept: %j", (text, shown, count) => {
    for (const running of [false, true]) {
      expect(html(text, running)).toContain(shown);
      expect(html(text, running).match(/<br\/>/g)).toHaveLength(count);
    }
  });

  it("in code stay as they are", () => {
    expect(html("`a<br>b`\n\n```\nc\nd\n```")).not.toContain("<br/>");
  });
});

describe("Chinese, Japanese, and Korean text", () => {
  it.each([
    ["**注意：**正文在这里。**「重要」**的事情。", ["<strong>注意：</strong>正文", "<strong>「重要」</strong>的"]],
    ["**この文は太字になります（x）。**この文。", ["<strong>この文は太字になります（x）。</strong>この"]],
    ['중요한 것은 **"안전"**입니다', ["<strong>&quot;안전&quot;</strong>입니다"]],
    ["*（注）*文", ["<em>（注）</em>文"]],
    ["~~（旧）~~新，~~「旧」~~的", ["<del>（旧）</del>新", "<del>「旧」</del>的"]],
    ['중요한 것은 ~~"낡은 것"~~입니다', ["<del>&quot;낡은 것&quot;</del>입니다"]],
    ["价格~~¥100~~。现价", ["<del>¥100</del>。现价"]],
  ])("has marked words without spaces around them: %s", (text, shown) => {
    for (const part of shown) expect(html(text)).toContain(part);
  });

  it.each([
    ["请看https://example.com/a。然后看", "https://example.com/a", "。然后看"],
    ["（https://example.com/b?c=d）和", "https://example.com/b?c=d", "）和"],
    ["见https://example.com，**重要**", "https://example.com", "，<strong>重要</strong>"],
    ["[链接](https://example.com/d)。然后", "https://example.com/d", "。然后"],
    ["<https://example.com/e>。", "https://example.com/e", "。"],
    ["访问https://example.com然后看", "https://example.com", "然后看"],
    ["见https://example.com/docs了解更多。", "https://example.com/docs", "了解更多。"],
    ["詳しくはhttps://example.com/を参照", "https://example.com/", "を参照"],
    ["https://example.com/ko에서 확인", "https://example.com/ko", "에서 확인"],
    ["看 www.example.com然后", "http://www.example.com", "然后"],
    ["见https://example.com/路径。", "https://example.com/%E8%B7%AF%E5%BE%84", "。"],
    ["见https://zh.example.com/?q=路径。", "https://zh.example.com/?q=%E8%B7%AF%E5%BE%84", "。"],
  ])("ends links at its punctuation: %s", (text, href, after) => {
    for (const running of [false, true]) {
      expect(html(text, running)).toContain(`href="${href}"`);
      expect(html(text, running)).toContain(`</a>${after}`);
    }
  });

  it("may be in the name of a website", () => {
    expect(html("https://例子.example/a 和")).toContain("(xn--fsqu00a.example)");
    expect(html('<a href="https://example.com/a然后">x</a>')).toContain(
      'href="https://example.com/a%E7%84%B6%E5%90%8E"',
    );
  });

  it("is not changed in code", () => {
    expect(html("`https://example.com/a。`")).toContain("<code>https://example.com/a。</code>");
  });
});

describe("the direction of text", () => {
  it("is that of each block, and code and formulas have their own", () => {
    const page = html("# عنوان\n\nمرحبا\n\n- عنصر\n\n> اقتباس\n\n| ا |\n|---|\n| ب |\n\n```js\nx\n```");
    for (const tag of ["h1", "p", "ul", "blockquote"]) expect(page).toMatch(new RegExp(`<${tag}[^>]* dir="auto"`));
    expect(page).toMatch(/aria-label="Table"[^>]* dir="auto"/);
    expect(page).toContain("[direction:ltr]");
    expect(html("حاشية[^1].\n\n[^1]: نص")).toMatch(/<p[^>]*>Footnotes<\/p>\n<ol[^>]* dir="auto"/);
  });
});

describe("lists with long numbers", () => {
  it("have enough padding for them", () => {
    expect(html("100. a\n101. b")).toContain('style="padding-inline-start:4.5ch"');
    expect(html("999. a\n1000. b")).toContain('style="padding-inline-start:5.5ch"');
    expect(html("1. a\n2. b")).not.toContain("style=");
  });
});

describe("lists of tasks", () => {
  it("have a named checkbox for each task, and no bullets", () => {
    const page = html("- [ ] open\n- [x] done");
    expect(page).toContain("contains-task-list");
    expect(page).toMatch(/<input[^>]*aria-label="Not done"/);
    expect(page).toMatch(/<input[^>]*checked=""[^>]*aria-label="Done"|<input[^>]*aria-label="Done"[^>]*checked=""/);
  });
});

describe("vertical bars in the code and formulas of a table", () => {
  beforeAll(() => loadReader(false));
  const cells = (text: string) =>
    [...html(text).matchAll(/<t[dh]\b[^>]*>(.*?)<\/t[dh]>/g)].map(([, cell = ""]) =>
      cell.replace(/<span class="katex">.*<annotation[^>]*>(.*?)<\/annotation>.*/, "⟨$1⟩").replace(/<\/?code>/g, "`"),
    );

  it.each([
    ["| a | b |\n|---|---|\n| `x || y` | or |", ["a", "b", "`x || y`", "or"]],
    ["| `x|y` | b |\n|---|---|\n| 1 | 2 |", ["`x|y`", "b", "1", "2"]],
    ["| a | b |\n|---|---|\n| `x \\| y` | ``a|`b`` |", ["a", "b", "`x | y`", "`a|`b`"]],
    ["| a | b |\n|---|---|\n| $|x|$ | \\(P(A|B)\\) |", ["a", "b", "⟨\\vert{}x\\vert{}⟩", "⟨P(A\\vert{}B)⟩"]],
    ["> | a | b |\n> |---|---|\n> | `x|y` | z |", ["a", "b", "`x|y`", "z"]],
    ["- | a | b |\n  |---|---|\n  | `x|y` | z |", ["a", "b", "`x|y`", "z"]],
    ["| a | b |\n|---|---|\n| `x | y` |", ["a", "b", "`x", "y`"]],
    ["| a | b |\n|---|---|\n| 1 | 2 | 3 |", ["a", "b", "1", "2"]],
    ["a | b\n--|--\n$5|$6", ["a", "b", "$5", "$6"]],
  ])("do not end a cell if the row would have too many: %j", (text, shown) => {
    for (const running of [false, true]) expect([running, cells(text)]).toEqual([running, shown]);
  });

  it("are not changed outside of tables", () => {
    expect(html("run `a | b`\n\n```\n| a |\n|---|\n| `x|y` |\n```")).toContain("| `x|y` |");
  });
});

describe("lines that end as on Windows", () => {
  it("are lines", () => {
    const page = html("```js\r\nx\r\n```\r\n\r\na\r\nb\r\n\r\n$$\r\ny^2\r\n$$\r\n");
    expect(page).toContain("a<br/>\nb");
    expect(page).toContain("katex-display");
  });
});

it("a formula on a line of its own can be scrolled by keyboard", () => {
  expect(html("$$\ny^2\n$$")).toMatch(/class="katex-display"[^>]* tabindex="0"/);
  expect(html("$$y^2$$ in text")).not.toContain("tabindex");
});

describe("the name of a language", () => {
  it.each([
    ["{.python .numberLines}", "python"],
    ["{r}", "r"],
    ["rust,ignore", "rust"],
    ["c++", "c++"],
    ["js {1,3}", "js"],
  ])("is read from the text after the fence: %s", (info, name) => {
    expect(html(`\`\`\`${info}\nx\n\`\`\``)).toContain(`Copy the code: ${name}"`);
  });
});

describe("a link by reference", () => {
  it("stays in its line", () => {
    const page = html("see [the **docs**][1] and ![a plot][1] here\n\n[1]: https://docs.example/a");
    expect(page.match(/<p\b/g)).toHaveLength(1);
    expect(page).toContain('href="https://docs.example/a"');
  });
});

describe("an image in a link", () => {
  it("is replaced by its text, which links to the same URL", () => {
    const page = html(
      "[![build](https://badges.example/b.svg)](https://ci.example) [![](https://a.example/a.png)](/x)",
    );
    expect(page.match(/<a /g)).toHaveLength(1);
    expect(page).toContain('href="https://ci.example"');
    expect(page).toContain(">image: build <");
    expect(page).toContain("<span>image</span>");
  });
});

describe("tildes", () => {
  it("strike text in pairs only: one is a range or an estimate", () => {
    expect(html("约10~20元，3~5天；~5 min~ and ~~gone~~")).toContain("约10~20元，3~5天；~5 min~ and <del>gone</del>");
  });
});

describe("a diagram", () => {
  it("is shown as source until it is requested, in lists too", () => {
    for (const text of ["```mermaid\ngraph TD;\n```", "1. one\n\n   ```mermaid\n   graph TD;\n   ```"]) {
      expect(html(text)).toContain("graph TD;");
      expect(html(text)).toContain("Draw diagram");
      expect(html(text)).not.toContain("<iframe");
    }
  });
});

describe("formulas", () => {
  beforeAll(() => loadReader(true));

  it.each([
    ["\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}", "katex-display"],
    ["so \\begin{align*}a &= b\\end{align*} holds", 'class="katex"'],
    ["\\begin{pmatrix}1 & 2\\end{pmatrix}", "katex-display"],
    ["\\begin{multline}a+b\\end{multline}", "katex-display"],
    ["water is \\ce{H2O} and $\\ce{2H2 + O2 -> 2H2O}$", 'class="katex"'],
  ])("are rendered: %s", (text, shown) => {
    const page = html(text);
    expect(page).toContain(shown);
    expect(page).not.toContain("katex-error");
    expect(page).not.toContain("color:var(--bad)");
  });

  it("in a table do not change its cells", () => {
    const page = html("| Plan | a | b |\n|---|---|---|\n| Pro | $A | B$ |\n| Free | $x$ | 5$ |\n| Team | $5 | $10 |");
    expect(page.match(/<td/g)).toHaveLength(9);
    expect(page.match(/class="katex"/g)).toHaveLength(1);
  });
});
