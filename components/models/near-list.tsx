import { useData } from "@/components/data/query";
import { ModelLine, ModelLines } from "@/components/model/model-line";
import { fetchPublic } from "@/lib/client/browser";
import type { ModelRow } from "@/lib/models/row";
import { broaderSearches } from "./broader-searches";
import type { PageJson } from "./first-page";

const MAX_SHOWN = 6;

/** The models with names closest to a name; nothing until they are loaded. */
export function NearList({ name }: { name: string }) {
  const { data: near = [] } = useData({
    queryKey: ["models near", name],
    queryFn: ({ signal }) => findNear(name, signal),
  });
  return <NearLines rows={near} />;
}

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

/** The first results for the name, or for the longest beginning of it that has results. */
async function findNear(name: string, signal: AbortSignal): Promise<ModelRow[]> {
  for (const q of broaderSearches(name)) {
    const { rows } = await fetchPublic<PageJson>(`/rows?${new URLSearchParams({ q })}`, signal);
    if (rows.length > 0) return rows.slice(0, MAX_SHOWN);
  }
  return [];
}
