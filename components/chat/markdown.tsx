"use client";

import { toJsxRuntime } from "hast-util-to-jsx-runtime";
import { memo, useEffect, useState } from "react";
import { Fragment, jsx, jsxs } from "react/jsx-runtime";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { blocksOf } from "./markdown-blocks";
import { ELEMENTS } from "./markdown-elements";
import { isTooComplex, isTooDeep } from "./markdown-limits";
import { normalizeMath } from "./math-text";

interface Node {
  type: string;
  children?: Node[];
}

/** HTML that a model wrote is shown as it stands: nothing of it is lost, and none of it is HTML here. */
function htmlAsText() {
  const change = (node: Node): void => {
    if (node.type === "html") node.type = "text";
    node.children?.forEach(change);
  };
  return change;
}

const parser = () => unified().use(remarkParse).use(remarkGfm).use(htmlAsText);
const PLAIN = parser().use(remarkRehype).freeze();
type Reader = typeof PLAIN;

let withMath: Reader | null = null;

async function loadMath(): Promise<Reader> {
  const { MATH: MATHS } = await import("./math");
  const [math, mathOptions] = MATHS.remark;
  const [set, setOptions] = MATHS.rehype;
  withMath ??= parser().use(math, mathOptions).use(remarkRehype).use(set, setOptions).freeze() as unknown as Reader;
  return withMath;
}

/**
 * What a model wrote. It is hostile: no raw HTML, no picture loads by itself, links are those of the web and of mail and
 * show where they lead. What would hang or break the page is shown as it was written.
 */
export default function Markdown({ text, running }: { text: string; running: boolean }) {
  if (isTooComplex(text)) return <PlainText text={text} />;
  return <FormattedText text={text} running={running} />;
}

function PlainText({ text }: { text: string }) {
  return <div className="prose whitespace-pre-wrap break-words">{text}</div>;
}

function FormattedText({ text, running }: { text: string; running: boolean }) {
  const math = normalizeMath(text);
  const reader = useReader(math.found);
  const source = reader === PLAIN ? text : math.text;
  const blocks = running ? blocksOf(source) : [source];
  return (
    <div className="prose">
      {blocks.map((block, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks are added at the end, none changes its place.
        <Block key={i} text={block} reader={reader} />
      ))}
    </div>
  );
}

const Block = memo(function Block({ text, reader }: { text: string; reader: Reader }) {
  const read = reader.parse(text);
  if (isTooDeep(read)) return <PlainText text={text} />;
  const tree = reader.runSync(read);
  return toJsxRuntime(tree, { Fragment, jsx, jsxs, components: ELEMENTS, ignoreInvalidStyle: true });
});

/** What reads a text with math in it or without; formulas stand as they were written until the former has come. */
function useReader(found: boolean): Reader {
  const [reader, setReader] = useState(() => withMath);
  useEffect(() => {
    if (!found || reader) return;
    loadMath().then(
      (loadedReader) => setReader(() => loadedReader),
      () => undefined,
    );
  }, [found, reader]);
  return found && reader ? reader : PLAIN;
}
