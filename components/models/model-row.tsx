import { memo } from "react";
import { shownPrice } from "@/components/ui/price";
import { CELL, checkable, HEAD_OF_ROW, ROW } from "@/components/ui/roles";
import { isOver } from "@/lib/contract/states";
import { cellPrice, contextText, costText, countOf, monthText, speedText } from "@/lib/models/format";
import { authorLabel } from "@/lib/models/identity/author-labels";
import { modelPath } from "@/lib/models/ids";
import type { ModelRow } from "@/lib/models/row";
import { capabilityNames, capabilityStyle, logoStyle, pileStyle } from "./row-marks";

const TAG = "justify-self-start rounded-tag px-1.5 text-tag font-medium not-italic forced-colors:border";
const STAR =
  "star needs-script relative ml-auto size-7 flex-none rounded-small text-text-3 opacity-0 group-hover:opacity-100 print:hidden hover:text-text focus-visible:opacity-100 aria-pressed:text-accent aria-pressed:opacity-100 max-md:hidden";
const OFFERS =
  "offers-button md:-ml-1 inline-flex min-h-7 items-center gap-1 rounded-small px-1 text-label text-text-3 hover:bg-press hover:text-text max-md:relative max-md:h-11 max-md:w-7 max-md:gap-4 max-md:overflow-hidden max-md:px-1.5 max-md:text-transparent";

const ROW_LOOK = "row group data-picked:bg-soft/62 md:not-data-picked:hover:bg-panel";
/** A cell of a card's second line. */
const SECOND = "max-md:text-note max-md:text-text-3";
const CONTEXT = "max-md:-ml-2 max-md:text-left max-md:[grid-area:2/3] max-md:before:content-['·_']";

interface ModelRowProps {
  row: ModelRow;
  /** 0-based, in the whole list. */
  position: number;
  /** Whether it is a favorite on this device, and whether it is selected for comparison. */
  isFavorite: boolean;
  isCompared: boolean;
  speeds: boolean;
}

/**
 * A model with the figures of one of its offers. Typing re-renders about twenty rows per keystroke, so each element has
 * one text, and logos and icons are masks: another model only changes texts and styles.
 */
export const ModelRowView = memo(function ModelRowView({
  row,
  position,
  isFavorite,
  isCompared,
  speeds,
}: ModelRowProps) {
  const { id, name, author, state, gateways, gateway, context, priceState, tokensPerSecond, released } = row;
  const tag = isOver(state) ? "Retired" : state !== "active" ? state : row.freeTier ? "Free tier" : "";
  const can = capabilityNames(row.capabilities);
  return (
    <tr
      {...ROW}
      className={ROW_LOOK}
      data-over={isOver(state) || undefined}
      data-picked={isCompared || undefined}
      aria-rowindex={position + 2}
      data-id={id}
    >
      <td {...CELL} className="c-pick max-md:[grid-area:1/1/4/2]">
        <button
          type="button"
          {...checkable("checkbox", isCompared)}
          aria-label={`Select ${name} to compare`}
          tabIndex={-1}
          data-key="c"
          data-letter={author.slice(0, 1).toUpperCase()}
          className="pick"
          style={logoStyle(author)}
        />
      </td>
      <th {...HEAD_OF_ROW} scope="row" className="c-model flex items-center max-md:[grid-area:1/2/2/5]">
        <a
          href={modelPath(id)}
          className="focus-visible:-outline-offset-2 md:-ml-1.5 md:pl-1.5 hover:[&>b]:underline hover:[&>b]:underline-offset-3 max-md:p-0"
        >
          <b>{name}</b>
          {tag && (
            <em
              className={`${TAG} ${tag === "Free tier" ? "bg-good-soft text-good" : "bg-hover text-text-2 capitalize"}`}
            >
              {tag}
            </em>
          )}
          <span className="max-md:sr-only">{id}</span>
        </a>
        <button
          type="button"
          className={STAR}
          tabIndex={-1}
          data-key="f"
          aria-pressed={isFavorite}
          aria-label={`Add ${name} to favorites`}
        />
      </th>
      <td {...CELL} className={`c-author md:sr-only max-md:[grid-area:2/2] ${SECOND}`}>
        {authorLabel(author)}
      </td>
      <td {...CELL} className="c-gateways text-clip max-md:[grid-area:1/5/4/6]">
        <button
          type="button"
          className={OFFERS}
          tabIndex={-1}
          data-key="o"
          aria-haspopup="dialog"
          aria-label={`${gateways.length} ${gateways.length === 1 ? "gateway" : "gateways"}, show the offers of ${name}`}
        >
          <i className="pile" style={pileStyle(gateways.map(({ slug }) => slug))} />
          {gateways.length}
        </button>
      </td>
      <td {...CELL} className={`num c-context ${CONTEXT} ${SECOND}`}>
        {context === null ? "–" : contextText(context)}
      </td>
      <Price column={`c-in max-md:sr-only ${markOf(row)}`} usd={row.priceIn} state={priceState} />
      <Price column="c-out max-md:[grid-area:2/4]" usd={row.priceOut} state={priceState} inputUsd={row.priceIn} />
      <Month row={row} gateway={gateway?.name ?? ""} />
      {speeds && (
        <td {...CELL} className="num c-speed max-md:sr-only">
          {tokensPerSecond === null ? "–" : speedText(tokensPerSecond)}
        </td>
      )}
      <td {...CELL} className="c-can max-md:hidden">
        <i
          className="can"
          style={capabilityStyle(row.capabilities)}
          role="img"
          aria-label={can || "No special capabilities"}
        />
      </td>
      <td {...CELL} className="num c-released max-md:sr-only">
        {released === null ? "–" : monthText(released)}
      </td>
    </tr>
  );
});

interface PriceProps {
  column: string;
  /** USD per 1M tokens; null if unknown. */
  usd: number | null;
  state: ModelRow["priceState"];
  /** The input price: where rows are cards, the output price follows it. */
  inputUsd?: number | null;
}

function Price({ column, usd, state, inputUsd = null }: PriceProps) {
  const { text, figure } = shownPrice(usd, state, false);
  return (
    <td
      {...CELL}
      className={`num ${column} ${figure ? "figure" : "word"}`}
      data-short={/\.\d\d$/.test(text) || undefined}
      data-in={inputUsd === null ? undefined : cellPrice(inputUsd)}
    >
      {text}
    </td>
  );
}

function Month({ row, gateway }: { row: ModelRow; gateway: string }) {
  const { text, figure } = shownPrice(row.month, row.priceState, row.priceWarning);
  return (
    <td
      {...CELL}
      data-gateways={countOf(row.gateways.length, "gateway")}
      className={`num c-month max-md:[grid-area:3/2/4/5] ${SECOND} ${figure ? "figure" : "word max-md:[&>b]:invisible"}`}
    >
      <b className={`max-md:font-normal ${figure ? markOf(row) : ""}`}>
        {figure && row.month !== null ? `$${costText(row.month)}` : text}
      </b>
      <small className="max-md:sr-only">{gateway}</small>
      {row.priceHours && <span className="sr-only">{` Price ${row.priceHours}`}</span>}
    </td>
  );
}

/** Class of the mark before a price (see rows.css): a doubtful price, or one that depends on the hour. */
function markOf({ priceWarning, priceState, priceHours }: ModelRow): string {
  if (priceState !== "known" && priceState !== "unknown") return "";
  return priceWarning ? "doubt" : priceHours === null ? "" : "hours";
}
