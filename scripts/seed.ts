/** Writes the built-in catalog: what is shown before any gateway has answered. Run by `npm run seed`. */
import { writeFileSync } from "node:fs";
import { compareCodeUnits } from "@/lib/models/ids";
import type { EmbeddedRow } from "@/lib/server/catalog/embedded";
import { readGenaiPrices } from "./seed/genai-prices";
import { gather, merge } from "./seed/merge";
import { readPiCatalog } from "./seed/pi-catalog";
import { slim } from "./seed/slim";
import { GATEWAYS, SOURCES } from "./seed/sources";
import { readTokenlens } from "./seed/tokenlens";

const FILE = "lib/server/catalog/embedded.json";

const table = readGenaiPrices();
const offers = gather([readPiCatalog(), table.rows, await readTokenlens()])
  .map((claims) => merge(claims, table))
  .sort((a, b) => GATEWAYS.indexOf(a.gateway) - GATEWAYS.indexOf(b.gateway) || compareCodeUnits(a.id, b.id));
const rows = offers.map(slim);

const list = (items: readonly unknown[]) => `[\n${items.map((item) => JSON.stringify(item)).join(",\n")}\n]`;
const as_of = SOURCES.map((source) => source.as_of)
  .sort(compareCodeUnits)
  .at(-1);
const text = `{\n"as_of": ${JSON.stringify(as_of)},\n"sources": ${list(SOURCES)},\n"offers": ${list(rows)}\n}\n`;
writeFileSync(FILE, text);

const tally = (read: (row: EmbeddedRow) => string) => {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(read(row), (counts.get(read(row)) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${name} ${count}`).join(" · ");
};
console.log(`${FILE}: ${rows.length} offers, ${Math.round(text.length / 1024)} KB, as of ${as_of}`);
console.log(tally((row) => row.gateway));
console.log(tally((row) => row.state ?? "active"));
console.log(tally((row) => row.price_state ?? (row.pricing ? "known" : "unknown")));
