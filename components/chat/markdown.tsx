"use client";

import { type ReactNode, useEffect, useState } from "react";
import { defaultRehypePlugins, defaultRemarkPlugins, Streamdown } from "streamdown";
import { CodeBlock } from "@/components/ui/code-block";
import { ColouredCode } from "./coloured-code";
import type { MATHS } from "./maths";
import { mathsIn } from "./maths-text";

interface ElementProps {
  /** The parsed element, which every part is handed. */
  node?: unknown;
  children?: ReactNode;
  href?: string | undefined;
  src?: string | Blob | undefined;
  alt?: string | undefined;
  className?: string | undefined;
}

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

const REMARK = [...Object.values(defaultRemarkPlugins), htmlAsText];
const REHYPE = defaultRehypePlugins.sanitize ? [defaultRehypePlugins.sanitize] : [];
const SAFE = /^(?:https?|mailto):/i;

/**
 * What a model wrote. It is hostile: no raw HTML, no picture loads by itself, links are those of the web and of mail and
 * show where they lead.
 */
export default function Markdown({ text, running }: { text: string; running: boolean }) {
  const maths = mathsIn(text);
  const plugins = useMaths(maths.found);
  return (
    <Streamdown
      mode={running ? "streaming" : "static"}
      parseIncompleteMarkdown={running}
      remarkPlugins={plugins?.remark ?? REMARK}
      rehypePlugins={plugins?.rehype ?? REHYPE}
      urlTransform={(url) => (SAFE.test(url) ? url : "")}
      linkSafety={{ enabled: false }}
      controls={false}
      className="prose"
      components={{ a: Link, img: Picture, pre: Pre, table: Table, code: Code }}
    >
      {plugins ? maths.text : text}
    </Streamdown>
  );
}

type Plugins = Parameters<typeof Streamdown>[0]["remarkPlugins"];
interface MathsPlugins {
  remark: Plugins;
  rehype: Plugins;
}
let loaded: MathsPlugins | null = null;

async function loadMaths(): Promise<MathsPlugins> {
  const { MATHS: came } = await import("./maths");
  loaded ??= { remark: [...REMARK, withOptions(came.remark)], rehype: [...REHYPE, withOptions(came.rehype)] };
  return loaded;
}

/** What reads maths, once some was found and it has come; formulas stand as they were written until then. */
function useMaths(found: boolean): MathsPlugins | null {
  const [plugins, setPlugins] = useState(loaded);
  useEffect(() => {
    if (found && !plugins) loadMaths().then(setPlugins, () => undefined);
  }, [found, plugins]);
  return found ? plugins : null;
}

const withOptions = ([plugin, options]: (typeof MATHS)["remark" | "rehype"]): [typeof plugin, typeof options] => [
  plugin,
  options,
];

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
  return language ? <ColouredCode language={language} code={code} /> : <CodeBlock title="code" code={code} />;
}

function Table({ children }: ElementProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also by keyboard.
    <section className="panel my-3" tabIndex={0} aria-label="Table">
      <table className="table">{children}</table>
    </section>
  );
}

function hostOf(url: string): string | null {
  if (!SAFE.test(url) || !URL.canParse(url)) return null;
  const { host, pathname, protocol } = new URL(url);
  return protocol === "mailto:" ? pathname : host;
}
