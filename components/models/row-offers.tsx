"use client";

import { useLayoutEffect, useRef } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { Mark } from "@/components/ui/marks";
import { shownPrice } from "@/components/ui/price";
import { isOver, StateTag } from "@/components/ui/state-tag";
import { bestRows } from "@/lib/models/best";
import { contextText, countOf, speedText } from "@/lib/models/format";
import { modelPath } from "@/lib/models/ids";
import type { ModelRow } from "@/lib/models/row";

interface RowOffersProps {
  /** A model with each of its offers. */
  offers: readonly ModelRow[];
  /** The row that they hang on. */
  anchor: HTMLElement;
  onClose: () => void;
}

/** How far it stays from the edges of the window, and how high it is at least. */
const EDGE_PX = 8;
const LEAST_PX = 160;
const HEADS = ["Context", "In $/1M", "Out $/1M", "$/month", "t/s"];
const PRICES = [
  ["priceIn", "in $/1M"],
  ["priceOut", "out $/1M"],
  ["month", "$/month"],
] as const;

/** All offers of a model over the list, below its row or above it where there is no room. Escape leads back to the row. */
export function RowOffers({ offers, anchor, onClose }: RowOffersProps) {
  const panel = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = panel.current;
    if (!element) return;
    element.showPopover();
    const row = anchor.getBoundingClientRect();
    const room = { below: innerHeight - row.bottom - EDGE_PX, above: row.top - EDGE_PX };
    const below = room.below >= Math.min(element.offsetHeight, room.above);
    element.style.maxHeight = `min(24rem, ${Math.max(below ? room.below : room.above, LEAST_PX)}px)`;
    element.style.top = `${scrollY + (below ? row.bottom : Math.max(row.top - element.offsetHeight, 0))}px`;
    element.style.left = `${Math.max(Math.min(row.left, innerWidth - element.offsetWidth - EDGE_PX), 0)}px`;
    element.focus({ preventScroll: true });
  }, [anchor]);
  const { id = "", name } = offers[0] ?? {};
  const { cheapest, fastest } = bestRows(offers);
  const close = () => {
    if (panel.current?.contains(document.activeElement) || document.activeElement === document.body) {
      anchor.querySelector("a")?.focus({ preventScroll: true });
    }
    onClose();
  };
  return (
    <section
      ref={panel}
      popover="auto"
      tabIndex={-1}
      className="menu row-offers"
      aria-label={`Offers of ${name}`}
      onToggle={(event) => event.newState === "closed" && close()}
    >
      <p className="row-offers-id">
        <code>{id}</code> <CopyButton text={id} label={`Copy the id of ${name}`} />
        <a href={modelPath(id)} className="link">
          {countOf(offers.length, "offer")} in full
        </a>
      </p>
      <table className="table cards">
        <thead>
          <tr>
            <th scope="col">Gateway</th>
            {HEADS.map((head) => (
              <th key={head} scope="col" className="num">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {offers.map((offer, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a gateway may have several offers of one model.
            <tr key={i} className={isOver(offer.state) ? "text-muted" : undefined}>
              <th scope="row">
                <span className="inline-flex flex-wrap items-center gap-x-1.5">
                  {offer.gateway && <Mark hue={offer.gateway.hue} />} {offer.gateway?.name}
                  <StateTag state={offer.state} />
                  {cheapest.marked.includes(offer) && <span className="tag tag-good">cheapest</span>}
                  {fastest.marked.includes(offer) && <span className="tag tag-good">fastest</span>}
                </span>
              </th>
              <Cell name="context">{offer.context === null ? null : contextText(offer.context)}</Cell>
              {PRICES.map(([column, name]) => {
                const { text } = shownPrice(offer[column], offer.priceState, offer.priceDoubt);
                return (
                  <Cell key={column} name={name}>
                    {text === "–" ? null : text}
                  </Cell>
                );
              })}
              <Cell name="t/s">{offer.tokensPerSecond === null ? null : speedText(offer.tokensPerSecond)}</Cell>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A figure with its name, which is seen where the table is cards; a dash where it is unknown. */
function Cell({ name, children }: { name: string; children: string | null }) {
  return (
    <td className={children === null ? "num none" : "num"} data-name={name}>
      {children ?? "–"}
    </td>
  );
}
