import { type Column, DataTable } from "@/components/ui/data-table";
import { Fold } from "@/components/ui/fold";
import { DOUBT } from "@/components/ui/price";
import type { Gateway } from "@/lib/contract/gateway";
import type { ModelOffer } from "@/lib/contract/offer";
import { dayText } from "@/lib/models/format";
import { type Factors, offerFactors } from "@/lib/models/offer-factors";
import { outlierText } from "./outlier";

interface SourcesProps {
  offers: readonly ModelOffer[];
  gateways: readonly Gateway[];
}

interface SourceLine {
  key: string;
  gateway: string;
  id: string | null;
  figures: string;
  source: string;
  at: string;
  remarks: readonly string[];
}

const COLUMNS: readonly Column<SourceLine>[] = [
  {
    head: "Offer",
    cell: ({ gateway, id }) => (
      <>
        {gateway}{" "}
        {id && (
          <code className="block text-tiny font-normal text-text-3 max-md:break-all md:whitespace-nowrap">{id}</code>
        )}
      </>
    ),
  },
  { head: "Figures", cell: ({ figures }) => figures },
  { head: "Source", cell: ({ source }) => <span className="[overflow-wrap:break-word]">{source}</span> },
  {
    head: "Fetched",
    cell: ({ at }) => (
      <time dateTime={at} className="whitespace-nowrap">
        {whenText(at)}
      </time>
    ),
  },
  { head: "Notes", cell: ({ remarks }) => remarks.join("; ") || "–" },
];

/** The source and date of each figure on the page, and doubts about it. */
export function Sources({ offers, gateways }: SourcesProps) {
  const factors = offerFactors(offers);
  const nameOf = (slug: string) => gateways.find((g) => g.slug === slug)?.name ?? slug;
  const lines = offers.flatMap((offer, index) => linesOf(offer, nameOf(offer.gateway), factors[index]));
  return (
    <Fold title="Where these figures come from">
      <DataTable label="Sources" columns={COLUMNS} rows={lines} keyOf={({ key }) => key} />
    </Fold>
  );
}

function linesOf(offer: ModelOffer, gateway: string, factors: Factors | undefined): SourceLine[] {
  const key = `${offer.gateway} ${offer.id}`;
  const { source, price_source: listed } = offer;
  return [
    {
      key,
      gateway,
      id: offer.id,
      figures: listed ? "All but the price" : "All",
      source: source.source,
      at: source.fetched_at,
      remarks: remarksOn(offer, factors),
    },
    ...Object.entries(offer.field_sources ?? {}).map(([field, from]) => ({
      key: `${key} ${field}`,
      gateway,
      id: null,
      figures: field,
      source: from.source,
      at: from.fetched_at,
      remarks: ["The gateway’s own list does not say"],
    })),
    ...(listed
      ? [
          {
            key: `${key} price`,
            gateway,
            id: null,
            figures: "Price",
            source: listed.source,
            at: listed.fetched_at,
            remarks: ["A list price: the gateway’s own list names none"],
          },
        ]
      : []),
  ];
}

function remarksOn(offer: ModelOffer, factors: Factors | undefined): string[] {
  const outliers = [
    ["Context", factors?.context],
    ["Input price", factors?.prompt],
    ["Output price", factors?.completion],
  ] as const;
  return [
    ...outliers.flatMap(([name, factor]) => (factor == null ? [] : [`${name}: ${outlierText(factor)}`])),
    ...(offer.price_doubt && !offer.price_note ? [`Price: ${DOUBT}`] : []),
    ...(offer.price_note ? [offer.price_note] : []),
    ...(offer.differences ?? []).map(({ field, source, value }) => `${field}: ${source} says ${String(value)}`),
  ];
}

/** A day, with the time if given, in UTC. */
function whenText(iso: string): string {
  const day = dayText(Date.parse(iso));
  return iso.length > 10 ? `${day}, ${iso.slice(11, 16)} UTC` : day;
}
