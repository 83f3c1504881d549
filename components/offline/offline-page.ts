import { browsePath, cleared } from "@/components/models/browse-query";
import { activeFilters, describeQuery } from "@/components/models/filters";
import { SORT_LABELS } from "@/components/models/labels";
import { shownPrice } from "@/components/ui/price";
import { type BrowseQuery, EMPTY_QUERY, formatBrowseQuery, parseBrowseQuery } from "@/lib/contract/query";
import { ageText, contextText, countOf, countText } from "@/lib/models/format";
import { decodeId, modelPath } from "@/lib/models/ids";
import { modelNamed } from "@/lib/models/pasted";
import { foldTyped } from "@/lib/models/query/typed";
import { type ModelRow, rowOf } from "@/lib/models/row";
import { search } from "@/lib/models/search";
import type { PackedIndex, SearchIndex } from "@/lib/models/search-index";
import { unpack } from "@/lib/models/unpack";
import { frame, type Look, safe } from "./frame";

const ROWS = 100;
const NEAR = 8;

/**
 * A page for an address that the network does not give: the list, or one model, out of the last index, which says how
 * old it is. Plain HTML without scripts. `now` is in ms since 1970.
 */
export async function offlinePage(url: URL, cached: Response | undefined, look: Look, now: number): Promise<string> {
  if (!cached) {
    const text = "<p>There is no network, and no list of models has been kept on this device yet.</p>";
    return frame("Offline", "<h1>Offline</h1>", text, look);
  }
  const at = Date.parse(cached.headers.get("last-modified") ?? "");
  const age = Number.isNaN(at) ? "of an unknown age" : `${ageText(now - at)} old`;
  const index = unpack((await cached.json()) as PackedIndex);
  const again = `<a class="link" href="${safe(url.pathname + url.search)}">Try again</a>`;
  const note = `<p class="notice" role="status">There is no network: this list is ${age}. ${again}</p>`;
  const id = url.pathname.startsWith("/models/") ? decodeId(url.pathname.slice("/models/".length)) : null;
  if (id !== null) {
    const model = modelNamed(index, id);
    return model >= 0 ? onePage(index, model, note, look) : missingPage(index, id, note, look);
  }
  return listPage(index, url, note, look, Math.floor(now / 86_400_000));
}

function onePage(index: SearchIndex, model: number, note: string, look: Look): string {
  const name = index.names[model] ?? "";
  const offers: ModelRow[] = [];
  for (let o = index.firstOffer[model] ?? 0; o < (index.firstOffer[model + 1] ?? 0); o++) {
    offers.push(rowOf(index, model, o));
  }
  const head = `<h1>${safe(name)}</h1><p><code>${safe(index.ids[model] ?? "")}</code></p>`;
  const rows = offers.map(
    (row) => `<tr><th scope="row">${safe(row.gateway?.name ?? "")}${state(row)}</th>${figures(row)}</tr>`,
  );
  return frame(name, head, note + table("Gateway", rows) + ALL_MODELS, look);
}

/** A row's remarks: ended, paused, or batches only. */
function state({ state, isFallback }: ModelRow): string {
  const statement = state !== "active" ? state : isFallback ? "batch" : "";
  return statement && ` <span class="tag">${statement}</span>`;
}

const ALL_MODELS = '<p class="paging"><a class="link" href="/models">All models</a></p>';

/** For a model that the index does not have: what a search for the end of its id finds. */
function missingPage(index: SearchIndex, id: string, note: string, look: Look): string {
  const q = id.slice(id.lastIndexOf("/") + 1);
  const near = [...search(index, { ...EMPTY_QUERY, q }).models.subarray(0, NEAR)].map(
    (m) => `<li><a class="link" href="${safe(modelPath(index.ids[m] ?? ""))}">${safe(index.ids[m] ?? "")}</a></li>`,
  );
  const text = `<p>“${safe(id)}” is not in this list.${near.length > 0 ? " Near it are" : ""}</p>`;
  const body = `${note + form({ ...EMPTY_QUERY, q })}<div class="empty">${text}<ul>${near.join("")}</ul></div>`;
  return frame("Not in the list", "<h1>No such model</h1>", body + ALL_MODELS, look);
}

function listPage(index: SearchIndex, url: URL, note: string, look: Look, today: number): string {
  const asked = url.pathname === "/models" ? parseBrowseQuery(url.searchParams) : EMPTY_QUERY;
  const { query, errors } = foldTyped(asked);
  const { models, offers } = search(index, query, today, "usable");
  const last = Math.max(1, Math.ceil(models.length / ROWS));
  const page = Math.min(last, Math.max(1, Math.trunc(Number(url.searchParams.get("page"))) || 1));
  const from = (page - 1) * ROWS;
  const rows = [...models.subarray(from, from + ROWS)].map((m, i) => {
    const row = rowOf(index, m, offers[from + i] ?? 0, query.workload);
    const link = `<a class="block py-1.5" href="${safe(modelPath(row.id))}"><b class="text-text">${safe(row.name)}</b>${state(row)}<br><code>${safe(row.id)}</code></a>`;
    return `<tr><th scope="row">${link}</th>${figures(row)}</tr>`;
  });
  const found = `<p class="text-text-3"><b>${countText(models.length)}</b> of ${countOf(index.ids.length, "model")}</p>`;
  const remoteAnswers = ["/", "/models"].includes(url.pathname)
    ? ""
    : `<p class="notice">“${safe(url.pathname)}” needs the network: here is the list of models.</p>`;
  const wrong = errors.map((e) => `<p class="notice">“${safe(e.text)}”: expected ${safe(e.expected)}.</p>`).join("");
  const list =
    rows.length > 0
      ? table("Model", rows)
      : `<div class="empty"><p>No model of this list has all of ${safe(describeQuery(query, index.gateways).join(" + "))}.</p></div>`;
  const paging = [pageLink(query, page - 1, last, "← Previous"), pageLink(query, page + 1, last, "Next →")].join(" ");
  const body = note + remoteAnswers + form(query) + chips(query, index) + wrong + list;
  return frame("Models", `<h1>Models</h1>${found}`, `${body}<nav class="paging">${paging}</nav>`, look);
}

function form(query: BrowseQuery): string {
  const hidden = [...formatBrowseQuery({ ...query, q: "" })]
    .map(([name, value]) => `<input type="hidden" name="${safe(name)}" value="${safe(value)}">`)
    .join("");
  return `<search><form action="/models"><label class="field"><span class="sr-only">Search models</span><input type="search" name="q" value="${safe(query.q)}" placeholder="llama 70b ctx&gt;=128k tools in&lt;1" maxlength="500"></label>${hidden}</form></search>`;
}

/** What narrows the list, each a link to the list without it. */
function chips(query: BrowseQuery, index: SearchIndex): string {
  const filters = activeFilters(query, index.gateways);
  const { key } = query.sort;
  const order =
    key === "relevance"
      ? []
      : [
          {
            label: SORT_LABELS[key][query.sort.reversed ? 1 : 0],
            without: { ...query, sort: EMPTY_QUERY.sort },
          },
        ];
  const links = [...filters, ...order].map(
    ({ label, without }) =>
      `<li><a class="chip" href="${safe(browsePath(without))}" aria-label="Remove ${safe(label)}">${safe(label)} ×</a></li>`,
  );
  if (links.length === 0 && query.q === "") return "";
  const all = `<li><a class="chip-all" href="${safe(browsePath(cleared(query)))}">Clear all</a></li>`;
  return `<ul class="chips" aria-label="Filters that are on">${links.join("")}${all}</ul>`;
}

function pageLink(query: BrowseQuery, page: number, last: number, text: string): string {
  return page < 1 || page > last ? "" : `<a class="button" href="${safe(browsePath(query, page))}">${text}</a>`;
}

function table(first: string, rows: readonly string[]): string {
  const heads = ["Context", "In $/1M", "Out $/1M"].map((name) => `<th scope="col" class="num">${name}</th>`).join("");
  return `<div class="panel"><table class="table cards"><thead><tr><th scope="col">${first}</th>${heads}<th scope="col">Abilities</th></tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

/** The cells of a row after its first, each with the name that it has where the table is cards. */
function figures(row: ModelRow): string {
  const price = (usd: number | null) => shownPrice(usd, row.priceState, row.priceDoubt).text;
  const cells = [
    ["context", row.context === null ? "–" : contextText(row.context)],
    ["in $/1M", price(row.priceIn)],
    ["out $/1M", price(row.priceOut)],
  ].map(([name, text = ""]) => `<td class="num${text === "–" ? " none" : ""}" data-name="${name}">${safe(text)}</td>`);
  return `${cells.join("")}<td>${row.capabilities.join(" · ")}</td>`;
}
