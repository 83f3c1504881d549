import { CodeBlock } from "@/components/ui/code-block";
import { Endpoint } from "./endpoint";
import { FieldTable } from "./field-table";
import type { OpenApi } from "./open-api";

/** The whole of the API: endpoints, then the shapes of the answers. */
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
    <div className="docs">
      <nav aria-label="On this page" className="docs-nav">
        <b>Endpoints</b>
        {endpoints.map(({ path, method, operation }) => (
          <a key={`${method} ${path}`} href={`#${operation.operationId}`}>
            {operation.summary ?? path}
          </a>
        ))}
        <b>Shapes</b>
        {shapes.map(([name]) => (
          <a key={name} href={`#shape-${name}`}>
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
          <section key={name} id={`shape-${name}`} className="endpoint">
            <h2 className="mb-2 font-mono text-chat">{name}</h2>
            <FieldTable name={name} schema={schema} />
          </section>
        ))}
      </div>
    </div>
  );
}
