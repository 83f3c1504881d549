import { CodeBlock } from "@/components/ui/code-block";
import { Endpoint } from "./endpoint";
import { FieldTable } from "./field-table";
import type { OpenApi } from "./open-api";

const NAV_HEAD = "py-1 text-label text-text-3 not-first:mt-4";
const NAV_LINK =
  "flex min-h-7.5 flex-none items-center justify-between gap-3 rounded-button px-2 text-note text-text-2 -ml-2 hover:bg-hover hover:text-text";

/** The whole of the API: endpoints, then the objects of the answers. */
export function ApiDocs({ document, base }: { document: OpenApi; base: string }) {
  const endpoints = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const shapes = Object.entries(document.components?.schemas ?? {});
  const start = `from openai import OpenAI

client = OpenAI(base_url=${JSON.stringify(`${base}/v1`)}, api_key="none")
for model in client.models.list():
    print(model.id)`;
  return (
    <div className="grid gap-10 lg:grid-cols-[15.75rem_minmax(0,1fr)]">
      <nav
        aria-label="On this page"
        className="flex min-w-0 flex-col max-lg:max-h-72 lg:sticky lg:top-[calc(var(--header)+1rem)] lg:max-h-[calc(100dvh-var(--header)-2rem)] lg:self-start overflow-y-auto"
      >
        <b className={NAV_HEAD}>Endpoints</b>
        {endpoints.map(({ path, method, operation }) => (
          <a key={`${method} ${path}`} href={`#${operation.operationId}`} className={NAV_LINK}>
            <span className="min-w-0">{operation.summary ?? path}</span>
            <span className="font-mono text-tag text-text-3 uppercase">{method}</span>
          </a>
        ))}
        <b className={NAV_HEAD}>Objects</b>
        {shapes.map(([name]) => (
          <a key={name} href={`#shape-${name}`} className={NAV_LINK}>
            {name}
          </a>
        ))}
      </nav>
      <div className="grid min-w-0 gap-10">
        <CodeBlock title="Python, openai: every model" code={start} />
        {endpoints.map((endpoint) => (
          <Endpoint key={`${endpoint.method} ${endpoint.path}`} base={base} {...endpoint} />
        ))}
        {shapes.map(([name, schema]) => (
          <section key={name} id={`shape-${name}`} className="min-w-0 scroll-mt-20">
            <h2 className="mb-2 font-mono text-chat break-all">{name}</h2>
            <FieldTable name={name} schema={schema} />
          </section>
        ))}
      </div>
    </div>
  );
}
