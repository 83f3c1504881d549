import { tagText } from "@/components/model/offer-tags";
import { CopyButton } from "@/components/ui/copy-button";
import { DoubtMark } from "@/components/ui/figure";
import { Logo } from "@/components/ui/icon";
import { DOUBT, shownPrice } from "@/components/ui/price";
import { StateTag } from "@/components/ui/state-tag";
import { Tag } from "@/components/ui/tag";
import { isOver } from "@/lib/contract/states";
import { contextText, costText, speedText } from "@/lib/models/format";
import type { ModelRow } from "@/lib/models/row";
import type { OfferName } from "./offer-names";

const PRICES = ["priceIn", "priceOut", "month"] as const;

interface RowOfferProps {
  offer: ModelRow;
  name: OfferName | null;
  /** Whether the list's row shows its figures, and the table highlights it. */
  shown: boolean;
  cheapest: boolean;
  fastest: boolean;
}

const CELL = "px-2 text-right text-cell whitespace-nowrap";

/** A row in the offers of a model; arrow keys move between rows. */
export function RowOffer({ offer, name, shown, cheapest, fastest }: RowOfferProps) {
  const { gateway, state, context, priceState, priceWarning, tokensPerSecond: speed } = offer;
  return (
    <tr
      tabIndex={-1}
      className={`h-11 outline-offset-[-2px] hover:bg-hover focus:bg-press ${isOver(state) ? "text-text-3" : ""}`}
    >
      <th scope="row" className="rounded-l-button md:min-w-40 py-1 pl-2.5 text-left font-medium">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          {gateway && <Logo of={gateway.slug} name={gateway.name} />}
          {gateway?.name}
          <StateTag state={state} />
          {cheapest && <Tag tone="good">Cheapest</Tag>}
          {fastest && <Tag tone="good">Fastest</Tag>}
          {shown && <Tag tone="accent">Matches your filters</Tag>}
          {name?.tags.map((tag) => (
            <Tag key={tag}>{tagText(tag)}</Tag>
          ))}
        </span>
      </th>
      <td className={`${CELL} max-md:hidden`}>{context === null ? "–" : contextText(context)}</td>
      {!shownPrice(offer.priceIn, priceState, priceWarning).figure && (
        <td colSpan={PRICES.length} className={CELL}>
          {shownPrice(offer.priceIn, priceState, priceWarning).text}
        </td>
      )}
      {PRICES.map((column) => {
        const { text, title, figure, doubt } = shownPrice(offer[column], priceState, priceWarning);
        if (!shownPrice(offer.priceIn, priceState, priceWarning).figure) return null;
        return (
          <td key={column} title={title} className={`${CELL} ${column === "month" && cheapest ? "text-good" : ""}`}>
            {doubt && <DoubtMark reason={DOUBT} />}
            {figure && column === "month" ? `$${costText(offer.month ?? 0)}` : text}
          </td>
        );
      })}
      {speed !== null && <td className={`${CELL} max-md:hidden`}>{speedText(speed)} tokens/s</td>}
      <td className="rounded-r-button pr-1.5 text-right max-md:hidden">
        {name && <CopyButton text={name.id} label={`Copy ID ${name.id}`} />}
      </td>
    </tr>
  );
}
