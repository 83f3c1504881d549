import type { Offer } from "@/lib/contract/offer";
import type { Groups } from "@/lib/models/build";
import { groupByModel } from "@/lib/models/group";
import type { GatewayRow, OfferRow } from "../db/catalog";
import type { Embedded } from "./embedded";

/** All offers of the catalogue as groups of one model each, sorted by key; each group is parsed when it is read. */
export function collectOffers(
  embedded: Embedded,
  stored: readonly OfferRow[],
  gateways: ReadonlyMap<string, GatewayRow>,
): Groups {
  const lists = new Map(embedded.offers.map((offer) => [`${offer.gateway} ${offer.id}`, offer]));
  const live = new Set(stored.map((row) => `${row.gateway} ${row.native_id}`));
  const shipped = embedded.offers.filter(
    (o) => !gateways.get(o.gateway)?.replaced_embedded && !live.has(`${o.gateway} ${o.id}`),
  );
  const items: ({ id: string } & ({ offer: Offer } | { row: OfferRow }))[] = [
    ...shipped.map((offer) => ({ id: offer.id, offer })),
    ...stored.map((row) => ({ id: row.native_id, row })),
  ];
  const groups = groupByModel(items);
  return {
    length: groups.length,
    *[Symbol.iterator]() {
      for (const group of groups) {
        yield group.map((item) => ("offer" in item ? item.offer : readStored(item.row, lists)));
      }
    },
  };
}

/** A stored offer; where its gateway names no price, the list price of the embedded catalogue, marked as such. */
function readStored(row: OfferRow, lists: ReadonlyMap<string, Offer>): Offer {
  const facts = JSON.parse(row.facts) as Omit<Offer, "source">;
  const offer: Offer = { ...facts, source: { source: row.source, fetched_at: row.fetched_at } };
  if (row.gone_at !== null) {
    offer.state = "gone";
    offer.state_note = `no longer listed since ${row.gone_at.slice(0, 10)}`;
  }
  const list = offer.price_state === "unknown" ? lists.get(`${row.gateway} ${row.native_id}`) : undefined;
  if (list?.price_state !== "known") return offer;
  const { pricing, price_state, price_doubt } = list;
  return { ...offer, pricing, price_state, price_doubt, price_source: list.price_source ?? list.source };
}
