import { buttonClass } from "@/components/ui/button";
import { SheetHead } from "@/components/ui/popover";
import { countOf } from "@/lib/models/format";
import { QueryLink } from "./browse-context";
import { cleared } from "./browse-query";
import { Facets, type FacetsProps } from "./facets";

/** Next to the list on a desktop screen; a sheet over it on a phone. */
const FACETS =
  "facets m-0 overflow-y-auto overscroll-contain text-text max-lg:inset-x-0 max-lg:top-auto max-lg:bottom-0 max-lg:mx-auto max-lg:max-h-[88dvh] max-lg:scroll-pb-20 max-lg:w-full max-lg:max-w-lg max-lg:rounded-t-sheet max-lg:bg-raised max-lg:px-5 max-lg:pt-4 max-lg:shadow-3 max-lg:backdrop:bg-scrim lg:sticky lg:top-13 lg:-mx-2 lg:block lg:max-h-[calc(100dvh-3.25rem)] lg:w-auto lg:self-start lg:bg-transparent lg:px-2 lg:pb-6 lg:[contain:content] lg:[inset-inline:auto] lg:[scrollbar-width:thin]";

interface FilterPanelProps extends FacetsProps {
  found: number;
}

/** The filters, with buttons to close and reset them when they are a sheet. */
export function FilterPanel({ found, ...facets }: FilterPanelProps) {
  return (
    <aside id="filters" popover="auto" aria-label="Filters" className={FACETS}>
      <SheetHead title="Filters" panel="filters" className="pb-1 lg:hidden" />
      <Facets {...facets} />
      <div className="sticky bottom-0 -mx-5 flex gap-2.5 border-t border-line bg-raised px-5 py-3 lg:hidden">
        <QueryLink to={cleared(facets.query)} message="Filters cleared" className={buttonClass({ size: "lg" })}>
          Reset
        </QueryLink>
        <button
          type="button"
          popoverTarget="filters"
          popoverTargetAction="hide"
          className={`flex-1 ${buttonClass({ variant: "primary", size: "lg" })}`}
        >
          Show {countOf(found, "model")}
        </button>
      </div>
    </aside>
  );
}
