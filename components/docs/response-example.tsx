import { CopyButton } from "@/components/ui/copy-button";
import { SCROLLABLE } from "@/components/ui/table";

interface ResponseExampleProps {
  name: string;
  status: string;
  code: string;
}

/** The JSON response of an endpoint; scrolls when it is long. */
export function ResponseExample({ name, status, code }: ResponseExampleProps) {
  return (
    <figure className="min-w-0 overflow-hidden rounded-panel border border-line bg-panel">
      <figcaption className="flex items-center justify-between border-b border-line py-1.5 pr-1.5 pl-4 text-note text-text-3">
        {status} response
        <CopyButton text={code} label={`Copy the response: ${name}`} />
      </figcaption>
      <pre {...SCROLLABLE} className="max-h-80 overflow-auto p-4 text-note leading-5 -outline-offset-2!">
        <code>{code}</code>
      </pre>
    </figure>
  );
}
