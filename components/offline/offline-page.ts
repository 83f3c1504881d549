import { shownPrice } from "@/components/ui/price";
import { type BrowseQuery, EMPTY_QUERY, formatBrowseQuery, parseBrowseQuery } from "@/lib/contract/query";
import { ageText, contextText, countOf, countText } from "@/lib/models/format";
import { decodeId, modelPath } from "@/lib/models/ids";
import { foldTyped } from "@/lib/models/query/typed";
import { modelNamed } from "@/lib/models/relax";
import { type ModelRow, rowOf } from "@/lib/models/row";
import { search } from "@/lib/models/search";
import type { PackedIndex, SearchIndex } from "@/lib/models/search-index";
import { unpack } from "@/lib/models/unpack";

const ROWS = 100;

/**
 * A page for an address that the network does not give: the list, or one model, out of the last index, which says how
 * old it is. Plain HTML without scripts. `now` is in ms since 1970.
 */
export async function offlinePage(
  url: URL,
  kept: Response | undefined,
  styles: readonly string[],
  now: number,
): Promise<string> {
  if (!kept) {
    const text = "<p>There is no network, and no list of models has been kept on this device yet.</p>";
    return frame("Offline", "<h1>Offline</h1>", text, styles);
  }
  const at = Date.parse(kept.headers.get("date") ?? "");
  const age = Number.isNaN(at) ? "of an unknown age" : `${ageText(now - at)} old`;
  const index = unpack((await kept.json()) as PackedIndex);
  const note = `<p class="notice" role="status">There is no network: this list is ${age}. <a class="link" href="${safe(url.pathname + url.search)}">Try again</a></p>`;
  const id = url.pathname.startsWith("/models/") ? decodeId(url.pathname.slice("/models/".length)) : null;
  const model = id === null ? -1 : modelNamed(index, id);
  if (model >= 0) return onePage(index, model, note, styles);
  return listPage(index, url, note, styles, Math.floor(now / 86_400_000));
}

function onePage(index: SearchIndex, model: number, note: string, styles: readonly string[]): string {
  const name = index.names[model] ?? "";
  const offers: ModelRow[] = [];
  for (let o = index.firstOffer[model] ?? 0; o < (index.firstOffer[model + 1] ?? 0); o++) {
    offers.push(rowOf(index, model, o));
  }
  const head = `<h1>${safe(name)}</h1><p><code>${safe(index.ids[model] ?? "")}</code></p>`;
  const rows = offers.map((row) => `<tr><td>${safe(row.gateway?.name ?? "")}</td>${figures(row)}</tr>`);
  return frame(
    name,
    head,
    `${note + table("Gateway", rows)}<p><a class="link" href="/models">All models</a></p>`,
    styles,
  );
}

function listPage(index: SearchIndex, url: URL, note: string, styles: readonly string[], today: number): string {
  const asked = url.pathname === "/models" ? parseBrowseQuery(url.searchParams) : EMPTY_QUERY;
  const { query, errors } = foldTyped(asked);
  const { models, offers } = search(index, query, today);
  const last = Math.max(1, Math.ceil(models.length / ROWS));
  const page = Math.min(last, Math.max(1, Math.trunc(Number(url.searchParams.get("page"))) || 1));
  const from = (page - 1) * ROWS;
  const rows = [...models.subarray(from, from + ROWS)].map((m, i) => {
    const row = rowOf(index, m, offers[from + i] ?? 0, query.workload);
    const link = `<a href="${safe(modelPath(row.id))}"><b>${safe(row.name)}</b><br><small>${safe(row.id)}</small></a>`;
    return `<tr><td>${link}</td>${figures(row)}</tr>`;
  });
  const head = `<h1>Models</h1><p class="text-muted">${countText(models.length)} of ${countOf(index.ids.length, "model")}</p>`;
  const wrong = errors.map((e) => `<p class="notice">“${safe(e.text)}”: expected ${safe(e.expected)}.</p>`).join("");
  const paging = [pageLink(query, page - 1, last, "← Previous"), pageLink(query, page + 1, last, "Next →")].join(" ");
  return frame(
    "Models",
    head,
    `${note + form(query) + wrong + table("Model", rows)}<nav class="paging">${paging}</nav>`,
    styles,
  );
}

function form(query: BrowseQuery): string {
  const hidden = [...formatBrowseQuery({ ...query, q: "" })]
    .map(([name, value]) => `<input type="hidden" name="${safe(name)}" value="${safe(value)}">`)
    .join("");
  return `<search><form action="/models"><label class="field"><span class="sr-only">Search models</span><input type="search" name="q" value="${safe(query.q)}" placeholder="Search models" maxlength="500"></label>${hidden}</form></search>`;
}

function pageLink(query: BrowseQuery, page: number, last: number, text: string): string {
  if (page < 1 || page > last) return "";
  const params = formatBrowseQuery(query);
  params.set("page", String(page));
  return `<a class="button" href="/models?${safe(params.toString())}">${text}</a>`;
}

function table(first: string, rows: readonly string[]): string {
  const head = [first, "Context", "In $/1M", "Out $/1M", "Abilities"].map((name) => `<th scope="col">${name}</th>`);
  return `<table class="offline-table"><thead><tr>${head.join("")}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

function figures(row: ModelRow): string {
  const price = (value: number | null) => safe(shownPrice(value, row.priceState, row.priceDoubt).text);
  const cells = [row.context === null ? "–" : contextText(row.context), price(row.priceIn), price(row.priceOut)];
  return `${cells.map((cell) => `<td class="num">${cell}</td>`).join("")}<td>${row.abilities.join(" · ")}</td>`;
}

function frame(title: string, head: string, body: string, styles: readonly string[]): string {
  const links = styles.map((href) => `<link rel="stylesheet" href="${safe(href)}">`).join("");
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${safe(title)} · offline · Gatewayz</title>${links}</head><body class="shell"><header class="header"><a href="/" class="brand">Gatewayz</a></header><main class="page"><div class="browse-title">${head}</div>${body}</main></body></html>`;
}

const NAMED: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function safe(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => NAMED[sign] ?? sign);
}
