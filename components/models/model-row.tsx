import { memo } from "react";
import { shownPrice } from "@/components/ui/price";
import { CELL, checkable, HEAD_OF_ROW, ROW } from "@/components/ui/roles";
import { isOver } from "@/lib/contract/states";
import { cellPrice, contextText, costText, countOf, monthText, speedText } from "@/lib/models/format";
import { authorLabel } from "@/lib/models/identity/author-labels";
import { modelPath } from "@/lib/models/ids";
import type { ModelRow } from "@/lib/models/row";
import { capabilityMarks, capabilityNames, logoStyle, pileStyle } from "./row-marks";

const TAG = "justify-self-start rounded-tag bg-hover px-1.5 text-tag font-medium text-text-2 not-italic capitalize";
const FREE =
  "justify-self-start rounded-tag bg-good-soft px-1.5 text-tag font-medium text-good not-italic max-md:hidden forced-colors:border";
const STAR =
  "star needs-script relative ml-auto size-7 flex-none rounded-small text-text-3 opacity-0 group-hover:opacity-100 hover:text-text focus-visible:opacity-100 aria-pressed:text-accent aria-pressed:opacity-100 max-md:hidden";
const OFFERS =
  "offers-button inline-flex min-h-7 items-center gap-1.5 rounded-small px-1 text-label text-text-3 hover:bg-press hover:text-text max-md:relative max-md:h-11 max-md:w-7 max-md:gap-4 max-md:overflow-hidden max-md:px-1.5 max-md:text-transparent";

interface ModelRowProps {
  row: ModelRow;
  /** Counts from 0 in the whole list. */
  place: number;
  /** Whether it is a favorite of this device, and whether it is selected to be compared. */
  isFavorite: boolean;
  isCompared: boolean;
  /** Whether the list has a column of speeds. */
  speeds: boolean;
}

/**
 * One model and the facts of one of its offers. Drawn some twenty times a keystroke: every element holds one text, and
 * logos and icons are masks of one element each, so that filling it with another model changes texts and styles alone.
 */
export const ModelRowView = memo(function ModelRowView({ row, place, isFavorite, isCompared, speeds }: ModelRowProps) {
  const { id, name, author, state, gateways, gateway, context, priceState, priceDoubt, tokensPerSecond, released } =
    row;
  const tag = isOver(state) ? "Retired" : state !== "active" ? state : row.freeTier ? "Free tier" : "";
  const can = capabilityNames(row.capabilities);
  return (
    <tr
      {...ROW}
      className="row group"
      data-over={isOver(state) || undefined}
      data-picked={isCompared || undefined}
      data-free={tag === "Free tier" || undefined}
      aria-rowindex={place + 2}
      data-id={id}
    >
      <td {...CELL} className="c-pick">
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
      <th {...HEAD_OF_ROW} scope="row" className="c-model">
        <a
          href={modelPath(id)}
          className="focus-visible:-outline-offset-2 hover:[&>b]:underline hover:[&>b]:underline-offset-3"
        >
          <b>{name}</b>
          {tag && <em className={tag === "Free tier" ? FREE : TAG}>{tag}</em>}
          <span>{id}</span>
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
      <td {...CELL} className="c-author">
        {authorLabel(author)}
      </td>
      <td {...CELL} className="c-gateways">
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
      <td {...CELL} className="num c-context" data-gateways={countOf(gateways.length, "gateway")}>
        {context === null ? "–" : contextText(context)}
      </td>
      <Price column="c-in" usd={row.priceIn} state={priceState} doubt={priceDoubt} />
      <Price column="c-out" usd={row.priceOut} state={priceState} doubt={priceDoubt} beside={row.priceIn} />
      <Month row={row} gateway={gateway?.name ?? ""} />
      {speeds && (
        <td {...CELL} className="num c-speed">
          {tokensPerSecond === null ? "–" : speedText(tokensPerSecond)}
        </td>
      )}
      <td {...CELL} className="c-can">
        <i
          className="can"
          data-can={capabilityMarks(row.capabilities)}
          role="img"
          aria-label={can || "No special capabilities"}
        />
      </td>
      <td {...CELL} className="num c-released">
        {released === null ? "–" : monthText(released)}
      </td>
    </tr>
  );
});

interface PriceProps {
  column: string;
  /** USD per 1M tokens; null where unknown. */
  usd: number | null;
  state: ModelRow["priceState"];
  doubt: boolean;
  /** The input price: where rows are cards, the output price follows it. */
  beside?: number | null;
}

function Price({ column, usd, state, doubt, beside = null }: PriceProps) {
  const price = shownPrice(usd, state, doubt);
  const text = price.figure && usd !== null ? cellPrice(usd) : price.text;
  const kind = price.figure ? (price.doubt ? "figure doubt" : "figure") : "word";
  return (
    <td
      {...CELL}
      className={`num ${column} ${kind}`}
      data-short={/\.\d\d$/.test(text) || undefined}
      data-in={beside === null ? undefined : cellPrice(beside)}
    >
      {text}
    </td>
  );
}

function Month({ row, gateway }: { row: ModelRow; gateway: string }) {
  const { text, figure, doubt } = shownPrice(row.month, row.priceState, row.priceDoubt);
  return (
    <td {...CELL} className={`num c-month ${figure ? "figure" : "word"}`}>
      <b className={doubt ? "doubt" : undefined}>{figure && row.month !== null ? `$${costText(row.month)}` : text}</b>
      <small>{gateway}</small>
    </td>
  );
}
