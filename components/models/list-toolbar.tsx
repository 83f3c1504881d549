import { Icon } from "@/components/ui/icon";
import type { BrowseQuery } from "@/lib/contract/query";
import { MoreMenu, SortMenu, TOOL } from "./list-tools";
import { ViewSwitch } from "./view-switch";
import type { View } from "./views";
import { WorkloadMenu } from "./workload-menu";

interface ListToolbarProps {
  query: BrowseQuery;
  filters: number;
  view: View;
  onSwitch: (view: View) => void;
}

/** The buttons next to the search: filters, order, workload, view. */
export function ListToolbar({ query, filters, view, onSwitch }: ListToolbarProps) {
  return (
    <div className="flex min-w-0 gap-2 max-md:-mx-4 max-md:w-screen max-md:overflow-x-auto max-md:px-4 max-md:py-0.5 max-md:[scrollbar-width:none] md:max-lg:w-full">
      <button type="button" popoverTarget="filters" className={`${TOOL} lg:hidden`}>
        <Icon name="sliders-horizontal" className="text-text-3" />
        Filters{filters > 0 && <span className="whitespace-pre text-accent">{` ${filters}`}</span>}
      </button>
      <SortMenu query={query} />
      <WorkloadMenu query={query} />
      <span className="flex gap-2 md:max-lg:ml-auto">
        <ViewSwitch view={view} onSwitch={onSwitch} />
        <MoreMenu query={query} />
      </span>
    </div>
  );
}
