/**
 * The list that an address of the browser shows, whole, as a file, and what changes in it, with its feeds. `query` is
 * what stands behind the question mark.
 */
export function ExportLinks({ query }: { query: string }) {
  const href = (format: string) =>
    `/v1/export?${new URLSearchParams([...new URLSearchParams(query), ["format", format]])}`;
  return (
    <span className="export">
      <a href={href("csv")} download="models.csv" className="button" rel="nofollow">
        Export CSV
      </a>
      <a href={href("json")} download="models.json" className="button" rel="nofollow">
        JSON
      </a>
      <a
        href={query ? `/changes?${query}` : "/changes"}
        className="button"
        rel="nofollow"
        title="Changes in this list, and feeds of them"
      >
        <span className="sr-only">Changes in this list, and feeds of them</span>
        <svg width="14" height="14" viewBox="0 0 14 14" fill="none" stroke="currentColor" aria-hidden="true">
          <path d="M2 6.5a5.5 5.5 0 0 1 5.5 5.5M2 2.5a9.5 9.5 0 0 1 9.5 9.5" strokeWidth="1.5" />
          <circle cx="3" cy="11" r="1.25" fill="currentColor" stroke="none" />
        </svg>
      </a>
    </span>
  );
}
