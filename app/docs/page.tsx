import type { Metadata } from "next";
import { ApiDocs } from "@/components/docs/api-docs";
import { DocsFrame } from "@/components/docs/docs-frame";
import { isOpenApi } from "@/components/docs/open-api";
import { getBackend } from "@/lib/client/get-backend";
import { baseUrl } from "../base-url";

export const metadata: Metadata = {
  title: "API",
  description: "The HTTP API of Gatewayz: endpoints, parameters, responses, and errors.",
  alternates: { canonical: "/docs" },
};

export default async function DocsPage() {
  const [answer, base] = await Promise.all([getBackend().openApi(), baseUrl()]);
  const document = isOpenApi(answer) ? answer : null;
  return (
    <DocsFrame document={document}>
      <ApiDocs document={document} base={base} />
    </DocsFrame>
  );
}
