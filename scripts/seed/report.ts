import type { EmbeddedRow } from "@/lib/server/catalog/embedded";
import { table } from "../verify/table";
import { GATEWAYS } from "./sources";

const FILLED: Record<string, (row: EmbeddedRow) => boolean> = {
  date: ({ facts }) => facts?.release_date !== undefined,
  context: ({ context_length }) => context_length !== undefined,
  price: ({ pricing, price_state }) => pricing !== undefined || price_state !== undefined,
  capabilities: ({ supported_parameters = [], lacks = [] }) =>
    supported_parameters.includes("tools") || lacks.includes("tools"),
  "open weights": ({ facts }) => facts?.open_weights !== undefined,
};

/** The number of active offers with each fact, by gateway and in total. */
export function fillRates(rows: readonly EmbeddedRow[]): string {
  const active = rows.filter(({ state }) => state === undefined);
  const line = (name: string, of: readonly EmbeddedRow[]) => [
    name,
    of.length,
    ...Object.values(FILLED).map((filled) => `${percent(of.filter(filled).length, of.length)}%`),
  ];
  const ofGateway = (gateway: string) => active.filter((row) => row.gateway === gateway);
  return table(
    ["active offers", "number", ...Object.keys(FILLED)],
    [...GATEWAYS.map((gateway) => line(gateway, ofGateway(gateway))), line("all", active)],
  );
}

/** The differences to the last catalog, by gateway. */
export function differences(before: readonly EmbeddedRow[], after: readonly EmbeddedRow[]): string {
  const name = ({ gateway, id }: EmbeddedRow) => `${gateway} ${id}`;
  const ids = (rows: readonly EmbeddedRow[]) => new Map(rows.map((row) => [name(row), row]));
  const isActive = ({ state }: EmbeddedRow) => state === undefined;
  const [old, now] = [ids(before.filter(isActive)), ids(after.filter(isActive))];
  const price = (row: EmbeddedRow | undefined) => JSON.stringify([row?.pricing, row?.price_state]);
  const rows = GATEWAYS.map((gateway) => {
    const mine = (all: Map<string, EmbeddedRow>) => [...all].filter(([, row]) => row.gateway === gateway);
    const added = mine(now).filter(([id]) => !old.has(id)).length;
    const removed = mine(old).filter(([id]) => !now.has(id)).length;
    const priced = mine(now).filter(([id, row]) => old.has(id) && price(old.get(id)) !== price(row)).length;
    return [gateway, mine(old).length, mine(now).length, added, removed, priced];
  });
  return table(["active offers", "last", "now", "added", "left out", "other price"], rows);
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "-" : ((100 * part) / whole).toFixed(1);
}
