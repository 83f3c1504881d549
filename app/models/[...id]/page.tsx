import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { cache } from "react";
import { baseUrl } from "@/app/base-url";
import { Cheaper } from "@/components/model/cheaper";
import { Description } from "@/components/model/description";
import { FurtherFacts } from "@/components/model/further-facts";
import { History } from "@/components/model/history";
import { historyOf } from "@/components/model/history-of";
import { JsonLd } from "@/components/model/json-ld";
import { ModelFacts } from "@/components/model/model-facts";
import { ModelTitle } from "@/components/model/model-title";
import { OffersSection, SECTION } from "@/components/model/offers-section";
import { chosenOffer, offerPath } from "@/components/model/page-state";
import { Related, similarTo } from "@/components/model/related";
import { SectionNav } from "@/components/model/section-nav";
import { PICTURE } from "@/components/model/share-picture";
import { TryIt } from "@/components/model/try-it";
import { UnavailableNotice, unavailableText } from "@/components/model/unavailable-notice";
import { UseIt } from "@/components/model/use-it";
import { WorkloadForm } from "@/components/model/workload-form";
import { SavedPageNotice } from "@/components/offline/offline-notice";
import { Later } from "@/components/shell/later";
import { getBackend } from "@/lib/client/get-backend";
import { shownModel } from "@/lib/client/shown-model";
import type { Model } from "@/lib/contract/model";
import { parseWorkload } from "@/lib/contract/workload";
import { cheaperModels } from "@/lib/models/cheaper";
import { countOf } from "@/lib/models/format";
import { decodeId, encodeId, modelPath } from "@/lib/models/ids";
import { answersInText } from "@/lib/models/routing";
import { type SearchParams, urlParams } from "../../search-params";

/** With more offers, the following sections are below most windows. */
const MAX_VISIBLE_OFFERS = 4;
const MAX_CHEAPER = 3;

interface PageProps {
  params: Promise<{ id: string[] }>;
  searchParams: SearchParams;
}

/** The ID in the URL, which is still encoded; null if the encoding is invalid. */
async function idOf(params: PageProps["params"]): Promise<string | null> {
  return decodeId((await params).id.join("/"));
}

const modelOf = cache(shownModel);

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const model = await modelOf(await idOf(params));
  if (!model) return { title: "Not found" };
  const title = `${model.name}: price, context, and speed on ${countOf(model.source_gateways.length, "gateway")}`;
  const offers = countOf(model.offers.length, "offer");
  const description = `${model.name} (${model.id}): ${offers} with price, context, and speed of each gateway.`;
  const base = await baseUrl();
  const picture = { url: `${base}/og/${encodeId(model.id)}`, ...PICTURE, alt: `${model.name} on Gatewayz` };
  return {
    title,
    description,
    alternates: { canonical: modelPath(model.id) },
    openGraph: { type: "website", title, description, url: base + modelPath(model.id), images: [picture] },
    twitter: { card: "summary_large_image" },
  };
}

/** A model: its figures, its offers, how to call it, and similar models. */
export default async function ModelPage({ params, searchParams }: PageProps) {
  const id = await idOf(params);
  const model = await modelOf(id);
  if (!model) notFound();
  const query = await urlParams(searchParams);
  if (model.id !== id) permanentRedirect(modelPath(model.id) + (query.size > 0 ? `?${query}` : ""));
  const [gateways, base, { index }, changes] = await Promise.all([
    getBackend().gateways(),
    baseUrl(),
    getBackend().catalog(),
    historyOf(model.id),
  ]);
  const now = Date.now();
  const fits = model.offers.length <= MAX_VISIBLE_OFFERS;
  const workload = parseWorkload(query);
  const offer = chosenOffer(model.offers, query);
  const gatewayName = offer && (gateways.find((g) => g.slug === offer.gateway)?.name ?? offer.gateway);
  const any = offerPath(model.id, workload, null);
  const ended = unavailableText(offer ? [offer] : model.offers, gateways);
  const keep = offer ? { offer: `${offer.gateway}:${offer.id}` } : {};
  const similar = similarTo(index, model);
  const cheaper = cheaperModels(index, model, MAX_CHEAPER);
  const form = ended === null && <WorkloadForm workload={workload} action={modelPath(model.id)} keep={keep} />;
  return (
    <article className="page grid grid-cols-1 gap-6 pt-6 pb-12">
      <JsonLd model={model} base={base} />
      <SavedPageNotice />
      <ModelTitle model={model} />
      {ended !== null && (
        <UnavailableNotice
          offers={offer ? [offer] : model.offers}
          gateways={gateways}
          text={ended}
          any={offer && any}
        />
      )}
      <ModelFacts model={model} gateways={gateways} />
      <Description text={model.description} />
      <SectionNav sections={sectionsOf(model, ended === null, similar !== null || cheaper !== null)} />
      <OffersSection model={model} gateways={gateways} ids={index.ids} workload={workload} form={form} />
      <div className="grid grid-cols-1 gap-x-8 gap-y-7 lg:grid-cols-2">
        {ended === null && (
          <section id="use" className={SECTION}>
            <Later soon={fits}>
              <UseIt model={model} offer={offer} gatewayName={gatewayName} any={any} base={base} />
              {answersInText(model) && <TryIt id={model.id} name={model.name} offer={offer} />}
            </Later>
          </section>
        )}
        <div id="similar" className={`grid content-start gap-7 ${SECTION}`}>
          <Later soon={fits}>
            {similar && <Related index={index} similar={similar} />}
            {cheaper && <Cheaper index={index} cheaper={cheaper} />}
          </Later>
        </div>
      </div>
      <section id="history" className={SECTION}>
        <Later>
          <History model={model} changes={changes} gateways={gateways} now={now} />
        </Later>
      </section>
      <section id="details" className={SECTION}>
        <Later>
          <h2 className="mb-3">Details</h2>
          <FurtherFacts model={model} />
        </Later>
      </section>
    </article>
  );
}

const sectionsOf = ({ offers }: Model, isUsable: boolean, hasSimilar: boolean) => [
  { id: "offers", name: "Offers", count: offers.length },
  ...(isUsable ? [{ id: "use", name: "API" }] : []),
  ...(hasSimilar ? [{ id: "similar", name: "Similar" }] : []),
  { id: "history", name: "History" },
  { id: "details", name: "Details" },
];
