import type { Metadata } from "next";
import { cookies } from "next/headers";
import { Browse } from "@/components/models/browse";
import { firstPage } from "@/components/models/build-page";
import { readQuery } from "@/components/models/first-page";
import { listName } from "@/components/models/list-name";
import { VIEWS } from "@/components/models/views";
import { getBackend } from "@/lib/client/get-backend";
import { cacheServedIndex } from "@/lib/client/served-indexes";
import { type SearchParams, urlParams } from "../search-params";

export async function generateMetadata({ searchParams }: { searchParams: SearchParams }): Promise<Metadata> {
  const [params, { index }] = await Promise.all([urlParams(searchParams), getBackend().catalog()]);
  return {
    title: listName(readQuery(params, index.gateways), index.gateways),
    description: "Search, filter, and sort AI models across gateways by price, context, and speed.",
    alternates: { canonical: "/models" },
  };
}

/** The model browser; its whole state is in the URL. */
export default async function ModelsPage({ searchParams }: { searchParams: SearchParams }) {
  const [params, catalog, gateways] = await Promise.all([
    urlParams(searchParams),
    getBackend().catalog(),
    getBackend().gateways(),
  ]);
  cacheServedIndex(catalog);
  const chosen = (await cookies()).get("view")?.value;
  return (
    <div className="page" data-bare="phone">
      <Browse
        start={firstPage(catalog, params)}
        states={gateways}
        now={Date.now()}
        look={VIEWS.find((view) => view === chosen) ?? "table"}
      />
    </div>
  );
}
