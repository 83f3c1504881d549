import { memo } from "react";
import { RowMarks } from "@/components/compare/row-marks";
import { hueStyle, Marks } from "@/components/ui/marks";
import { shownPrice } from "@/components/ui/price";
import { StateTag } from "@/components/ui/state-tag";
import { isOver } from "@/lib/contract/states";
import { contextText, monthText, speedText } from "@/lib/models/format";
import { modelPath } from "@/lib/models/ids";
import type { ModelRow } from "@/lib/models/row";
import { CELL, ROW } from "./roles";

interface ModelRowProps {
  row: ModelRow;
  /** Counts from 0 in the whole list. */
  place: number;
  /** Whether it is a favorite of this device, and whether it is to be compared. */
  isFavorite: boolean;
  isCompared: boolean;
}

/**
 * One model and the facts of one of its offers. Drawn some twenty times a keystroke: every element holds one text, so
 * that filling it with another model changes texts alone.
 */
export const ModelRowView = memo(function ModelRowView({ row, place, isFavorite, isCompared }: ModelRowProps) {
  const { id, name, state, gateways, gateway, context, priceState, priceDoubt, tokensPerSecond: speed, released } = row;
  const shared = gateways.length > 1;
  return (
    <tr {...ROW} className={isOver(state) ? "row over" : "row"} aria-rowindex={place + 2}>
      <td {...CELL} className="c-model">
        <a href={modelPath(id)}>
          <b>{name}</b>
          <StateTag state={state} />
          <span>{id}</span>
        </a>
        <RowMarks id={id} name={name} isFavorite={isFavorite} isCompared={isCompared} />
      </td>
      <td {...CELL} className="c-gateways">
        <button type="button" className="offers-button" tabIndex={-1} data-key="o" aria-haspopup="dialog">
          <Marks hues={gateways.map((g) => g.hue)} />
          <span>{gateways.length}</span>
          <span className="sr-only">gateways: show the offers</span>
        </button>
        <small className={shared ? "via" : undefined} style={shared ? hueStyle(gateway?.hue) : undefined}>
          {shared ? `via ${gateway?.name ?? ""}` : gateway?.name}
        </small>
      </td>
      <td {...CELL} className="num c-context">
        {context === null ? "–" : contextText(context)}
      </td>
      <Price column="c-in" usd={row.priceIn} state={priceState} doubt={priceDoubt} />
      <Price column="c-out" usd={row.priceOut} state={priceState} doubt={priceDoubt} />
      <Price column="c-month" usd={row.month} state={priceState} doubt={priceDoubt} />
      <td {...CELL} className={speed === null ? "num c-speed word" : "num c-speed figure"}>
        {speed === null ? "–" : speedText(speed)}
      </td>
      <td {...CELL} className="c-abilities">
        {row.capabilities.join(" · ")}
      </td>
      <td {...CELL} className="num c-released">
        {released === null ? "–" : monthText(released)}
      </td>
    </tr>
  );
});

interface PriceProps {
  column: string;
  /** USD, by 1M tokens or for the workload; null where unknown. */
  usd: number | null;
  state: ModelRow["priceState"];
  doubt: boolean;
}

function Price({ column, usd, state, doubt }: PriceProps) {
  const price = shownPrice(usd, state, doubt);
  const kind = price.figure ? (price.doubt ? "figure doubt" : "figure") : "word";
  return (
    <td {...CELL} className={`num ${column} ${kind}`}>
      {price.text}
    </td>
  );
}
