import { CodeBlock } from "@/components/ui/code-block";
import { ParameterTable } from "./field-table";
import { type Operation, refName } from "./open-api";

const QUERIES: Record<string, string> = {
  listModels: "?gateway=groq&ability=tools&sort=in&limit=10",
};
const PARTS: Record<string, string> = { retrieveModel: "openai/gpt-oss-120b", revokeKey: "current" };
const BODIES: Record<string, string> = {
  createChatCompletion: '{"model":"openai/gpt-oss-120b","messages":[{"role":"user","content":"Hello"}]}',
  setGatewayKey: '{"key":"YOUR_KEY_AT_THE_GATEWAY"}',
  signIn: '{"token":"local:THE_CODE"}',
  createKey: '{"name":"my laptop","scopes":["chat"]}',
};

interface EndpointProps {
  path: string;
  method: string;
  operation: Operation;
  base: string;
}

/** One endpoint of the API. */
export function Endpoint({ path, method, operation, base }: EndpointProps) {
  const { operationId = `${method} ${path}`, summary, description, parameters = [], responses = {} } = operation;
  const part = PARTS[operationId] ?? "ID";
  const address = `${base}${path.replace("{gateway}", "groq").replace("{id}", part)}${QUERIES[operationId] ?? ""}`;
  const secret = JSON.stringify(operation.security)?.includes("admin") ? "ADMIN_TOKEN" : "GATEWAYZ_API_KEY";
  const bearer = operation.security ? ` -H "Authorization: Bearer $${secret}"` : "";
  const body = BODIES[operationId];
  const json = body ? ` -H 'content-type: application/json' -d '${body}'` : "";
  const curl = `curl${method === "get" ? "" : ` -X ${method.toUpperCase()}`}${bearer} '${address}'${json}`;
  return (
    <section id={operationId} className="min-w-0 scroll-mt-20">
      <h2 className="font-mono text-chat break-all">
        <span className="text-text-3 uppercase">{method}</span> {path}
      </h2>
      <p className="mt-1 mb-3 max-w-prose">
        <b className="font-medium">{summary}.</b> {description}
      </p>
      <div className="grid gap-3">
        {parameters.length > 0 && <ParameterTable name={`${method.toUpperCase()} ${path}`} parameters={parameters} />}
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
                    <a href={`#shape-${shape}`} className="link font-mono text-note">
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
