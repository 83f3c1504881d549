import type { Metadata } from "next";
import { ChangeFilter } from "@/components/changes/change-filter";
import { ChangeListView } from "@/components/changes/change-list";
import { changeParams, withQuery } from "@/components/changes/change-query";
import { FEEDS } from "@/components/changes/feeds";
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
    description:
      "What is new, gone, cheaper, pricier or longer at any gateway, as a page and as a feed for any filter.",
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
  return (
    <div className="page grid grid-cols-1 gap-4 pt-5 pb-12">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h1>Changes</h1>
        <p className="text-text-3">
          {params.has("model") ? `For ${params.get("model")}` : "Price, context and availability changes"}
        </p>
        <p className="flex gap-3 sm:ml-auto">
          {FEEDS.map(({ file, name }) => (
            <a
              key={file}
              href={withQuery(`/changes/${file}`, params)}
              className="link inline-flex min-h-6 items-center"
            >
              {name}
            </a>
          ))}
        </p>
      </div>
      <ChangeFilter params={params} gateways={gateways} />
      {changes === null ? (
        <p className="notice">{params.has("model") ? "Model not found." : "This server does not record history."}</p>
      ) : changes.data.length === 0 ? (
        <p className="text-text-3">
          No changes yet. They appear after the second sync.{" "}
          {params.size > 0 && (
            <a href="/changes" className="link">
              Show all changes
            </a>
          )}
        </p>
      ) : (
        <ChangeListView changes={changes.data} gateways={gateways} />
      )}
      {changes?.next_before && (
        <p>
          <a href={withQuery("/changes", older)} className="button" rel="next">
            Older
          </a>
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
    <div className="page grid grid-cols-1 gap-4 pt-5 pb-12">
      <h1>Changes</h1>
      <p className="notice">{message}</p>
      <p>
        <a href="/changes" className="link">
          Show all changes
        </a>
      </p>
    </div>
  );
}
