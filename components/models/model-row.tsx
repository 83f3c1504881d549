import { memo } from "react";
import { RowMarks } from "@/components/compare/row-marks";
import { hueStyle, Marks } from "@/components/ui/marks";
import { isOver, StateTag } from "@/components/ui/state-tag";
import { contextText, countText, dayText, monthText, speedText } from "@/lib/models/format";
import { modelPath } from "@/lib/models/ids";
import type { ModelRow } from "@/lib/models/row";
import { MonthCell, PriceCell } from "./price-cell";

interface ModelRowProps {
  row: ModelRow;
  /** Counts from 0 in the whole list. */
  place: number;
  /** Whether it is a favourite of this device, and whether it is to be compared. */
  kept: boolean;
  chosen: boolean;
}

/** One model and the facts of one of its offers. */
export const ModelRowView = memo(function ModelRowView({ row, place, kept, chosen }: ModelRowProps) {
  const { gateways, gateway, context, tokensPerSecond: speed, released } = row;
  return (
    <tr className={isOver(row.state) ? "row over" : "row"} aria-rowindex={place + 2}>
      <td className="c-model">
        <a href={modelPath(row.id)}>
          <b>
            {row.name} <StateTag state={row.state} />
          </b>
          <span>{row.id}</span>
        </a>
        <RowMarks id={row.id} name={row.name} kept={kept} chosen={chosen} />
      </td>
      <td className="c-gateways" title={gateways.map((g) => g.name).join(", ")}>
        <span>
          <Marks hues={gateways.map((g) => g.hue)} />
          {gateways.length}
        </span>
        <small
          className={gateways.length > 1 ? "via" : undefined}
          style={hueStyle(gateway?.hue)}
          title="The figures of this row are of this gateway’s offer"
        >
          {gateways.length > 1 && "via "}
          {gateway?.name}
        </small>
      </td>
      <td className="num c-context" title={context === null ? "context unknown" : `${countText(context)} tokens`}>
        {context === null ? "–" : contextText(context)}
      </td>
      <PriceCell row={row} side="in" />
      <PriceCell row={row} side="out" />
      <MonthCell row={row} />
      <td
        className={`num c-speed ${speed === null ? "word" : "figure"}`}
        title={speed === null ? "speed unknown" : `${speed} tokens per second`}
      >
        {speed === null ? "–" : speedText(speed)}
      </td>
      <td className="c-abilities">{row.abilities.join(" · ")}</td>
      <td className="num c-released" title={released === null ? "release date unknown" : dayText(released)}>
        {released === null ? "–" : monthText(released)}
      </td>
    </tr>
  );
});
