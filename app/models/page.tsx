import type { Metadata } from "next";
import { cookies } from "next/headers";
import { Browse } from "@/components/models/browse";
import { firstPage } from "@/components/models/build-page";
import { readQuery } from "@/components/models/first-page";
import { listName } from "@/components/models/list-name";
import { ListTitle } from "@/components/models/list-title";
import { getBackend } from "@/lib/client/get-backend";
import { cacheServedIndex } from "@/lib/client/served-indexes";
import { type SearchParams, urlParams } from "../search-params";

export async function generateMetadata({ searchParams }: { searchParams: SearchParams }): Promise<Metadata> {
  const [params, { index }] = await Promise.all([urlParams(searchParams), getBackend().catalog()]);
  return {
    title: listName(readQuery(params, index.gateways), index.gateways),
    description: "Every model of every gateway in one list: search it, narrow it, sort it by price, context or speed.",
    alternates: { canonical: "/models" },
  };
}

/** The browser of models; the address holds its whole state. */
export default async function ModelsPage({ searchParams }: { searchParams: SearchParams }) {
  const [params, catalog, gateways] = await Promise.all([
    urlParams(searchParams),
    getBackend().catalog(),
    getBackend().gateways(),
  ]);
  cacheServedIndex(catalog);
  const view = (await cookies()).get("view")?.value === "cards" ? "cards" : "table";
  return (
    <div className="page">
      <Browse
        start={firstPage(catalog, params)}
        silent={gateways.filter(({ state }) => state === "error").map(({ slug }) => slug)}
        look={view}
        title={<ListTitle models={catalog.models} offers={catalog.offers} gateways={gateways} now={Date.now()} />}
      />
    </div>
  );
}
