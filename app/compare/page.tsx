import type { Metadata } from "next";
import { AddModel } from "@/components/compare/add-model";
import { CompareHead, furtherParams } from "@/components/compare/compare-head";
import { CompareTable } from "@/components/compare/compare-table";
import { FavoriteModels } from "@/components/compare/favorite-models";
import { SkippedModels } from "@/components/compare/skipped-models";
import { SuggestedPairs } from "@/components/compare/suggested-pairs";
import { suggestions } from "@/components/compare/suggestions";
import { getBackend } from "@/lib/client/get-backend";
import { shownModel } from "@/lib/client/shown-model";
import { parseWorkload } from "@/lib/contract/workload";
import { comparedIds, comparePath, MAX_COMPARED } from "@/lib/models/compare-ids";
import { compareModels } from "@/lib/models/comparison";
import { type SearchParams, urlParams } from "../search-params";

interface PageProps {
  searchParams: SearchParams;
}

async function read(searchParams: PageProps["searchParams"]) {
  const params = await urlParams(searchParams);
  const named = comparedIds(params.get("models") ?? "");
  const requested = named.slice(0, MAX_COMPARED);
  const shown = await Promise.all(requested.map((id) => shownModel(id)));
  const models = [...new Map(shown.flatMap((model) => (model ? [[model.id, model]] : []))).values()];
  return { params, models, missing: requested.filter((_, i) => !shown[i]), over: named.slice(MAX_COMPARED) };
}

export async function generateMetadata({ searchParams }: PageProps): Promise<Metadata> {
  const { models } = await read(searchParams);
  if (models.length === 0) return { title: "Compare models", alternates: { canonical: "/compare" } };
  const title = models.map((model) => model.name).join(" vs ");
  const canonical = comparePath(models.map((model) => model.id));
  return {
    title,
    description: `${title}: price, context, speed, and capabilities side by side.`,
    alternates: { canonical },
  };
}

/** Up to six models side by side, as named in the URL. */
export default async function ComparePage({ searchParams }: PageProps) {
  const [{ params, models, missing, over }, { index }, gateways] = await Promise.all([
    read(searchParams),
    getBackend().catalog(),
    getBackend().gateways(),
  ]);
  const workload = parseWorkload(params);
  const ids = models.map((model) => model.id);
  const onlyDifferences = params.has("differences");
  const rows = compareModels(models, gateways, workload).filter(({ differs }) => differs || !onlyDifferences);
  const rest = furtherParams(workload, onlyDifferences);
  const query = (params.get("add") ?? "").slice(0, 200).trim();
  return (
    <div className="page grid grid-cols-1 gap-5 pt-6 pb-12">
      <CompareHead ids={ids} workload={workload} onlyDifferences={onlyDifferences} />
      <SkippedModels missing={missing} over={over} />
      {ids.length < MAX_COMPARED ? (
        <div className={ids.length > 0 && query === "" ? "md:hidden md:noscript:block" : ""}>
          <AddModel
            key={`${ids} ${query}`}
            ids={ids}
            rest={rest}
            query={query}
            found={suggestions(index, query, ids)}
          />
        </div>
      ) : (
        <p className="text-text-3">You can compare up to {MAX_COMPARED} models.</p>
      )}
      {ids.length === 0 && <SuggestedPairs index={index} rest={rest} />}
      {ids.length === 1 && <p className="text-text-3">Add one more model to compare.</p>}
      {ids.length > 0 && <CompareTable models={models} rows={rows} gateways={gateways} rest={rest} />}
      <FavoriteModels />
    </div>
  );
}
