import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { cache } from "react";
import { baseUrl } from "@/app/base-url";
import { Description } from "@/components/model/description";
import { ModelFacts } from "@/components/model/model-facts";
import { ModelTitle } from "@/components/model/model-title";
import { OfferTable } from "@/components/model/offer-table";
import { UseIt } from "@/components/model/use-it";
import { door } from "@/lib/client/door";
import { countOf } from "@/lib/models/format";
import { decodeId, modelPath } from "@/lib/models/ids";

type Params = Promise<{ id: string[] }>;

/** The id in the address, which arrives still encoded; null when it is no valid encoding. */
async function idOf(params: Params): Promise<string | null> {
  return decodeId((await params).id.join("/"));
}

const modelOf = cache(async (id: string | null) => (id === null ? null : door().model(id)));

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const model = await modelOf(await idOf(params));
  if (!model) return { title: "Not found" };
  const offers = countOf(model.offers.length, "offer");
  const description = `${model.name} (${model.id}): ${offers} with price, context and speed of each gateway.`;
  return { title: model.name, description, alternates: { canonical: modelPath(model.id) } };
}

/** One model: its facts, every offer of it, and how to read them by program. */
export default async function ModelPage({ params }: { params: Params }) {
  const id = await idOf(params);
  const model = await modelOf(id);
  if (!model) notFound();
  if (model.id !== id) permanentRedirect(modelPath(model.id));
  const [gateways, base] = await Promise.all([door().gateways(), baseUrl()]);
  return (
    <article className="page page-narrow grid grid-cols-1 gap-6 pt-6 pb-12">
      <ModelTitle model={model} />
      <ModelFacts model={model} gateways={gateways} />
      <OfferTable offers={model.offers} gateways={gateways} now={Date.now()} />
      <section>
        <h2 className="mb-1">About</h2>
        <Description text={model.description} />
      </section>
      <section>
        <h2>Use it</h2>
        <UseIt id={model.id} base={base} />
      </section>
    </article>
  );
}
