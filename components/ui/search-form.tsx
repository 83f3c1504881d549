/** A search over all models that works as a plain form; `asked` stands in it. */
export function SearchForm({ asked = "" }: { asked?: string }) {
  return (
    <search aria-label="Models">
      <form action="/models" className="flex max-w-xl gap-2">
        <label className="field min-w-0 flex-1">
          <span className="sr-only">Search models by name, id or author</span>
          <input
            id="page-search"
            type="search"
            name="q"
            defaultValue={asked}
            placeholder="llama 70b, qwen coder, whisper …"
            autoComplete="off"
            maxLength={500}
          />
          <kbd className="kbd needs-script max-sm:hidden">/</kbd>
        </label>
        <button type="submit" className="button button-strong min-h-9">
          Search
        </button>
      </form>
    </search>
  );
}
