import { Notice } from "@/components/ui/notice";
import { MAX_COMPARED } from "@/lib/models/compare-ids";

/** The most skipped models that the page names. */
const MAX_NAMED = 10;

interface SkippedModelsProps {
  /** Requested models that do not exist. */
  missing: readonly string[];
  /** Models beyond the maximum. */
  over: readonly string[];
}

export function SkippedModels({ missing, over }: SkippedModelsProps) {
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
