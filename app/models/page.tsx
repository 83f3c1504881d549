import type { Metadata } from "next";
import { Browse } from "@/components/models/browse";
import { firstPage } from "@/components/models/first-page";
import { ListTitle } from "@/components/models/list-title";
import { door } from "@/lib/client/door";
import { handOut } from "@/lib/client/handed-out";
import { type SearchParams, urlParams } from "../search-params";

export const metadata: Metadata = {
  title: "Models",
  description: "Every model of every gateway in one list: search it, narrow it, sort it by price, context or speed.",
  alternates: { canonical: "/models" },
};

/** The browser of models; the address holds its whole state. */
export default async function ModelsPage({ searchParams }: { searchParams: SearchParams }) {
  const [params, catalog, gateways] = await Promise.all([urlParams(searchParams), door().catalog(), door().gateways()]);
  const start = firstPage(catalog.index, handOut(catalog.packed), params, catalog.syncedAt);
  return (
    <div className="page">
      <Browse
        start={start}
        title={<ListTitle models={catalog.models} offers={catalog.offers} gateways={gateways} now={Date.now()} />}
      />
    </div>
  );
}
