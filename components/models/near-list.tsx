import { useData } from "@/components/data/query";
import { fetchPublic } from "@/lib/client/browser";
import { modelPath } from "@/lib/models/ids";
import type { ModelRow } from "@/lib/models/row";
import { broaderSearches } from "./broader-searches";
import type { SentPage } from "./first-page";

const SHOWN = 6;

/** The models closest to a name; nothing until they are loaded, and when there are none. */
export function NearList({ asked }: { asked: string }) {
  const { data: near = [] } = useData({
    queryKey: ["models near", asked],
    queryFn: ({ signal }) => findNear(asked, signal),
  });
  if (near.length === 0) return null;
  return (
    <section className="mt-5" aria-labelledby="near">
      <h2 id="near">Near it</h2>
      <ul className="rows max-w-xl">
        {near.map(({ id, name }) => (
          <li key={id}>
            <a href={modelPath(id)} className="link">
              {name}
            </a>
            <code className="font-mono text-tiny break-all text-text-3">{id}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The first models that a search for the name finds, or for the most of it that finds any. */
async function findNear(asked: string, signal: AbortSignal): Promise<ModelRow[]> {
  for (const q of broaderSearches(asked)) {
    const { rows } = await fetchPublic<SentPage>(`/rows?${new URLSearchParams({ q })}`, signal);
    if (rows.length > 0) return rows.slice(0, SHOWN);
  }
  return [];
}
