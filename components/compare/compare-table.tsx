import { Avatar } from "@/components/ui/avatar";
import { Unknown } from "@/components/ui/figure";
import { IconLink } from "@/components/ui/icon-button";
import { Link } from "@/components/ui/link";
import { ScrollPanel } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import type { Gateway } from "@/lib/contract/gateway";
import type { Model } from "@/lib/contract/model";
import { comparePath } from "@/lib/models/compare-ids";
import type { ComparedRow } from "@/lib/models/comparison";
import { authorName } from "@/lib/models/identity/author-names";
import { modelPath } from "@/lib/models/ids";

interface CompareTableProps {
  models: readonly Model[];
  rows: readonly ComparedRow[];
  gateways: readonly Gateway[];
}

/** Compares models: highlights differences, names the best of each row, and names the offer of each figure. */
export function CompareTable({ models, rows, gateways }: CompareTableProps) {
  const nameOf = (slug: string) => gateways.find((g) => g.slug === slug)?.name ?? slug;
  const ids = models.map((model) => model.id);
  return (
    <ScrollPanel label="Comparison">
      <table aria-label="Comparison" className="w-full text-cell">
        <thead>
          <tr className="border-b border-line">
            <td className="sticky left-0 z-10 bg-bg" />
            {models.map((model) => (
              <th key={model.id} scope="col" className="min-w-44 px-4 py-3.5 text-left align-top font-normal">
                <span className="flex items-start gap-2.5">
                  <Avatar of={authorName(model.owned_by)} name={model.name} />
                  <span className="min-w-0 flex-1">
                    <Link href={modelPath(model.id)} className="font-medium [overflow-wrap:anywhere] hover:underline">
                      {model.name}
                    </Link>
                    <code className="block text-tiny text-text-3 [overflow-wrap:anywhere]">{model.id}</code>
                  </span>
                  {models.length > 1 && (
                    <IconLink
                      size="sm"
                      icon="x"
                      href={comparePath(ids.filter((id) => id !== model.id))}
                      label={`Remove ${model.name}`}
                      tip="Remove"
                    />
                  )}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map(({ name, cells, differs, best, bestIs }) => (
            <tr key={name}>
              <th
                scope="row"
                className={`sticky left-0 z-10 max-w-48 min-w-26 border-l-3 bg-bg px-3.5 py-2.5 text-left align-top ${differs ? "border-l-accent font-medium" : "border-l-transparent font-normal text-text-3"}`}
              >
                {name}
                {differs && <span className="sr-only">, differs</span>}
              </th>
              {cells.map(({ text, offer }, i) => (
                <td key={models[i]?.id} className={`px-4 py-2.5 align-top ${differs ? "" : "text-text-3"}`}>
                  <span className="mr-2 [overflow-wrap:anywhere]">{text ?? <Unknown />}</span>
                  {best.includes(i) && <Tag tone="good">{bestIs}</Tag>}
                  {offer && <p className="text-tiny text-text-3">{nameOf(offer.gateway)}</p>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollPanel>
  );
}
