import { CopyButton } from "@/components/ui/copy-button";
import { Mark } from "@/components/ui/marks";
import { shownPrice } from "@/components/ui/price";
import { StateTag } from "@/components/ui/state-tag";
import { isOver } from "@/lib/contract/states";
import { contextText, speedText } from "@/lib/models/format";
import type { ModelRow } from "@/lib/models/row";
import type { OfferName } from "./offer-names";

const PRICES = [
  ["priceIn", "in"],
  ["priceOut", "out"],
  ["month", "a month"],
] as const;

interface RowOfferProps {
  offer: ModelRow;
  name: OfferName | null;
  cheapest: boolean;
  fastest: boolean;
}

/** One offer of a model over the list; the arrow keys go from one to the next. */
export function RowOffer({ offer, name, cheapest, fastest }: RowOfferProps) {
  const { gateway, state, context, priceState, priceDoubt, tokensPerSecond: speed } = offer;
  return (
    <tr tabIndex={-1} className={isOver(state) ? "text-text-3" : undefined}>
      <th scope="row">
        <span className="flex flex-wrap items-center gap-x-1.5">
          {gateway && <Mark hue={gateway.hue} />} {gateway?.name}
          <StateTag state={state} />
          {cheapest && <span className="tag tag-good">cheapest</span>}
          {fastest && <span className="tag tag-good">fastest</span>}
          {name?.tags.map((tag) => (
            <span key={tag} className="tag">
              {tag}
            </span>
          ))}
        </span>
        {name && (
          <span className="row-offer-id">
            <code>{name.id}</code> <CopyButton text={name.id} label={`Copy ${name.id}`} />
          </span>
        )}
      </th>
      <Cell name="context">{context === null ? null : contextText(context)}</Cell>
      {PRICES.map(([column, unit]) => {
        const { text, figure } = shownPrice(offer[column], priceState, priceDoubt);
        if (figure) {
          return (
            <Cell key={column} name={unit} money>
              {text}
            </Cell>
          );
        }
        // A word, such as "free", is said of all three: a card says it once.
        return (
          <td key={column} className={text === "–" || column !== "priceIn" ? "num none" : "num"}>
            {text}
          </td>
        );
      })}
      <Cell name="t/s">{speed === null ? null : speedText(speed)}</Cell>
    </tr>
  );
}

interface CellProps {
  name: string;
  money?: boolean;
  children: string | null;
}

/** A figure with its name, which is seen where the table is cards; a dash where it is unknown. */
function Cell({ name, money = false, children }: CellProps) {
  return (
    <td className={children === null ? "num none" : money ? "num money" : "num"} data-name={name}>
      {children ?? "–"}
    </td>
  );
}
