import { ColoredCode } from "@/components/ui/colored-code";
import { CopyButton } from "@/components/ui/copy-button";
import { piecesOf } from "@/components/ui/highlight";
import { Link } from "@/components/ui/link";
import { SCROLLABLE } from "@/components/ui/table";
import { ParameterTable } from "./field-table";
import type { EndpointOf } from "./groups";
import { METHOD_TONES } from "./methods";
import { refName } from "./open-api";
import { exampleBody, exampleRequest, keyNameOf, requestCode } from "./request-code";
import { RequestTabs } from "./request-tabs";
import { RichText } from "./rich-text";
import { TryIt } from "./try-it";

interface EndpointProps {
  endpoint: EndpointOf;
  base: string;
  /** An example of its response, as JSON. */
  answer: { status: string; code: string } | null;
}

/** An endpoint: its description and parameters, next to the code that calls it. */
export function Endpoint({ endpoint, base, answer }: EndpointProps) {
  const { path, method, operation, anchor } = endpoint;
  const { summary = path, parameters = [], responses = {} } = operation;
  const inBody = refName(operation.requestBody?.content?.["application/json"]?.schema);
  const code = requestCode(exampleRequest(endpoint, base)).map(({ tool, title, language, code: text }) => ({
    tool,
    title,
    pieces: piecesOf(text, language),
  }));
  return (
    <section
      id={anchor}
      aria-label={summary}
      className="grid scroll-mt-14 grid-cols-1 gap-x-12 gap-y-5 border-t border-line py-10 xl:grid-cols-[minmax(0,1fr)_27.5rem]"
    >
      <div className="min-w-0">
        <EndpointTitle endpoint={endpoint} summary={summary} />
        {parameters.length > 0 && (
          <>
            <h4 className="mt-6 mb-2 font-semibold">Parameters</h4>
            <ParameterTable name={summary} parameters={parameters} />
          </>
        )}
        {inBody && (
          <p className="mt-5">
            <span className="font-semibold">Body</span> <ShapeLink shape={inBody} />
          </p>
        )}
        <h4 className="mt-6 mb-2 font-semibold">Responses</h4>
        <Responses responses={responses} />
      </div>
      <div className="grid min-w-0 content-start gap-3 xl:sticky xl:top-6 xl:self-start">
        <RequestTabs name={summary} all={code} />
        {answer && <ResponseExample name={summary} {...answer} />}
        <TryIt
          name={summary}
          method={method.toUpperCase()}
          path={path}
          base={base}
          keyName={keyNameOf(operation)}
          body={exampleBody(operation)}
          parameters={parameters.map((parameter) => ({
            name: parameter.name,
            location: parameter.in,
            required: parameter.required ?? false,
            example: String(parameter.schema?.examples?.[0] ?? ""),
          }))}
        />
      </div>
    </section>
  );
}

function EndpointTitle({ endpoint, summary }: { endpoint: EndpointOf; summary: string }) {
  const { path, method, operation } = endpoint;
  return (
    <>
      <h3 className="text-title">{summary}</h3>
      <p className="mt-2 flex min-w-0 items-baseline gap-2.5">
        <code
          className={`flex-none rounded-tag px-1.75 py-0.5 text-tiny font-semibold uppercase ${METHOD_TONES[method] ?? ""}`}
        >
          {method}
        </code>
        <code className="min-w-0 text-note [overflow-wrap:anywhere]">{path}</code>
      </p>
      {operation.description?.split("\n\n").map((paragraph) => (
        <p key={paragraph} className="mt-3 max-w-[62ch] text-chat text-text-2 [overflow-wrap:anywhere]">
          <RichText text={paragraph} />
        </p>
      ))}
    </>
  );
}

function Responses({ responses }: { responses: NonNullable<EndpointOf["operation"]["responses"]> }) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
      {Object.entries(responses).map(([status, response]) => {
        const shape = refName(response.content?.["application/json"]?.schema);
        return (
          <div key={status} className="contents">
            <dt>
              <code className={`text-note ${status.startsWith("2") ? "text-good" : "text-text-3"}`}>{status}</code>
            </dt>
            <dd className="text-text-2 [overflow-wrap:anywhere]">
              {response.description && <RichText text={response.description} />} {shape && <ShapeLink shape={shape} />}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function ShapeLink({ shape }: { shape: string }) {
  return (
    <Link href={`/docs/${shape}`} className="touch-target text-accent hover:underline">
      <code className="text-note">{shape}</code>
    </Link>
  );
}

interface ResponseExampleProps {
  name: string;
  status: string;
  code: string;
}

function ResponseExample({ name, status, code }: ResponseExampleProps) {
  return (
    <figure className="min-w-0 overflow-hidden rounded-panel border border-line bg-panel">
      <figcaption className="flex items-center justify-between border-b border-line py-1.5 pr-1.5 pl-4 text-note text-text-3">
        {status} response
        <CopyButton text={code} label={`Copy the response: ${name}`} />
      </figcaption>
      <pre {...SCROLLABLE} className="max-h-80 overflow-auto p-4 text-note leading-5 -outline-offset-2!">
        <code>
          <ColoredCode code={code} language="json" />
        </code>
      </pre>
    </figure>
  );
}
