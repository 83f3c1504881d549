import type { Source } from "@/lib/contract/offer";

/** Where the facts of an offer are from and when they were fetched, one line each. */
export function sourceLines({ source, price_source }: { source: Source; price_source?: Source | undefined }): string[] {
  return [
    `facts: ${source.source}, ${source.fetched_at}`,
    ...(price_source ? [`price: ${price_source.source}, ${price_source.fetched_at}`] : []),
  ];
}
