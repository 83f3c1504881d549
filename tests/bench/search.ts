import { type BrowseQuery, EMPTY_QUERY } from "@/lib/contract/query";
import { search } from "@/lib/models/search";
import { PROVIDERS } from "@/lib/server/providers/registry";
import { indexOf } from "../fakes/offers";
import { median, offersOf, round, SIZES, table } from "./kit";

const RUNS = 30;
const QUERIES: [string, Partial<BrowseQuery>][] = [
  ["everything", {}],
  ["llama", { q: "llama" }],
  ["l", { q: "l" }],
  ["llama 70b instruct", { q: "llama 70b instruct" }],
  ["gateway facet", { gateways: ["groq"] }],
  ["tools + image", { abilities: ["tools"], inputs: ["image"] }],
  ["sort by price", { sort: { key: "in", reversed: false } }],
  ["sort by name", { sort: { key: "name", reversed: false } }],
];

/** The search that server and browser share: one state to rows, order and facet counts. */
export async function benchSearch(): Promise<void> {
  const rows: (string | number)[][] = [];
  for (const size of SIZES) {
    const index = indexOf(await offersOf(size), PROVIDERS);
    for (const [name, query] of QUERIES) {
      const times: number[] = [];
      let found = 0;
      for (let i = 0; i < RUNS; i++) {
        const start = performance.now();
        found = search(index, { ...EMPTY_QUERY, ...query }).models.length;
        times.push(performance.now() - start);
      }
      rows.push([size, name, found, round(median(times), 2), round(Math.max(...times), 2)]);
    }
  }
  console.log(table(["offers", "query", "found", "median ms", "worst ms"], rows));
}
