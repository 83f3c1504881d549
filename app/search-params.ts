/** The query that Next passes to a page. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** The query of a page as URLSearchParams; keeps repeated parameters. */
export async function urlParams(searchParams: SearchParams): Promise<URLSearchParams> {
  const pairs = Object.entries(await searchParams).flatMap(([name, value]) =>
    [value ?? []].flat().map((single): [string, string] => [name, single]),
  );
  return new URLSearchParams(pairs);
}
