/** Writes the built-in catalog, which is shown before any gateway has responded. Run by `npm run seed`. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { compareCodeUnits } from "@/lib/models/ids";
import type { EmbeddedFile } from "@/lib/server/catalog/embedded";
import { PriceTable } from "./seed/genai-prices";
import { dropped, gather, isListed, merge } from "./seed/merge";
import { readModelsDev } from "./seed/models-dev";
import { readPiAi } from "./seed/pi-ai";
import { readPiCatalog } from "./seed/pi-catalog";
import { isKnown, withReleases } from "./seed/releases";
import { differences, fillRates } from "./seed/report";
import { slim, slimPast } from "./seed/slim";
import { GATEWAYS, SOURCES } from "./seed/sources";

const FILE = "lib/server/catalog/embedded.json";

const modelsDev = readModelsDev();
const claims = gather([readPiAi(), modelsDev.offers, readPiCatalog()]);
const listed = claims.filter(isListed).map(merge);
const offers = withReleases(listed, modelsDev.releases)
  .filter(isKnown)
  .sort((a, b) => GATEWAYS.indexOf(a.gateway) - GATEWAYS.indexOf(b.gateway) || compareCodeUnits(a.id, b.id));
const rows = offers.map(slim);

const prices = new PriceTable();
const key = ({ gateway, id }: { gateway: string; id: string }) => `${gateway} ${id}`.toLowerCase();
const known = new Set(claims.map((claim) => key(dropped(claim))));
const past = [
  ...claims.filter((claim) => !isListed(claim)).map(dropped),
  ...prices.ids().filter((id) => !known.has(key(id))),
];

const list = (items: readonly unknown[]) => `[\n${items.map((item) => JSON.stringify(item)).join(",\n")}\n]`;
const as_of = SOURCES[0].as_of;
const text = `{\n"as_of": ${JSON.stringify(as_of)},\n"sources": ${list(SOURCES)},\n"offers": ${list(rows)},\n"past": ${JSON.stringify(slimPast(past))}\n}\n`;
const last = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, "utf8")) as EmbeddedFile) : null;
writeFileSync(FILE, text);

const brotli = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
console.log(`${FILE}: ${rows.length} offers, ${past.length} that are past, as of ${as_of}`);
console.log(`${Math.round(text.length / 1024)} KB, ${(brotli / 1024).toFixed(1)} KB compressed by brotli\n`);
console.log(`${fillRates(rows)}\n`);
if (last) console.log(`${differences(last.offers, rows)}\n`);
const { compared, others } = prices.disagreements(offers);
console.log(`${others.length} of ${compared} prices differ from those of the price table, in USD per 1M tokens:`);
for (const { gateway, id, ours, theirs } of others) console.log(`${gateway} ${id}: ${ours}, there ${theirs}`);
