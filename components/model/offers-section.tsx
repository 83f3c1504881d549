import type { ReactNode } from "react";
import type { Gateway } from "@/lib/contract/gateway";
import type { Model } from "@/lib/contract/model";
import type { Workload } from "@/lib/contract/workload";
import { GroupedNames } from "./grouped-names";
import { OfferTable } from "./offer-table";
import { Sources } from "./sources";

/** Below the sticky section nav. */
export const SECTION = "min-w-0 scroll-mt-16";
interface OffersSectionProps {
  model: Model;
  gateways: readonly Gateway[];
  ids: readonly string[];
  workload: Workload;
  /** Changes the workload; false if no offer can be called. */
  form: ReactNode;
}

/** The offers of a model, their sources, and why they are one model. */
export function OffersSection({ model, gateways, ids, workload, form }: OffersSectionProps) {
  return (
    <section id="offers" className={SECTION}>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2>
          {"Offers "}
          <span className="ml-2 text-note font-normal text-text-3 max-md:ml-1">
            <span className="max-md:sr-only">Prices in </span>$ per 1M<span className="max-md:sr-only"> tokens</span>
          </span>
        </h2>
        {form}
      </div>
      <OfferTable id={model.id} name={model.name} offers={model.offers} gateways={gateways} workload={workload} />
      <div className="mt-3 flex flex-wrap gap-x-6 gap-y-1 pointer-coarse:gap-y-3">
        <Sources offers={model.offers} gateways={gateways} />
        <GroupedNames model={model} ids={ids} gateways={gateways} />
      </div>
    </section>
  );
}
