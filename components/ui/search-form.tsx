import { buttonClass } from "./button";
import { FIELD_INPUT, fieldBoxClass } from "./field";
import { Icon } from "./icon";
import { Kbd } from "./tag";

/** A search over all models that works without JavaScript. */
export function SearchForm({ query = "" }: { query?: string }) {
  return (
    <search aria-label="Models">
      <form action="/models" className="flex gap-2">
        <label className={`${fieldBoxClass()} min-w-0 flex-1`}>
          <Icon name="search" className="text-text-3" />
          <span className="sr-only">Search models by name, ID, or author</span>
          <input
            id="page-search"
            type="search"
            name="q"
            defaultValue={query}
            placeholder="llama 70b, qwen coder"
            autoComplete="off"
            maxLength={500}
            className={FIELD_INPUT}
          />
          <Kbd className="needs-script max-sm:hidden">/</Kbd>
        </label>
        <button type="submit" className={`${buttonClass({ variant: "primary" })} min-h-9.5`}>
          Search
        </button>
      </form>
    </search>
  );
}
