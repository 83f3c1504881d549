import { Outlier } from "@/components/model/outlier";
import { Avatar } from "@/components/ui/avatar";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { ScrollPanel } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import type { Gateway } from "@/lib/contract/gateway";
import type { Model } from "@/lib/contract/model";
import { comparePath, MAX_COMPARED } from "@/lib/models/compare-ids";
import { COMPARED_GROUPS, type Compared, type ComparedRow } from "@/lib/models/comparison";
import { authorLabel } from "@/lib/models/identity/author-labels";
import { authorName } from "@/lib/models/identity/author-names";
import { modelPath } from "@/lib/models/ids";
import { ModelColumn } from "./model-column";
import { RemoveLink } from "./remove-link";

interface CompareTableProps {
  models: readonly Model[];
  rows: readonly ComparedRow[];
  gateways: readonly Gateway[];
  /** Further query parameters, after the models. */
  rest: string;
}

/** The name column stays visible while the table scrolls sideways. */
const NAME = "sticky left-0 z-10 max-w-48 min-w-26 px-4 text-left align-top";

/** Compares models by groups of facts; marks the best value of each row, and the offer of each figure. */
export function CompareTable({ models, rows, gateways, rest }: CompareTableProps) {
  const ids = models.map((model) => model.id);
  const full = ids.length >= MAX_COMPARED;
  return (
    <ScrollPanel label="Comparison" className="scroll-ps-32 md:scroll-ps-48">
      <table aria-label="Comparison" className="w-full table-fixed text-cell">
        <colgroup>
          <col className="w-28 md:w-41" />
          {models.map(({ id }) => (
            <col key={id} className="w-44 md:w-auto" />
          ))}
          {!full && <col className="w-30" />}
        </colgroup>
        <thead>
          <tr className="border-b border-line">
            <td className={`${NAME} bg-bg`} />
            {models.map((model) => (
              <ModelHead key={model.id} model={model} ids={ids} rest={rest} />
            ))}
            {!full && (
              <td className="border-l border-line bg-panel p-0">
                <ModelColumn ids={ids} rest={rest} />
              </td>
            )}
          </tr>
        </thead>
        {COMPARED_GROUPS.map((group) => {
          const shown = rows.filter((row) => row.group === group);
          if (shown.length === 0) return null;
          return (
            <tbody key={group} className="divide-y divide-line not-last:border-b not-last:border-line">
              <tr>
                <th
                  scope="rowgroup"
                  colSpan={models.length + (full ? 1 : 2)}
                  className="bg-panel p-0 text-left text-label font-semibold"
                >
                  <span className="sticky left-0 inline-block px-4 py-2.5">{group}</span>
                </th>
              </tr>
              {shown.map((row) => (
                <Row key={row.name} row={row} models={models} gateways={gateways} full={full} />
              ))}
            </tbody>
          );
        })}
      </table>
      {rows.length === 0 && <p className="px-4 py-6 text-center text-text-3">No differences between these models</p>}
    </ScrollPanel>
  );
}

interface ModelHeadProps {
  model: Model;
  ids: readonly string[];
  rest: string;
}

function ModelHead({ model, ids, rest }: ModelHeadProps) {
  return (
    <th scope="col" className="border-l border-line p-4 text-left align-top font-normal">
      <span className="flex items-start justify-between gap-2">
        <Avatar of={authorName(model.owned_by)} name={model.name} />
        {ids.length > 1 && (
          <RemoveLink
            name={model.name}
            href={comparePath(ids.filter((id) => id !== model.id)) + rest}
            last={ids.length === 2}
          />
        )}
      </span>
      <Link
        href={modelPath(model.id)}
        title={model.id}
        className="mt-2.5 block text-chat leading-5 font-semibold [overflow-wrap:anywhere] hover:underline"
      >
        {model.name}
      </Link>
      <span className="block text-note text-text-3">{authorLabel(authorName(model.owned_by))}</span>
    </th>
  );
}

interface RowProps extends Omit<CompareTableProps, "rows" | "rest"> {
  row: ComparedRow;
  full: boolean;
}

function Row({ row: { group, name, cells, differs, best, bestIs }, models, gateways, full }: RowProps) {
  const monthly = name === "Monthly cost";
  const maxCost = monthly ? Math.max(...cells.map(({ rank }) => rank ?? 0)) : 0;
  // The prices of a model belong to one offer, which is shown once: with the monthly cost.
  const hasOffer = monthly || !group.startsWith("Price");
  const nameOf = (slug: string) => gateways.find((gateway) => gateway.slug === slug)?.name ?? slug;
  return (
    <tr>
      <th scope="row" className={`${NAME} bg-bg py-3 font-normal text-text-2`}>
        {name}
        {differs && <span className="sr-only">, differs</span>}
      </th>
      {cells.map((cell, i) => {
        const isBest = best.includes(i);
        return (
          <td key={models[i]?.id} className="border-l border-line px-4 py-3 align-top">
            <span className={`mr-2 [overflow-wrap:anywhere] ${isBest ? "font-semibold" : ""}`}>
              <Outlier factor={cell.factor} />
              <Value cell={cell} />
            </span>
            {isBest && <Tag tone="good">{bestIs}</Tag>}
            {monthly && maxCost > 0 && cell.rank !== null && models.length > 1 && (
              <span aria-hidden="true" className="mt-1.5 block h-1 overflow-hidden rounded-full bg-hover">
                <i
                  className={`block h-full rounded-full forced-color-adjust-none ${isBest ? "bg-good" : "bg-chart"}`}
                  style={{ width: `${Math.max(2, (cell.rank / maxCost) * 100)}%` }}
                />
              </span>
            )}
            {hasOffer && cell.offer && <p className="mt-1 text-tiny text-text-3">{nameOf(cell.offer.gateway)}</p>}
          </td>
        );
      })}
      {!full && <td className="border-l border-line bg-panel" />}
    </tr>
  );
}

/** "Yes", "No", and "Not listed" have icons. */
function Value({ cell: { text } }: { cell: Compared }) {
  if (text !== null && text !== "Yes" && text !== "No")
    return <span className="inline-block first-letter:uppercase">{text}</span>;
  return (
    <span className={`inline-flex items-center gap-1.5 ${text === "Yes" ? "" : "text-text-3"}`}>
      <Icon
        name={text === "Yes" ? "check" : text === "No" ? "x" : "minus"}
        size={14}
        className={text === "Yes" ? "text-good" : ""}
      />
      {text ?? "Not listed"}
    </span>
  );
}
