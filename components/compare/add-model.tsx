import { comparePath } from "@/lib/models/compare-ids";

interface AddModelProps {
  ids: readonly string[];
  asked: string;
  /** What the search found for what was asked, the best first. */
  found: readonly { id: string; name: string }[];
}

/** A search whose results can be added to the comparison; a plain form. */
export function AddModel({ ids, asked, found }: AddModelProps) {
  return (
    <search aria-label="Add a model">
      <form action="/compare" className="flex max-w-xl gap-2">
        {ids.length > 0 && (
          <input
            type="hidden"
            name="models"
            value={new URLSearchParams(comparePath(ids).split("?")[1]).get("models") ?? ""}
          />
        )}
        <label className="field min-w-0 flex-1">
          <span className="sr-only">Add a model by name or ID</span>
          <input
            type="search"
            name="add"
            defaultValue={asked}
            placeholder="Add a model"
            autoComplete="off"
            maxLength={200}
          />
        </label>
        <button type="submit" className="button min-h-9">
          Find
        </button>
      </form>
      {asked !== "" && (
        <div className="mt-2" aria-live="polite">
          {found.length === 0 ? (
            <p className="text-text-3">No models match “{asked}”.</p>
          ) : (
            <ul className="flex flex-wrap gap-2">
              {found.map(({ id, name }) => (
                <li key={id}>
                  <a href={comparePath([...ids, id])} className="button" title={id}>
                    + {name}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </search>
  );
}
