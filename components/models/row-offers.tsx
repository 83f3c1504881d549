"use client";

import { type KeyboardEvent, useLayoutEffect, useRef } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { bestRows } from "@/lib/models/best";
import { countOf } from "@/lib/models/format";
import { modelPath } from "@/lib/models/ids";
import type { ModelRow } from "@/lib/models/row";
import { RowOffer } from "./row-offer";
import { useOfferNames } from "./use-offer-names";

interface RowOffersProps {
  /** A model with each of its offers. */
  offers: readonly ModelRow[];
  /** The row that they hang on. */
  anchor: HTMLElement;
  onClose: () => void;
}

/** How far it stays from the edges of the window, and how high it is at least. */
const EDGE_PX = 8;
const MIN_PX = 160;
const HEADS = ["Context", "In $/1M", "Out $/1M", "$/month", "t/s"];

/**
 * All offers of a model over the list, below its row or above it where there is no room. Escape and the left arrow lead
 * back to the row.
 */
export function RowOffers({ offers, anchor, onClose }: RowOffersProps) {
  const panel = useRef<HTMLElement>(null);
  const names = useOfferNames(offers);
  useLayoutEffect(() => {
    panel.current?.showPopover();
    panel.current?.focus({ preventScroll: true });
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with the names it is higher.
  useLayoutEffect(() => {
    if (panel.current) place(panel.current, anchor.getBoundingClientRect());
  }, [anchor, names]);
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
      onKeyDown={moveInOffers}
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
            <RowOffer
              // biome-ignore lint/suspicious/noArrayIndexKey: a gateway may have several offers of one model.
              key={i}
              offer={offer}
              name={names[i] ?? null}
              cheapest={cheapest.marked.includes(offer)}
              fastest={fastest.marked.includes(offer)}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Puts the panel below a row, or above it where there is more room. */
function place(panel: HTMLElement, row: DOMRect): void {
  const room = { below: innerHeight - row.bottom - EDGE_PX, above: row.top - EDGE_PX };
  panel.style.maxHeight = "";
  const below = room.below >= Math.min(panel.offsetHeight, room.above);
  panel.style.maxHeight = `min(24rem, ${Math.max(below ? room.below : room.above, MIN_PX)}px)`;
  panel.style.top = `${scrollY + (below ? row.bottom : Math.max(row.top - panel.offsetHeight, 0))}px`;
  panel.style.left = `${Math.max(Math.min(row.left, innerWidth - panel.offsetWidth - EDGE_PX), 0)}px`;
}

/** Up and down go from offer to offer, left closes what right has opened. */
function moveInOffers(event: KeyboardEvent<HTMLElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const panel = event.currentTarget;
  if (event.key === "ArrowLeft") panel.hidePopover();
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const rows = [...panel.querySelectorAll<HTMLElement>("tbody tr")];
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const to = event.key === "ArrowDown" ? at + 1 : Math.max(at, 1) - 1;
    rows[Math.min(to, rows.length - 1)]?.focus();
  } else return;
  event.preventDefault();
}
