"use client";

import { useLayoutEffect, useRef } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { Mark } from "@/components/ui/marks";
import { shownPrice } from "@/components/ui/price";
import { isOver, StateTag } from "@/components/ui/state-tag";
import { bestRows } from "@/lib/models/best-rows";
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

const HEADS = ["Context", "In $/1M", "Out $/1M", "$/month", "t/s"];

/** All offers of a model over the list, below its row or above it where there is no room. Escape leads back to the row. */
export function RowOffers({ offers, anchor, onClose }: RowOffersProps) {
  const panel = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = panel.current;
    if (!element) return;
    element.showPopover();
    const row = anchor.getBoundingClientRect();
    const below = innerHeight - row.bottom >= element.offsetHeight;
    element.style.top = `${scrollY + (below ? row.bottom : Math.max(row.top - element.offsetHeight, 0))}px`;
    element.style.left = `${Math.max(Math.min(row.left, innerWidth - element.offsetWidth - 8), 0)}px`;
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
      <table className="table">
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
                {offer.gateway && <Mark hue={offer.gateway.hue} />} {offer.gateway?.name}{" "}
                <StateTag state={offer.state} />
                {offer === cheapest && <span className="tag tag-good">cheapest</span>}{" "}
                {offer === fastest && <span className="tag tag-good">fastest</span>}
              </th>
              <td className="num">{offer.context === null ? "–" : contextText(offer.context)}</td>
              {[offer.priceIn, offer.priceOut, offer.month].map((usd, column) => {
                const { text, title } = shownPrice(usd, offer.priceState, offer.priceDoubt);
                return (
                  <td key={HEADS[column + 1]} className="num" title={column < 2 ? title : undefined}>
                    {text}
                  </td>
                );
              })}
              <td className="num">{offer.tokensPerSecond === null ? "–" : speedText(offer.tokensPerSecond)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
