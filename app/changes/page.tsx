import type { Metadata } from "next";
import { ChangeFilter } from "@/components/changes/change-filter";
import { ChangeListView } from "@/components/changes/change-list";
import { changeParams, filtersWithoutField, kindLinks, withQuery } from "@/components/changes/change-query";
import { FEEDS } from "@/components/changes/feeds";
import { buttonClass, LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Menu } from "@/components/ui/menu";
import { Notice } from "@/components/ui/notice";
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

/** What changed, the newest first; the address holds the filter, which the feeds share. */
export default async function ChangesPage({ searchParams }: PageProps) {
  const given = await urlParams(searchParams);
  const params = changeParams(given);
  const asked = changeParams(given, { before: true });
  const [changes, gateways] = await Promise.all([
    getBackend().changes(asked).catch(orErrorPage),
    getBackend().gateways(),
  ]);
  if (changes instanceof Refused) return <InvalidQueryPage message={changes.message} />;
  const older = new URLSearchParams(params);
  if (changes?.next_before) older.set("before", String(changes.next_before));
  const gateway = params.get("gateway") ?? "";
  return (
    <div className="page grid grid-cols-1 gap-5 pt-6 pb-12">
      <Head params={params} />
      <ChangeFilter
        key={String(params)}
        q={params.get("q") ?? ""}
        gateway={gateway}
        gateways={[
          { value: "", label: "All gateways" },
          // Several values of an address are one more choice, so that they are not lost.
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

function InvalidQueryPage({ message }: { message: string }) {
  return (
    <div className="page grid grid-cols-1 justify-items-start gap-4 pt-6 pb-12">
      <h1>Changes</h1>
      <Notice>{message}</Notice>
      <LinkButton href="/changes">Show all changes</LinkButton>
    </div>
  );
}

function Head({ params }: { params: URLSearchParams }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <div className="min-w-0 flex-1">
        <h1>Changes</h1>
        <p className="text-text-3">
          {params.has("model") ? `For ${params.get("model")}` : "Price, context, and availability changes"}
        </p>
      </div>
      <Menu
        trigger={{ icon: "rss", text: "Subscribe", className: buttonClass() }}
        label="Subscribe to these changes"
        items={FEEDS.map(({ file, name }) => ({ label: name, href: withQuery(`/changes/${file}`, params) }))}
      />
    </div>
  );
}

/** Why no change is listed. */
function NoChanges({ recorded, params }: { recorded: boolean; params: URLSearchParams }) {
  if (!recorded)
    return <Notice>{params.has("model") ? "Model not found." : "This server does not record history."}</Notice>;
  if (params.size === 0)
    return <EmptyState icon="history" title="No changes yet" text="They appear after the second sync of a gateway." />;
  return (
    <EmptyState icon="history" title="No changes match" text="Remove a filter, or show all changes.">
      <LinkButton href="/changes">Show all changes</LinkButton>
    </EmptyState>
  );
}
