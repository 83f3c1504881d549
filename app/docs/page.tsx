import type { Metadata } from "next";
import { ApiDocs } from "@/components/docs/api-docs";
import { isOpenApi } from "@/components/docs/open-api";
import { getBackend } from "@/lib/client/get-backend";
import { baseUrl } from "../base-url";

export const metadata: Metadata = {
  title: "API",
  description: "The HTTP API of Gatewayz: endpoints, parameters, answers and errors.",
  alternates: { canonical: "/docs" },
};

/** The API, from its own description. */
export default async function DocsPage() {
  const [document, base] = await Promise.all([getBackend().openApi(), baseUrl()]);
  const known = isOpenApi(document);
  return (
    <div className="page pt-6 pb-12">
      <h1>API</h1>
      <p className="mt-1 mb-6 max-w-prose text-text-3">
        {known && document.info?.description} JSON over HTTP at <code className="font-mono text-text">{base}/v1</code>.
        Every response has an <code className="font-mono text-text">x-request-id</code>. Machine-readable:{" "}
        <a href="/openapi.json" className="link">
          openapi.json
        </a>
        . What works at which gateway:{" "}
        <a href="/docs/conformance" className="link">
          conformance
        </a>
        .
      </p>
      {known ? <ApiDocs document={document} base={base} /> : <p>This server has no API description.</p>}
    </div>
  );
}
