/** The list that an address of the browser shows, whole, as a file. `query` is what stands behind the question mark. */
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
    </span>
  );
}
