import { snippets } from "@/components/model/snippets";
import { LinkButton } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Icon } from "@/components/ui/icon";
import { SCROLLABLE } from "@/components/ui/table";

const POINTS = [
  "Works with any OpenAI client: change the base URL",
  "Falls back to the next gateway when one fails",
  "Every reply says who served it and what it cost",
  "Bring your own gateway keys",
];
const TOOLS: readonly [tool: string, name: string][] = [
  ["python", "Python"],
  ["typescript", "TypeScript"],
  ["curl", "curl"],
];

/** What the API does, and a call of it in three languages: tabs that are radio buttons, so that they need no script. */
export function ApiPanel({ base, model }: { base: string; model: string }) {
  const all = snippets({ base, id: model, only: null, raw: null });
  const shown = TOOLS.flatMap(([tool, name]) => {
    const code = all.find((snippet) => snippet.tool === tool)?.code;
    return code === undefined ? [] : [{ tool, name, code }];
  });
  return (
    <section className="grid overflow-hidden rounded-panel border border-line lg:grid-cols-[minmax(0,1fr)_minmax(0,1.35fr)]">
      <div className="p-6">
        <h2>One API for every gateway</h2>
        <ul className="grid gap-2.5 py-4 text-text-2">
          {POINTS.map((point) => (
            <li key={point} className="flex items-start gap-2.5">
              <Icon name="check" className="mt-0.5 text-good" />
              {point}
            </li>
          ))}
        </ul>
        <div className="flex flex-wrap gap-2">
          <LinkButton variant="primary" href="/settings#keys">
            Get an API key
          </LinkButton>
          <LinkButton href="/docs">Read the docs</LinkButton>
        </div>
      </div>
      <div className="api-tabs min-w-0 border-line bg-panel max-lg:border-t lg:border-l">
        <fieldset className="flex gap-1 border-b border-line px-3">
          <legend className="sr-only">Language</legend>
          {shown.map(({ tool, name }, place) => (
            <label
              key={tool}
              className="relative inline-flex min-h-10 items-center border-b-2 border-transparent px-2 text-note font-medium text-text-3 hover:text-text has-checked:border-text has-checked:text-text has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-accent"
            >
              <input
                type="radio"
                name="api-language"
                value={tool}
                defaultChecked={place === 0}
                className="sr-only"
                data-tool={tool}
              />
              {name}
            </label>
          ))}
        </fieldset>
        {shown.map(({ tool, name, code }) => (
          <div key={tool} data-code={tool} className="relative">
            <div className="absolute top-2 right-2">
              <CopyButton text={code} label={`Copy the ${name} code`} />
            </div>
            <pre {...SCROLLABLE} className="overflow-x-auto p-4 pr-12 text-note leading-5.5">
              <code>{code}</code>
            </pre>
          </div>
        ))}
      </div>
    </section>
  );
}
