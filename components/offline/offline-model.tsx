"use client";

import { useSearchParams } from "next/navigation";
import { CompareTray } from "@/components/compare/compare-tray";
import { CompareButton, FavoriteButton } from "@/components/compare/list-buttons";
import { topRows } from "@/components/home/top-rows";
import { broaderSearches } from "@/components/models/broader-searches";
import { NearLines } from "@/components/models/near-list";
import { RowOfferTable } from "@/components/models/row-offer-table";
import { offersOf } from "@/components/models/row-reader";
import { Avatar } from "@/components/ui/avatar";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { SearchForm } from "@/components/ui/search-form";
import { ScrollPanel } from "@/components/ui/table";
import { useTitle } from "@/components/ui/use-title";
import { parseWorkload } from "@/lib/contract/workload";
import { decodeId } from "@/lib/models/ids";
import { modelNamed } from "@/lib/models/pasted";
import type { ModelRow } from "@/lib/models/row";
import type { SearchIndex } from "@/lib/models/search-index";
import { SavedListNotice } from "./offline-notice";
import { useSaved } from "./saved-context";

const MAX_NEAR = 6;

export function OfflineModel() {
  const { index, path } = useSaved();
  const id = decodeId(path.slice("/models/".length)) ?? "";
  const workload = parseWorkload(new URLSearchParams(useSearchParams()));
  const model = modelNamed(index, id);
  const offers = model < 0 ? [] : offersOf(index, model, workload);
  const [first] = offers;
  useTitle(`${first?.name ?? "Not found"} · Gatewayz`);
  return (
    <article className="page grid grid-cols-1 gap-6 pt-4 pb-12">
      <SavedListNotice />
      {first ? <Offers model={first} offers={offers} /> : <NotSaved index={index} id={id} />}
      <p className="text-center">
        <Link className="link" href="/models">
          All models
        </Link>
      </p>
    </article>
  );
}

function Offers({ model: { id, name, author }, offers }: { model: ModelRow; offers: readonly ModelRow[] }) {
  return (
    <>
      <header className="flex flex-wrap items-center gap-4">
        <div className="flex min-w-0 items-center gap-4 max-md:w-full md:flex-1">
          <Avatar of={author} name={name} size={52} className="max-md:size-11" />
          <div className="min-w-0 flex-1">
            <h1 className="text-display [overflow-wrap:anywhere] max-md:text-display-phone">{name}</h1>
            <code className="text-note break-all text-text-3">{id}</code>
          </div>
        </div>
        <FavoriteButton id={id} name={name} framed />
        <CompareButton id={id} name={name} size="md" />
        <CompareTray />
      </header>
      <ScrollPanel label={`Offers of ${name}`} className="p-1.5">
        <RowOfferTable offers={offers} names={[]} />
      </ScrollPanel>
    </>
  );
}

/** For a model that the saved index lacks: similar models. */
function NotSaved({ index, id }: { index: SearchIndex; id: string }) {
  const name = id.slice(id.lastIndexOf("/") + 1);
  return (
    <EmptyState level={1} icon="compass" title="Model not found" text={`“${id}” is not in the saved list.`}>
      <SearchForm query={name} />
      <NearLines rows={nearRows(index, name)} />
    </EmptyState>
  );
}

function nearRows(index: SearchIndex, name: string): ModelRow[] {
  for (const q of broaderSearches(name)) {
    const rows = topRows(index, { q }, MAX_NEAR);
    if (rows.length > 0) return rows;
  }
  return [];
}
