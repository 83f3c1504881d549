import type { Components } from "hast-util-to-jsx-runtime";
import { type ComponentProps, type ReactNode, useEffect, useState } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { type CodePiece, CodePieces } from "@/components/ui/code-pieces";
import { ScrollPanel, TABLE_LOOK } from "@/components/ui/table";
import { Diagram } from "./diagram";
import { OutsideLink } from "./outside-link";

/** Code is highlighted after it stays unchanged for this long, in ms. */
const IDLE_MS = 150;
/** Longer code is not highlighted, in characters. */
const MAX_HIGHLIGHTED = 50_000;

const SAFE = /^(?:https?|mailto):/i;

/** Components for the elements of an answer: links show their host, and nothing loads by itself. */
export const ELEMENTS: Partial<Components> = {
  a: Link,
  img: ImageLink,
  pre: ({ children }) => <div className="my-3">{children}</div>,
  table: Table,
  th: (props) => <th {...props} className={CELL} />,
  td: (props) => <td {...props} className={CELL} />,
  code: Code,
  input: (props) => <input {...props} aria-label={props.checked ? "Done" : "Not done"} className="-ms-5.5 me-2" />,
  section: Footnotes,
};

const CELL = "min-w-[5ch] max-w-[40ch] [overflow-wrap:break-word]";

function Link({ href = "", children, ...rest }: ComponentProps<"a">) {
  // Only footnotes have these attributes, because a model's HTML is never rendered.
  if ("data-footnote-ref" in rest || "data-footnote-backref" in rest) {
    const { id, "aria-label": label, "aria-describedby": description } = rest;
    return (
      <a href={href} id={id} aria-label={label} aria-describedby={description} className="link scroll-mt-16">
        {children}
      </a>
    );
  }
  const host = hostOf(href);
  if (host === null) return <span>{children}</span>;
  return (
    <OutsideLink href={href} note={host}>
      {children}
    </OutsideLink>
  );
}

/** An image is a link, because loading it would reveal the reader to its host. */
function ImageLink({ src = "", alt = "" }: ComponentProps<"img">) {
  const host = typeof src === "string" ? hostOf(src) : null;
  if (host === null) return <span>[image: {alt || "no description"}]</span>;
  return (
    <OutsideLink href={String(src)} note={`${host}, not loaded`}>
      image{alt ? `: ${alt}` : ""}
    </OutsideLink>
  );
}

function Code({ children, className = "" }: ComponentProps<"code">) {
  const text = String(children ?? "");
  const language = /language-\{?\.?([^\s{},]+)/.exec(className)?.[1];
  if (language === undefined && !text.includes("\n")) return <code>{children}</code>;
  const code = text.replace(/\n$/, "");
  if (language?.toLowerCase() === "mermaid")
    return <Diagram code={code} source={<CodeBlock title="mermaid" code={code} />} />;
  return language ? <HighlightedCode language={language} code={code} /> : <CodeBlock title="code" code={code} />;
}

interface HighlightedCodeProps {
  language: string;
  code: string;
}

/** A block of code, highlighted once the highlighter has loaded. */
function HighlightedCode({ language, code }: HighlightedCodeProps) {
  const [highlighted, setHighlighted] = useState<{ code: string; pieces: CodePiece[] } | null>(null);
  useEffect(() => {
    if (code.length > MAX_HIGHLIGHTED) return;
    let canceled = false;
    const timer = setTimeout(async () => {
      const highlight = await import("@/components/ui/highlight").catch(() => null);
      const pieces = highlight?.piecesOf(code, language.toLowerCase());
      if (pieces && !canceled) setHighlighted({ code, pieces });
    }, IDLE_MS);
    return () => {
      canceled = true;
      clearTimeout(timer);
    };
  }, [code, language]);
  return (
    <CodeBlock title={language} code={code}>
      {highlighted?.code === code ? <CodePieces pieces={highlighted.pieces} /> : code}
    </CodeBlock>
  );
}

function Table({ children, dir }: { children?: ReactNode; dir?: string }) {
  return (
    <ScrollPanel label="Table" className="my-3" dir={dir}>
      <table className={TABLE_LOOK}>{children}</table>
    </ScrollPanel>
  );
}

function Footnotes({ children }: { children?: ReactNode }) {
  return (
    <section className="mt-4 space-y-1 border-t border-line pt-3 text-note text-text-2" dir="auto">
      {children}
    </section>
  );
}

/** The host or mailbox of a safe link; null for other links. */
function hostOf(url: string): string | null {
  if (!SAFE.test(url) || !URL.canParse(url)) return null;
  const { host, pathname, protocol } = new URL(url);
  return protocol === "mailto:" ? pathname : host;
}
