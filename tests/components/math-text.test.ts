import { describe, expect, it } from "vitest";
import { normalizeMath } from "@/components/chat/math-text";

describe("maths in an answer", () => {
  it.each([
    ["the sum \\(a+b\\) of both", "the sum $$a+b$$ of both"],
    ["so $x^2$ grows", "so $$x^2$$ grows"],
    ["for $n$ and $k$-th, the $n$th", "for $$n$$ and $$k$$-th, the $$n$$th"],
    ["$2x + 3 = 7$", "$$2x + 3 = 7$$"],
    ["\\[ E = mc^2 \\]", "$$\nE = mc^2\n$$"],
    ["so\n  \\[\n  a\n  \\]\nthen", "so\n  $$\n  a\n  $$\nthen"],
    ["$$ a + b $$", "$$\na + b\n$$"],
    ["$$a \\\\\nb$$", "$$\na \\\\\nb\n$$"],
    ["1. \\[x\\] and $$y$$", "1. $$\\displaystyle x$$ and $$y$$"],
  ])("is written one way: %j", (text, expected) => {
    expect(normalizeMath(text)).toEqual({ text: expected, found: true });
  });

  it.each([
    "it costs $5 and $10 a month",
    "between $5-$10, or US$5/$6",
    "$5 or 5$ in all",
    "from $0.10 to $0.32 per 1M tokens",
    "PATH is $HOME/bin:$PATH here",
    "a \\$5 note and a \\$10 note",
    "code `$x$` and `\\(y\\)`",
    "```sh\necho $a $b$\n\\[ -f x \\]\n```",
    "~~~\n$$x$$",
    "an open \\( and an open $$ end",
    "no dollars at all",
    "$$\n\n$$",
  ])("is not what only looks like it: %j", (text) => {
    expect(normalizeMath(text)).toEqual({ text, found: false });
  });
});
