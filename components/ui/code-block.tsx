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
      <pre
        {...SCROLLABLE}
        className="overflow-x-auto rounded-panel border border-line bg-panel px-4 py-3.5 text-note leading-5.25"
      >
        <code>{children}</code>
      </pre>
    </figure>
  );
}
