import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DocsFrame } from "@/components/docs/docs-frame";
import { FieldTable } from "@/components/docs/field-table";
import { isOpenApi } from "@/components/docs/open-api";
import { RichText } from "@/components/docs/rich-text";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { getBackend } from "@/lib/client/get-backend";

interface PageProps {
  params: Promise<{ object: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { object } = await params;
  return { title: `${object}, API`, alternates: { canonical: `/docs/${object}` } };
}

export default async function ObjectPage({ params }: PageProps) {
  const { object } = await params;
  const document = await getBackend().openApi();
  if (!isOpenApi(document)) notFound();
  const schemas = document.components?.schemas ?? {};
  const schema = Object.hasOwn(schemas, object) ? schemas[object] : undefined;
  if (!schema) notFound();
  return (
    <DocsFrame document={document}>
      <article className="max-w-180 py-9">
        <Breadcrumb links={[{ href: "/docs", name: "Docs" }]} here="Objects" className="mb-3" />
        <h1 className="mb-4 text-doc [overflow-wrap:anywhere]">{object}</h1>
        {schema.description && (
          <p className="mb-5 max-w-[62ch] text-chat text-text-2">
            <RichText text={schema.description} />
          </p>
        )}
        <FieldTable name={object} schema={schema} />
      </article>
    </DocsFrame>
  );
}
