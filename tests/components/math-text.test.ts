import { describe, expect, it } from "vitest";
import { normalizeMath } from "@/components/chat/math-text";

describe("math in an answer", () => {
  it.each([
    ["the sum \\(a+b\\) of both", "the sum $$a+b$$ of both"],
    ["so $x^2$ grows", "so $$x^2$$ grows"],
    ["for $n$ and $k$-th, the $n$th", "for $$n$$ and $$k$$-th, the $$n$$th"],
    ["$2x + 3 = 7$", "$$2x + 3 = 7$$"],
    ["\\[ E = mc^2 \\]", "$$\nE = mc^2\n$$"],
    ["so\n  \\[\n  a\n  \\]\nthen", "so\n  $$\n  a\n  $$\nthen"],
    ["$$ a + b $$", "$$\na + b\n$$"],
    ["$$a \\\\\nb$$", "$$\na \\\\\nb\n$$"],
    ["\\begin{align}\na &= b\n\\end{align}", "$$\n\\begin{align}\na &= b\n\\end{align}\n$$"],
    ["x \\begin{align}a\\end{align}", "x $$\\displaystyle \\begin{aligned}a\\end{aligned}$$"],
    ["\\begin{eqnarray}a\\label{eq:1}\\end{eqnarray}", "$$\n\\begin{align*}a\\end{align*}\n$$"],
    ["salt \\ce{NaCl_{(s)}} here", "salt $$\\ce{NaCl_{(s)}}$$ here"],
    ["设$x+y$为 $P(A|B)$", "设$$x+y$$为 $$P(A|B)$$"],
    ["$5 (4€) and $x=1$ or $n$-th", "$5 (4€) and $$x=1$$ or $$n$$-th"],
    ["| $x$ | 5$ | $-1$ |\n|---|---|---|", "| $$x$$ | 5$ | $$-1$$ |\n|---|---|---|"],
    ["it is $\\$5.00$ or $x = \\$3$", "it is $$\\$5.00$$ or $$x = \\$3$$"],
    ["1. \\[x\\] and $$y$$", "1. $$\\displaystyle x$$ and $$y$$"],
    ["> $$\n> a\n> b\n> $$", "> $$\n> a\n> b\n> $$"],
    ["> > \\[\n> > a\n> > \\]\n> so", "> > $$\n> > a\n> > $$\n> so"],
    ["> so \\[a\n> b\\] holds", "> so $$\\displaystyle a b$$ holds"],
    ["at 30$^\\circ$C, 10$\\mu$m, 5$\\times$3", "at 30$$^\\circ$$C, 10$$\\mu$$m, 5$\\times$3"],
    ['$x$, "$$" means pid; cost $$5 and $$6', '$$x$$, "\\$\\$" means pid; cost \\$\\$5 and \\$\\$6'],
    ["H$_2$O, CO$_2$, Ca$^{2+}$", "H$$_2$$O, CO$$_2$$, Ca$$^{2+}$$"],
  ])("is normalized: %j", (text, expected) => {
    expect(normalizeMath(text)).toEqual({ text: expected, hasMath: true });
  });

  it.each([
    "it costs $5 and $10 a month",
    "it was $5 (\\$4 before) or \\$6, now $3",
    "between \\$5 and $6 or \\$7$",
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
    "price ($5)($10), $5-$10, $5–$10, 5$ and 10$",
    "**$4**, *$3*, ~~$2~~, \"$1\", '$2', ($3), [$4], $5/$6, $7.$8.",
    "| Cost ($) | Price ($) |\n|---|---|\n| $A | B$ |\n|$5|$50|",
    "Plan|Price\n:-|-:\nPro $A|B$ now",
    "Team|$1.5k|$15k/yr ($1.25k/mo)|",
    "$AAPL and $TSLA, $AAPL/$TSLA; env $FOO_BAR and $\u007bBAZ}, $FOO_BAR:$BAZ",
    "PHP $a = $b + $c; jQuery $(this) and $(that); regex ^a$ or ^b$;",
    'the "$$" means pid; cost $$5 and $$6.',
    "Cost ($), ($) and ($)",
    "大约$5或者10$左右",
    "\\begin{itemize}\n\\item x\n\\end{itemize}",
    "\\begin{align} never ends",
    "a \\cell{x} and \\ceil",
    "twice escaped \\\\(x\\\\) and \\\\[y\\\\]",
    "the pattern /^\\[.*\\]$/",
    "FOO$_BAR$BAZ and a$_b c$d",
    "$$\n\n$$",
    "<td>$A</td><td>B$</td>",
  ])("does not include text that only looks like math: %j", (text) => {
    expect(normalizeMath(text)).toEqual({ text, hasMath: false });
  });
});
