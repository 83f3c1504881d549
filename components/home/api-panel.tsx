import { mainSnippets } from "@/components/model/snippets";
import { LinkButton } from "@/components/ui/button";
import { CodeTabs } from "@/components/ui/code-tabs";
import { Icon } from "@/components/ui/icon";

const POINTS = [
  "Works with any OpenAI client: change the base URL",
  "Falls back to the next gateway when one fails",
  "Every reply says who served it and what it cost",
  "Bring your own gateway keys",
];

export function ApiPanel({ base, model }: { base: string; model: string }) {
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
      <div className="min-w-0 border-line max-lg:border-t lg:border-l">
        <CodeTabs bare label="Language" name="api-language" tabs={mainSnippets(base, model)} />
      </div>
    </section>
  );
}
