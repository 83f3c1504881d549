import { Button, LinkButton } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PageForm } from "@/components/ui/page-form";
import { comparedParam, comparePath } from "@/lib/models/compare-ids";

interface AddModelProps {
  ids: readonly string[];
  /** Further query parameters, after the models. */
  rest: string;
  query: string;
  found: readonly { id: string; name: string }[];
}

/** A search whose results can be added to the comparison; a plain form. */
export function AddModel({ ids, rest, query, found }: AddModelProps) {
  return (
    <search aria-label="Add a model">
      <PageForm action="/compare" scroll={false} className="flex max-w-xl gap-2">
        {ids.length > 0 && <input type="hidden" name="models" value={comparedParam(ids)} />}
        {[...new URLSearchParams(rest)].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Field
          label="Add a model by name or ID"
          hideLabel
          icon="search"
          type="search"
          name="add"
          defaultValue={query}
          placeholder="Add a model"
          autoComplete="off"
          maxLength={200}
          className="min-w-0 flex-1"
        />
        <Button type="submit" className="min-h-9.5">
          Find
        </Button>
      </PageForm>
      {query !== "" && (
        <div className="mt-3">
          {found.length === 0 ? (
            <p className="text-text-3">No models match “{query}”.</p>
          ) : (
            <ul aria-label={`Models that match ${query}`} className="flex flex-wrap gap-2">
              {found.map(({ id, name }) => (
                <li key={id}>
                  <LinkButton size="sm" icon="plus" href={comparePath([...ids, id]) + rest} title={id}>
                    <span className="sr-only">Add </span>
                    {name}
                  </LinkButton>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </search>
  );
}
