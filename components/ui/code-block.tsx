import { CopyButton } from "./copy-button";

/** A piece of code with its title and a button that copies it. */
export function CodeBlock({ title, code }: { title: string; code: string }) {
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1 flex min-h-7 items-center justify-between text-xs text-muted">
        {title}
        <CopyButton text={code} label={`Copy the code: ${title}`} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also by keyboard. */}
      <pre className="code" tabIndex={0}>
        <code>{code}</code>
      </pre>
    </figure>
  );
}
