import { WorkloadForm } from "@/components/model/workload-form";
import { SwitchLink } from "@/components/ui/switch-link";
import { formatWorkload, type Workload } from "@/lib/contract/workload";
import { comparedParam, comparePath, MAX_COMPARED } from "@/lib/models/compare-ids";
import { CopyLink } from "./copy-link";

interface CompareHeadProps {
  ids: readonly string[];
  workload: Workload;
  onlyDifferences: boolean;
}

export function CompareHead({ ids, workload, onlyDifferences }: CompareHeadProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <h1>Compare</h1>
      <p className="text-text-3">
        {ids.length === 0 ? `2 to ${MAX_COMPARED} models side by side` : `${ids.length} of ${MAX_COMPARED} models`}
      </p>
      {ids.length > 0 && (
        <div className="flex flex-wrap items-center gap-1.5 md:ml-auto md:gap-2">
          {ids.length > 1 && (
            <SwitchLink href={comparePath(ids) + furtherParams(workload, !onlyDifferences)} on={onlyDifferences}>
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

/** The rest of a comparison's query string: the workload, and whether only differences are shown. */
export function furtherParams(workload: Workload, onlyDifferences: boolean): string {
  const rest = formatWorkload(workload);
  if (onlyDifferences) rest.set("differences", "1");
  return rest.size === 0 ? "" : `&${rest}`;
}
