"use client";

import { type KeyboardEvent, useLayoutEffect, useRef } from "react";
import { CompareButton, FavoriteButton } from "@/components/compare/list-buttons";
import { useModel } from "@/components/data/use-model";
import { Avatar } from "@/components/ui/avatar";
import { LinkButton } from "@/components/ui/button";
import { POPOVER } from "@/components/ui/overlay";
import { countOf } from "@/lib/models/format";
import { modelPath } from "@/lib/models/ids";
import type { ModelRow } from "@/lib/models/row";
import { type OfferName, offerNames } from "./offer-names";
import { RowOfferTable } from "./row-offer-table";

interface RowOffersProps {
  offers: readonly ModelRow[];
  /** The index of the offer that matches the filters; undefined without filters. */
  shown?: number | undefined;
  /** The row that the panel is anchored to. */
  anchor: HTMLElement;
  onClose: () => void;
}

/** Distance to the edges of the window, and the panel's minimum height. */
const EDGE_PX = 8;
const MIN_HEIGHT_PX = 160;
/** While they load, and after an error. */
const NO_NAMES: readonly OfferName[] = [];

/** All offers of a model, below its row or above it if there is more room. Escape and Left return to the row. */
export function RowOffers({ offers, shown, anchor, onClose }: RowOffersProps) {
  const panel = useRef<HTMLElement>(null);
  const model = useModel(offers[0]?.id ?? null);
  const names = model ? offerNames(offers, model.offers) : NO_NAMES;
  useLayoutEffect(() => {
    panel.current?.showPopover();
    panel.current?.focus({ preventScroll: true });
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names change its height.
  useLayoutEffect(() => {
    if (panel.current) position(panel.current, anchor.getBoundingClientRect());
  }, [anchor, names]);
  const [first] = offers;
  const { id = "", name = "" } = first ?? {};
  const close = () => {
    if (panel.current?.contains(document.activeElement) || document.activeElement === document.body) {
      anchor.querySelector("a")?.focus({ preventScroll: true });
    }
    onClose();
  };
  if (!first) return null;
  return (
    <section
      ref={panel}
      popover="auto"
      tabIndex={-1}
      className={`${POPOVER} absolute inset-auto m-0 w-[min(58rem,calc(100vw-1rem))] max-w-none`}
      aria-label={`Offers of ${name}`}
      onKeyDown={moveInOffers}
      onToggle={(event) => event.newState === "closed" && close()}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-3.5 py-3">
        <Avatar of={first.author} name={name} />
        <div className="min-w-0 flex-[1_1_12rem]">
          <p className="truncate font-medium">{name}</p>
          <p className="text-note text-text-3">{countOf(offers.length, "offer")}, cheapest first</p>
        </div>
        <FavoriteButton id={id} name={name} />
        <CompareButton id={id} name={name} />
        <LinkButton size="sm" href={modelPath(id)}>
          Open model
        </LinkButton>
      </div>
      <div className="overflow-x-auto p-1.5">
        <RowOfferTable offers={offers} names={names} shown={shown} />
      </div>
    </section>
  );
}

function position(panel: HTMLElement, row: DOMRect): void {
  const room = { below: innerHeight - row.bottom - EDGE_PX, above: row.top - EDGE_PX };
  panel.style.maxHeight = "";
  const below = room.below >= Math.min(panel.offsetHeight, room.above);
  panel.style.maxHeight = `min(24rem, ${Math.max(below ? room.below : room.above, MIN_HEIGHT_PX)}px)`;
  panel.style.top = `${scrollY + (below ? row.bottom : Math.max(row.top - panel.offsetHeight, 0))}px`;
  panel.style.left = `${Math.max(Math.min(row.left, innerWidth - panel.offsetWidth - EDGE_PX), 0)}px`;
}

/** Up and Down move between offers, Left closes the panel. */
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
