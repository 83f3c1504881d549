import type { ReactNode } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { HighlightedCode } from "./highlighted-code";

interface ElementProps {
  children?: ReactNode;
  href?: string | undefined;
  src?: string | Blob | undefined;
  alt?: string | undefined;
  className?: string | undefined;
}

const SAFE = /^(?:https?|mailto):/i;

/** How the elements of an answer are shown that are more than text: links say where they lead, nothing loads by itself. */
export const ELEMENTS = { a: Link, img: Picture, pre: Pre, table: Table, code: Code };

function Link({ href = "", children }: ElementProps) {
  const host = hostOf(href);
  if (host === null) return <span>{children}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow" className="link">
      {children} <span className="link-host">({host})</span>
    </a>
  );
}

/** A picture is a link: loading it would tell its host who reads, and what. */
function Picture({ src = "", alt = "" }: ElementProps) {
  const host = typeof src === "string" ? hostOf(src) : null;
  if (host === null) return <span>[picture: {alt || "no description"}]</span>;
  return (
    <a href={String(src)} target="_blank" rel="noopener noreferrer nofollow" className="link">
      picture{alt ? `: ${alt}` : ""} <span className="link-host">({host}, not loaded)</span>
    </a>
  );
}

function Pre({ children }: ElementProps) {
  return <div className="my-3">{children}</div>;
}

function Code({ children, className = "" }: ElementProps) {
  const text = String(children ?? "");
  const language = /language-(\S+)/.exec(className)?.[1];
  if (language === undefined && !text.includes("\n")) return <code>{children}</code>;
  const code = text.replace(/\n$/, "");
  return language ? <HighlightedCode language={language} code={code} /> : <CodeBlock title="code" code={code} />;
}

function Table({ children }: ElementProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also by keyboard.
    <section className="panel my-3" tabIndex={0} aria-label="Table">
      <table className="table">{children}</table>
    </section>
  );
}

/** Where a link leads, when it leads somewhere in the web or to a mailbox; null otherwise. */
function hostOf(url: string): string | null {
  if (!SAFE.test(url) || !URL.canParse(url)) return null;
  const { host, pathname, protocol } = new URL(url);
  return protocol === "mailto:" ? pathname : host;
}
