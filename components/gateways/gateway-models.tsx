import { Avatar } from "@/components/ui/avatar";
import { LinkButton } from "@/components/ui/button";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Figure, Unknown } from "@/components/ui/figure";
import { Link } from "@/components/ui/link";
import { DOUBT, shownPrice } from "@/components/ui/price";
import { StateTag } from "@/components/ui/state-tag";
import { contextText, costText, countText, speedText } from "@/lib/models/format";
import { modelPath } from "@/lib/models/ids";
import type { ModelRow } from "@/lib/models/row";

interface GatewayModelsProps {
  slug: string;
  name: string;
  rows: readonly ModelRow[];
  found: number;
}

const ORDERS: readonly [sort: string, text: string][] = [
  ["released", "Newest"],
  ["in", "Cheapest"],
  ["context", "Longest context"],
  ["speed", "Fastest"],
];

const COLUMNS: readonly Column<ModelRow>[] = [
  {
    head: "Model",
    cell: ({ id, name, author, state }) => (
      <span className="flex items-center gap-3">
        <Avatar of={author} name={name} />
        <span className="min-w-0">
          <Link href={modelPath(id)} className="hover:underline">
            {name}
          </Link>{" "}
          <StateTag state={state} />
          <code className="block text-tiny font-normal break-all text-text-3">{id}</code>
        </span>
      </span>
    ),
  },
  { head: "Context", num: true, cell: ({ context }) => (context === null ? <Unknown /> : contextText(context)) },
  { head: "Input $/1M", num: true, cell: (row) => <Price usd={row.priceIn} row={row} /> },
  { head: "Output $/1M", num: true, cell: (row) => <Price usd={row.priceOut} row={row} /> },
  {
    head: "Monthly cost",
    num: true,
    cell: ({ month, priceState }) =>
      priceState === "free" ? "Free" : month === null ? <Unknown /> : `$${costText(month)}`,
  },
];

const SPEED: Column<ModelRow> = {
  head: "Tokens/s",
  num: true,
  cell: ({ tokensPerSecond: speed }) => (speed === null ? <Unknown /> : speedText(speed)),
};

const GATEWAYS: Column<ModelRow> = { head: "Gateways", num: true, cell: ({ gateways }) => gateways.length };

/** The first models of a gateway with its own figures, and links to all of them. */
export function GatewayModels({ slug, name, rows, found }: GatewayModelsProps) {
  const all = `/models?gateway=${slug}`;
  const speeds = rows.some(({ tokensPerSecond }) => tokensPerSecond !== null);
  return (
    <section aria-labelledby="models">
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-1.5">
        <h2 id="models">Models</h2>
        <span className="flex flex-wrap gap-x-3.5 text-note text-text-3">
          {ORDERS.map(([sort, text]) => (
            <Link
              key={sort}
              href={`${all}&sort=${sort}`}
              className="touch-target inline-flex min-h-6 items-center hover:text-text"
            >
              {text}
            </Link>
          ))}
        </span>
        <LinkButton size="sm" href={all} className="sm:ml-auto">
          All {countText(found)} on {name}
        </LinkButton>
      </div>
      <DataTable
        label={`Models on ${name}`}
        columns={[...COLUMNS, ...(speeds ? [SPEED] : []), GATEWAYS]}
        rows={rows}
        keyOf={({ id }) => id}
      />
    </section>
  );
}

function Price({ usd, row }: { usd: number | null; row: ModelRow }) {
  const { text, title, figure, doubt } = shownPrice(usd, row.priceState, row.priceWarning);
  return <Figure text={text} title={title} digits={figure ? 3 : 0} doubt={doubt ? DOUBT : undefined} />;
}
