import { SearchForm } from "@/components/ui/search-form";
import { modelNameInPath } from "./broader-searches";
import { NearList } from "./near-list";

/** A search for the model that a path names, and the models closest to it. */
export function NearSearch({ path }: { path: string }) {
  const asked = modelNameInPath(path);
  return (
    <>
      <SearchForm asked={asked} />
      <NearList asked={asked} />
    </>
  );
}
