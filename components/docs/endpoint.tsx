import { CodeBlock } from "@/components/ui/code-block";
import { ParameterTable } from "./field-table";
import { type Operation, refName } from "./open-api";

const QUERIES: Record<string, string> = {
  listModels: "?gateway=groq&ability=tools&sort=in&limit=10",
};

interface EndpointProps {
  path: string;
  method: string;
  operation: Operation;
  base: string;
}

/** One thing the API can be asked. */
export function Endpoint({ path, method, operation, base }: EndpointProps) {
  const { operationId = `${method} ${path}`, summary, description, parameters = [], responses = {} } = operation;
  const address = `${base}${path.replace("{id}", "openai/gpt-oss-120b")}${QUERIES[operationId] ?? ""}`;
  const admin = operation.security ? ' -H "Authorization: Bearer $ADMIN_TOKEN"' : "";
  const curl = `curl${method === "get" ? "" : ` -X ${method.toUpperCase()}`}${admin} '${address}'`;
  return (
    <section id={operationId} className="endpoint">
      <h2 className="font-mono text-[0.9375rem]">
        <span className="text-muted uppercase">{method}</span> {path}
      </h2>
      <p className="mt-1 mb-3 max-w-prose">
        <b className="font-medium">{summary}.</b> {description}
      </p>
      <div className="grid gap-3">
        {parameters.length > 0 && <ParameterTable name={path} parameters={parameters} />}
        <CodeBlock title="Example" code={curl} />
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          {Object.entries(responses).map(([status, response]) => {
            const shape = refName(response.content?.["application/json"]?.schema);
            return (
              <div key={status} className="contents">
                <dt className="font-mono">{status}</dt>
                <dd>
                  {response.description}{" "}
                  {shape && (
                    <a href={`#shape-${shape}`} className="link font-mono text-[0.8125rem]">
                      {shape}
                    </a>
                  )}
                </dd>
              </div>
            );
          })}
        </dl>
      </div>
    </section>
  );
}
