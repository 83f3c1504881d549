import type { Metadata } from "next";
import { ChangeFilter } from "@/components/changes/change-filter";
import { ChangeListView } from "@/components/changes/change-list";
import { changeParams, filtersWithoutField, kindLinks, withQuery } from "@/components/changes/change-query";
import { ChangesHead } from "@/components/changes/changes-head";
import { FEEDS } from "@/components/changes/feeds";
import { InvalidQuery, NoChanges } from "@/components/changes/no-changes";
import { LinkButton } from "@/components/ui/button";
import { Refused } from "@/lib/client/backend";
import { getBackend } from "@/lib/client/get-backend";
import { type SearchParams, urlParams } from "../search-params";

interface PageProps {
  searchParams: SearchParams;
}

export async function generateMetadata({ searchParams }: PageProps): Promise<Metadata> {
  const params = changeParams(await urlParams(searchParams));
  const types = Object.fromEntries(FEEDS.map(({ file, type }) => [type, withQuery(`/changes/${file}`, params)]));
  return {
    title: "Changes",
    description: "Price, context, and availability changes at every gateway, as a page and as feeds for any filter.",
    alternates: { canonical: "/changes", types },
  };
}

/** The changes, newest first. The filter is in the URL, and the feeds share it. */
export default async function ChangesPage({ searchParams }: PageProps) {
  const requested = await urlParams(searchParams);
  const params = changeParams(requested);
  const query = changeParams(requested, { before: true });
  const [changes, gateways] = await Promise.all([
    getBackend().changes(query).catch(orErrorPage),
    getBackend().gateways(),
  ]);
  if (changes instanceof Refused) return <InvalidQuery message={changes.message} />;
  const older = new URLSearchParams(params);
  if (changes?.next_before) older.set("before", String(changes.next_before));
  const gateway = params.get("gateway") ?? "";
  return (
    <div className="page grid grid-cols-1 gap-5 pt-6 pb-12">
      <ChangesHead params={params} />
      <ChangeFilter
        key={String(params)}
        q={params.get("q") ?? ""}
        gateway={gateway}
        gateways={[
          { value: "", label: "All gateways" },
          // Several gateways in the URL are one more option, so that they are not lost.
          ...(gateway.includes(",") ? [{ value: gateway, label: gateway.replaceAll(",", ", ") }] : []),
          ...gateways.map(({ slug, name }) => ({ value: slug, label: name })),
        ]}
        kinds={kindLinks(params)}
        others={[...params].filter(([name]) => !["q", "gateway", "before"].includes(name))}
        chips={filtersWithoutField(params, gateways)}
      />
      {changes?.data.length ? (
        <ChangeListView changes={changes.data} gateways={gateways} now={Date.now()} />
      ) : (
        <NoChanges recorded={changes !== null} params={params} />
      )}
      {changes?.next_before && (
        <p>
          <LinkButton href={withQuery("/changes", older)} rel="next">
            Older<span className="sr-only"> changes</span>
          </LinkButton>
        </p>
      )}
    </div>
  );
}

function orErrorPage(error: unknown): Refused {
  if (error instanceof Refused) return error;
  throw error;
}
