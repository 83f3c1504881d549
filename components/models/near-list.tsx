import { useData } from "@/components/data/query";
import { ModelLine, ModelLines } from "@/components/model/model-line";
import { fetchPublic } from "@/lib/client/browser";
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
  return <NearLines rows={near} />;
}

/** Models with similar names; nothing when there are none. */
export function NearLines({ rows }: { rows: readonly ModelRow[] }) {
  if (rows.length === 0) return null;
  return (
    <section className="mt-6 text-left" aria-labelledby="near">
      <h2 id="near" className="mb-2">
        Did you mean
      </h2>
      <ModelLines>
        {rows.map((row) => (
          <ModelLine key={row.id} row={row} />
        ))}
      </ModelLines>
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
