import { Fold } from "@/components/ui/fold";
import { Link } from "@/components/ui/link";
import type { Gateway } from "@/lib/contract/gateway";
import type { Model } from "@/lib/contract/model";
import type { OfferIdentity } from "@/lib/contract/offer";
import { countOf } from "@/lib/models/format";
import { nearMisses } from "@/lib/models/identity/near";
import { modelPath } from "@/lib/models/ids";
import { ReportMerge } from "./report-merge";

const MAX_NEAR = 8;
const LINES = "divide-y divide-line rounded-panel border border-line text-note";
const LINE = "flex flex-wrap justify-between gap-x-4 px-4 py-2 [overflow-wrap:anywhere]";

interface GroupedNamesProps {
  model: Model;
  ids: readonly string[];
  gateways: readonly Gateway[];
}

/** Why these offers are one model, similar names, and a form to report a wrong match. */
export function GroupedNames({ model, ids, gateways }: GroupedNamesProps) {
  const near = nearMisses(model.id, ids, MAX_NEAR);
  const nameOf = (slug: string) => gateways.find((g) => g.slug === slug)?.name ?? slug;
  const many = model.offers.length > 1;
  return (
    <>
      <Fold
        title={many ? `Why these ${countOf(model.offers.length, "offer")} are grouped` : "Why this offer is on its own"}
      >
        <ul className={LINES}>
          {model.offers.map((offer) => (
            <li key={`${offer.gateway} ${offer.id}`} className={LINE}>
              <span>
                {nameOf(offer.gateway)} <code className="text-tiny break-all text-text-3">{offer.id}</code>
              </span>
              <span className="text-text-3">{whyText(offer.identity)}</span>
            </li>
          ))}
        </ul>
        {near.length > 0 && <NearMisses near={near} />}
        <p className="mt-3 text-tiny text-text-3">
          Names are compared part by part, never by similarity. Rules {rules(model)}.
        </p>
      </Fold>
      <Fold title="Report a wrong match" icon="flag">
        <ReportMerge
          model={model.id}
          offers={model.offers.map(({ gateway, id }) => ({ gateway, id, label: `${nameOf(gateway)}: ${id}` }))}
        />
      </Fold>
    </>
  );
}

function NearMisses({ near }: { near: ReturnType<typeof nearMisses> }) {
  return (
    <>
      <h3 className="mt-4 mb-2">Similar, but a different model</h3>
      <ul className={LINES}>
        {near.map(({ id, reason }) => (
          <li key={id} className={LINE}>
            <Link className="text-accent hover:underline" href={modelPath(id)}>
              {id}
            </Link>
            <span className="text-text-3">{reason}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function whyText({ method, evidence, tags, refused }: OfferIdentity): string {
  return [
    METHOD_NAMES[method] ? `${METHOD_NAMES[method]}: ${evidence}` : evidence,
    ...(tags.length > 0 ? [`Variant: ${tags.join(", ")}`] : []),
    ...(refused ? [`Not matched: ${refused}`] : []),
  ].join(" · ");
}

const METHOD_NAMES: Record<OfferIdentity["method"], string> = {
  curated: "Known match",
  declared: "Repository named by the gateway",
  exact: "Exact match",
  registry: "Registry match",
  name: "Name match",
  alone: "",
};

function rules(model: Model): string {
  return [...new Set(model.offers.map(({ identity }) => `version ${identity.rules}`))].join(", ");
}
