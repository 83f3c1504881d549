import type { ReactNode } from "react";
import { CopyButton } from "./copy-button";
import { SCROLLABLE } from "./table";

interface CodeBlockProps {
  title: string;
  code: string;
  /** The same code, colored. */
  children?: ReactNode;
}

/** A piece of code with its title and a button that copies it. */
export function CodeBlock({ title, code, children = code }: CodeBlockProps) {
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1 flex min-h-7 items-center justify-between text-tiny text-text-3">
        {title}
        <CopyButton text={code} label={`Copy the code: ${title}`} />
      </figcaption>
      <pre className="code" {...SCROLLABLE}>
        <code>{children}</code>
      </pre>
    </figure>
  );
}
