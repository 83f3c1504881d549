import type { ReactNode } from "react";
import { lookup } from "@/lib/contract/lookup";
import { CopyButton } from "./copy-button";
import { SCROLLABLE } from "./table";

/** Display names of languages, by the names in fenced code. */
const TITLES: Record<string, string> = lookup({
  bash: "Shell",
  code: "Code",
  cpp: "C++",
  cs: "C#",
  csharp: "C#",
  css: "CSS",
  go: "Go",
  html: "HTML",
  java: "Java",
  javascript: "JavaScript",
  js: "JavaScript",
  json: "JSON",
  jsx: "JavaScript",
  mermaid: "Mermaid",
  php: "PHP",
  py: "Python",
  python: "Python",
  rb: "Ruby",
  rs: "Rust",
  rust: "Rust",
  sh: "Shell",
  shell: "Shell",
  sql: "SQL",
  ts: "TypeScript",
  tsx: "TypeScript",
  typescript: "TypeScript",
  yaml: "YAML",
  yml: "YAML",
});

interface CodeBlockProps {
  /** A language, a file name, or a location. */
  title: string;
  code: string;
  children?: ReactNode;
}

export function CodeBlock({ title, code, children = code }: CodeBlockProps) {
  return (
    <figure className="min-w-0 overflow-hidden rounded-panel border border-line bg-panel">
      <figcaption className="flex min-h-9 items-center justify-between border-b border-line pr-1.5 pl-4 text-label text-text-3">
        {TITLES[title.toLowerCase()] ?? title}
        <CopyButton text={code} label={`Copy the code: ${title}`} />
      </figcaption>
      <pre {...SCROLLABLE} className="overflow-x-auto px-4 py-3.5 text-note leading-5.25 -outline-offset-2!">
        <code>{children}</code>
      </pre>
    </figure>
  );
}
