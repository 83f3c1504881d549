import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { ListToolbar } from "@/components/models/list-toolbar";
import { ModelRowView } from "@/components/models/model-row";
import { TableHead } from "@/components/models/table-head";
import { type BrowseQuery, EMPTY_QUERY } from "@/lib/contract/query";
import { rowOf } from "@/lib/models/row";
import { indexOf, offer, priced } from "../fakes/offers";

/** The marks before the input price and the monthly cost of a model with this offer, and what its row says. */
function rowWith(one: Parameters<typeof offer>[2]) {
  const row = rowOf(indexOf([offer("alpha", "lab/m", one)]), 0, 0);
  const html = renderToStaticMarkup(
    createElement(ModelRowView, { row, position: 0, isFavorite: false, isCompared: false, speeds: false }),
  );
  const classes = [...html.matchAll(/class="([^"]*)"/g)].map(([, names = ""]) => names.split(" "));
  const marked = (mark: string) => classes.filter((names) => names.includes(mark)).length;
  return { hours: marked("hours"), doubt: marked("doubt"), html };
}

it("a price that is lower at certain hours is marked, and says when", () => {
  const { pricing, price_state } = priced(1, 2);
  const night = { utc_start: 1_630, utc_end: 30, prompt: "0.0000005", completion: "0.000001" };
  const { hours, doubt, html } = rowWith({ pricing: { ...pricing, windows: [night] }, price_state });
  expect([hours, doubt]).toEqual([2, 0]);
  expect(html).toContain("Price lower 16:30–00:30 UTC");
});

it("a doubtful price is marked, and one that always applies is not", () => {
  expect(rowWith({ ...priced(5_000, 9_000), price_doubt: true })).toMatchObject({ hours: 0, doubt: 2 });
  expect(rowWith(priced(1, 2))).toMatchObject({ hours: 0, doubt: 0 });
});

it("a price ten times from those of the other offers is marked, and one that is only low is not", () => {
  const one = (gateway: string, usd: number) => offer(gateway, "lab/m", priced(usd, 2));
  const marked = (usd: number) => {
    const index = indexOf([one("alpha", usd), one("beta", 1), one("gamma", 1)]);
    const rows = [0, 1, 2].map((number) => rowOf(index, 0, number));
    return rows.filter((row) => row.priceWarning).map((row) => row.gateway?.slug);
  };
  expect([marked(0.1), marked(0.2), marked(5), marked(10)]).toEqual([["alpha"], [], [], ["alpha"]]);
});

/** The column that is marked as sorted, its link, and what the button of the orders says. */
function sortedBy(change: Partial<BrowseQuery>) {
  const query = { ...EMPTY_QUERY, ...change };
  const head = renderToStaticMarkup(createElement("table", null, createElement(TableHead, { query, speeds: false })));
  const tools = renderToStaticMarkup(
    createElement(ListToolbar, { query, filters: 0, view: "table", onSwitch: () => {} }),
  );
  const [, order, path] = /<th[^>]*aria-sort="(\w+)"[^>]*><a[^>]*href="([^"]*)"/.exec(head) ?? [];
  const [, button] = /Sort: <\/span>([^<]*)</.exec(tools) ?? [];
  return [order, path, button];
}

it("the order of the list is marked at its column, even if none was chosen", () => {
  expect(sortedBy({})).toEqual(["descending", "/models?sort=-gateways", "Most gateways"]);
  expect(sortedBy({ sort: { key: "gateways", reversed: true } })).toEqual(["ascending", "/models", "Fewest gateways"]);
  expect(sortedBy({ sort: { key: "month", reversed: false } })[2]).toBe("Lowest monthly cost");
});

it("search results are ordered by how well they match", () => {
  expect(sortedBy({ q: "llama" })).toEqual([undefined, undefined, "Best match"]);
  expect(sortedBy({ q: "llama", sort: { key: "gateways", reversed: false } })[2]).toBe("Most gateways");
});
