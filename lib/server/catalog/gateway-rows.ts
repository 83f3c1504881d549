import { setImmediate } from "node:timers/promises";
import type { Model } from "@/lib/contract/model";
import { offerRow } from "@/lib/models/merge";
import { type RowTable, RowWriter, readRow } from "./row-table";
import type { Snapshot } from "./snapshot";

/** How long one slice of work may block the event loop, in ms. */
const SLICE_MS = 10;

/** One gateway's list: its offers under their native IDs, in the order of their models. */
interface GatewayRows {
  table: RowTable;
  /** The model number of each row. */
  modelOf: Uint32Array;
}

const rowsBySnapshot = new WeakMap<Snapshot, Map<string, Promise<GatewayRows>>>();

/** A gateway's rows, built in slices on first use and cached with their snapshot. */
export function gatewayRows(snapshot: Snapshot, slug: string): Promise<GatewayRows> {
  const lists = rowsBySnapshot.get(snapshot) ?? new Map<string, Promise<GatewayRows>>();
  rowsBySnapshot.set(snapshot, lists);
  const list = lists.get(slug) ?? makeRows(snapshot, slug);
  lists.set(slug, list);
  return list;
}

async function makeRows({ index, rows }: Snapshot, slug: string): Promise<GatewayRows> {
  const gateway = index.gateways.findIndex((g) => g.slug === slug);
  const writer = new RowWriter();
  const modelOf: number[] = [];
  let slice = performance.now();
  for (let m = 0; m < index.ids.length; m++) {
    if (!index.gateway.subarray(index.firstOffer[m], index.firstOffer[m + 1]).includes(gateway)) continue;
    const model = readRow<Model>(rows, m);
    for (const offer of model.offers) {
      if (offer.gateway !== slug) continue;
      if (writer.add(offerRow(model, offer))) await writer.settled();
      modelOf.push(m);
    }
    if (performance.now() - slice < SLICE_MS) continue;
    await setImmediate();
    slice = performance.now();
  }
  writer.end();
  return { table: await writer.finish(), modelOf: Uint32Array.from(modelOf) };
}
