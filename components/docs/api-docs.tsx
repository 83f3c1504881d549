import { Later } from "@/components/shell/later";
import { Endpoint } from "./endpoint";
import { exampleResponse } from "./example-response";
import { endpointGroups } from "./groups";
import type { OpenApi } from "./open-api";
import { Quickstart } from "./quickstart";

export function ApiDocs({ document, base }: { document: OpenApi | null; base: string }) {
  return (
    <>
      <Quickstart base={base} />
      {document === null && <p className="py-8">This server has no API description.</p>}
      <Later>
        {(document ? endpointGroups(document) : []).map(({ name, endpoints }) => (
          <section key={name} aria-label={name}>
            <h2 className="border-t border-line pt-9 pb-6 text-doc">{name}</h2>
            {endpoints.map((endpoint) => (
              <Endpoint
                key={endpoint.anchor}
                endpoint={endpoint}
                base={base}
                answer={document && exampleResponse(document, endpoint.operation)}
              />
            ))}
          </section>
        ))}
      </Later>
    </>
  );
}
