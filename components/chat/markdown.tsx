"use client";

import { toJsxRuntime } from "hast-util-to-jsx-runtime";
import { memo, useEffect, useId, useState } from "react";
import { Fragment, jsx, jsxs } from "react/jsx-runtime";
import { outsideCode } from "@/lib/models/code-spans";
import { linkBesideCjk } from "./cjk-links";
import { separateLines } from "./line-forms";
import { blocksOf } from "./markdown-blocks";
import { ELEMENTS } from "./markdown-elements";
import { isTooComplex, isTooDeep } from "./markdown-limits";
import { loadedReader, loadReader, PLAIN, type Reader } from "./markdown-reader";
import { prepareElements } from "./markdown-tree";
import { normalizeMath } from "./math-text";
import { lengthenFences } from "./nested-fences";
import { PROSE } from "./prose";

/**
 * Renders a model's output, which is hostile: no raw HTML, no image loads by itself, and links show their host. Text
 * that would freeze the page is shown as written.
 */
export default function Markdown({ text, running }: { text: string; running: boolean }) {
  if (isTooComplex(text)) return <PlainText text={text} />;
  const source = spacedHeadings(lengthenFences(text.replace(/\r\n?/g, "\n"), running));
  return <FormattedText text={separateLines(source)} running={running} />;
}

/** Accepts headings of two or more signs without a space; a single sign may begin a tag or a number. */
const spacedHeadings = (text: string) =>
  outsideCode(text, (prose) => prose.replace(/(?<=^|\n)( {0,3}#{2,6})(?=[^\s#])/g, "$1 "));

/** Asterisks between numbers are multiplication, not emphasis. Formulas are left alone. */
const escapedStars = (text: string) =>
  outsideCode(text, (prose) =>
    prose.replace(/\$\$[\s\S]*?\$\$|(?<=\d)\*(?=\d)|(?<=[\w)])\*\*(?=\d+(?!\d|\*\*))/g, (match) =>
      match.replace(/^\*+$/, (stars) => stars.replaceAll("*", "\\*")),
    ),
  );

function PlainText({ text }: { text: string }) {
  return (
    <div className="prose whitespace-pre-wrap [overflow-wrap:anywhere]" dir="auto">
      {text}
    </div>
  );
}

function FormattedText({ text, running }: { text: string; running: boolean }) {
  const prefix = useId();
  const math = normalizeMath(text);
  const reader = useReader(math);
  const source = linkBesideCjk(escapedStars(reader === PLAIN ? text : math.text));
  const blocks = blocksOf(source, running);
  return (
    <div className={PROSE}>
      {blocks.map((block, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks are only added at the end.
        <Block key={i} text={block} reader={reader} prefix={prefix} />
      ))}
    </div>
  );
}

const Block = memo(function Block({ text, reader, prefix }: { text: string; reader: Reader; prefix: string }) {
  const read = reader.parse(text);
  if (isTooDeep(read)) return <PlainText text={text} />;
  const tree = reader.runSync(read);
  prepareElements(tree, prefix);
  return toJsxRuntime(tree, { Fragment, jsx, jsxs, components: ELEMENTS, ignoreInvalidStyle: true });
});

/** The reader for a text with or without math. Formulas are shown as source until the math parser has loaded. */
function useReader({ hasMath, text }: { hasMath: boolean; text: string }): Reader {
  const chemistry = hasMath && /\\(?:ce|pu)\b/.test(text);
  const [reader, setReader] = useState(() => loadedReader(chemistry));
  const current = loadedReader(chemistry) ?? reader;
  useEffect(() => {
    if (!hasMath) return;
    // Also when another answer has loaded it since the last render.
    loadReader(chemistry).then(
      (fresh) => setReader(() => fresh),
      () => undefined,
    );
  }, [hasMath, chemistry]);
  return (hasMath && current) || PLAIN;
}
