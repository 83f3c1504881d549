import type { Metadata } from "next";
import { AddModel } from "@/components/compare/add-model";
import { CompareTable } from "@/components/compare/compare-table";
import { CopyLink } from "@/components/compare/copy-link";
import { FavoriteModels } from "@/components/compare/favorite-models";
import { SuggestedPairs } from "@/components/compare/suggested-pairs";
import { suggestions } from "@/components/compare/suggestions";
import { WorkloadForm } from "@/components/model/workload-form";
import { Notice } from "@/components/ui/notice";
import { SwitchLink } from "@/components/ui/switch-link";
import { getBackend } from "@/lib/client/get-backend";
import { shownModel } from "@/lib/client/shown-model";
import { formatWorkload, parseWorkload, type Workload } from "@/lib/contract/workload";
import { comparedIds, comparedParam, comparePath, MAX_COMPARED } from "@/lib/models/compare-ids";
import { compareModels } from "@/lib/models/comparison";
import { type SearchParams, urlParams } from "../search-params";

/** How many of the models that do not fit are named. */
const MAX_NAMED = 10;

interface PageProps {
  searchParams: SearchParams;
}

async function read(searchParams: PageProps["searchParams"]) {
  const params = await urlParams(searchParams);
  const named = comparedIds(params.get("models") ?? "");
  const asked = named.slice(0, MAX_COMPARED);
  const found = await Promise.all(asked.map((id) => shownModel(id)));
  const models = [...new Map(found.flatMap((model) => (model ? [[model.id, model]] : []))).values()];
  return { params, models, missing: asked.filter((_, i) => !found[i]), over: named.slice(MAX_COMPARED) };
}

/** The rest of a comparison's query string: the workload, and whether only differences are shown. */
function restOf(workload: Workload, onlyDifferences: boolean): string {
  const rest = formatWorkload(workload);
  if (onlyDifferences) rest.set("differences", "1");
  return rest.size === 0 ? "" : `&${rest}`;
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

/** Up to six models side by side; the address holds which. */
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
  const rest = restOf(workload, onlyDifferences);
  const asked = (params.get("add") ?? "").slice(0, 200).trim();
  return (
    <div className="page grid grid-cols-1 gap-5 pt-6 pb-12">
      <Head ids={ids} workload={workload} onlyDifferences={onlyDifferences} />
      <Skipped missing={missing} over={over} />
      {ids.length < MAX_COMPARED ? (
        <div className={ids.length > 0 && asked === "" ? "md:hidden md:noscript:block" : ""}>
          <AddModel
            key={`${ids} ${asked}`}
            ids={ids}
            rest={rest}
            query={asked}
            found={suggestions(index, asked, ids)}
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

interface HeadProps {
  ids: readonly string[];
  workload: Workload;
  onlyDifferences: boolean;
}

/** The title, and what changes how the models are compared. */
function Head({ ids, workload, onlyDifferences }: HeadProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <h1>Compare</h1>
      <p className="text-text-3">
        {ids.length === 0 ? `2 to ${MAX_COMPARED} models side by side` : `${ids.length} of ${MAX_COMPARED} models`}
      </p>
      {ids.length > 0 && (
        <div className="flex flex-wrap items-center gap-1.5 md:ml-auto md:gap-2">
          {ids.length > 1 && (
            <SwitchLink href={comparePath(ids) + restOf(workload, !onlyDifferences)} on={onlyDifferences}>
              Differences only
            </SwitchLink>
          )}
          <WorkloadForm
            workload={workload}
            action="/compare"
            keep={{
              models: comparedParam(ids),
              ...(onlyDifferences ? { differences: "1" } : {}),
            }}
          />
          <CopyLink />
        </div>
      )}
    </div>
  );
}

interface SkippedProps {
  /** Named models that do not exist. */
  missing: readonly string[];
  /** Those that do not fit. */
  over: readonly string[];
}

function Skipped({ missing, over }: SkippedProps) {
  return (
    <>
      {missing.map((id) => (
        <Notice key={id}>“{id}” doesn’t exist and was skipped.</Notice>
      ))}
      {over.length > 0 && (
        <Notice>
          You can compare up to {MAX_COMPARED} models. Skipped: {over.slice(0, MAX_NAMED).join(", ")}
          {over.length > MAX_NAMED && ` and ${over.length - MAX_NAMED} more`}.
        </Notice>
      )}
    </>
  );
}
