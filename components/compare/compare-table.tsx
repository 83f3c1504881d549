import type { Gateway } from "@/lib/contract/gateway";
import type { Model } from "@/lib/contract/model";
import { comparePath } from "@/lib/models/compare-ids";
import type { ComparedRow } from "@/lib/models/comparison";
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
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also by keyboard.
    <section className="panel" tabIndex={0} aria-label="Comparison">
      <table className="table compare">
        <thead>
          <tr>
            <td />
            {models.map((model) => (
              <th key={model.id} scope="col">
                <a href={modelPath(model.id)} className="hover:underline">
                  {model.name}
                </a>
                <code>{model.id}</code>
                {models.length > 1 && (
                  <a
                    href={comparePath(ids.filter((id) => id !== model.id))}
                    className="copy inline-flex items-center"
                    aria-label={`Remove ${model.name}`}
                  >
                    remove
                  </a>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells, differs, best }) => (
            <tr key={name} className={differs ? "differs" : undefined}>
              <th scope="row">{name}</th>
              {cells.map(({ text, offer }, i) => (
                <td key={models[i]?.id}>
                  <span className="num">{text ?? <span className="text-text-3">unknown</span>}</span>
                  {best.includes(i) && <span className="tag tag-good">best</span>}
                  {offer && <small>{nameOf(offer.gateway)}</small>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
