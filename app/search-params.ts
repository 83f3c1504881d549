/** What Next hands to a page as its query. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** The query of a page as the standard type, repeated parameters kept. */
export async function urlParams(given: SearchParams): Promise<URLSearchParams> {
  const pairs = Object.entries(await given).flatMap(([name, value]) =>
    [value ?? []].flat().map((single): [string, string] => [name, single]),
  );
  return new URLSearchParams(pairs);
}
