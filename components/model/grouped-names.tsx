import type { Gateway } from "@/lib/contract/gateway";
import type { Model } from "@/lib/contract/model";
import type { OfferIdentity } from "@/lib/contract/offer";
import { countOf } from "@/lib/models/format";
import { nearMisses } from "@/lib/models/identity/near";
import { modelPath } from "@/lib/models/ids";
import { ReportMerge } from "./report-merge";

const NEAR_SHOWN = 8;

interface GroupedNamesProps {
  model: Model;
  /** All ids of the catalog. */
  ids: readonly string[];
  gateways: readonly Gateway[];
}

/** Why these offers are one model, which names came near, and where to say that it is wrong. */
export function GroupedNames({ model, ids, gateways }: GroupedNamesProps) {
  const near = nearMisses(model.id, ids, NEAR_SHOWN);
  const nameOf = (slug: string) => gateways.find((g) => g.slug === slug)?.name ?? slug;
  const many = model.offers.length > 1;
  return (
    <details className="fold">
      <summary>
        {many ? `Why these ${countOf(model.offers.length, "offer")} are grouped` : "Why this offer is on its own"}
      </summary>
      <ul className="rows mt-2">
        {model.offers.map((offer) => (
          <li key={`${offer.gateway} ${offer.id}`}>
            <span>
              {nameOf(offer.gateway)} <code className="text-tiny break-all text-text-3">{offer.id}</code>
            </span>
            <span className="text-text-3">
              {reasonOf(offer.identity)}
              {offer.identity.tags.length > 0 && ` · Variant: ${offer.identity.tags.join(", ")}`}
              {offer.identity.refused && ` · Not matched: ${offer.identity.refused}`}
            </span>
          </li>
        ))}
      </ul>
      {near.length > 0 && (
        <>
          <h3 className="mt-4">Similar, but a different model</h3>
          <ul className="rows mt-1">
            {near.map(({ id, reason }) => (
              <li key={id}>
                <a className="link" href={modelPath(id)}>
                  {id}
                </a>
                <span className="text-text-3">{reason}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <ReportMerge
        model={model.id}
        offers={model.offers.map(({ gateway, id }) => ({ gateway, id, label: `${nameOf(gateway)}: ${id}` }))}
      />
      <p className="mt-3 text-tiny text-text-3">
        Names are compared part by part, never by similarity. Rules {rules(model)}.
      </p>
    </details>
  );
}

function reasonOf({ method, evidence }: OfferIdentity): string {
  switch (method) {
    case "curated":
      return `Known match: ${evidence}`;
    case "declared":
      return `Repository named by the gateway: ${evidence}`;
    case "exact":
      return `Exact match: ${evidence}`;
    case "registry":
      return `Registry match: ${evidence}`;
    case "name":
      return `Name match: ${evidence}`;
    case "alone":
      return evidence;
  }
}

function rules(model: Model): string {
  return [...new Set(model.offers.map(({ identity }) => `version ${identity.rules}`))].join(", ");
}
