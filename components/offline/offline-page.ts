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

const LINK = "text-accent hover:underline";
// The looks of components/ui, whose files draw icons that a worker has no use for.
const CHIP =
  "touch-target inline-flex min-h-7 items-center rounded-full bg-soft px-2.5 text-note font-medium text-accent forced-colors:border";
const BUTTON =
  "touch-target inline-flex min-h-8.5 items-center rounded-button border border-edge px-3 font-medium hover:bg-hover";
const FIELD =
  "flex min-h-9.5 w-full items-center rounded-field border border-field bg-bg px-3 focus-within:border-accent focus-within:ring-3 focus-within:ring-ring";
const INPUT = "min-w-0 flex-1 self-stretch bg-transparent py-1.5 outline-none";
const ROWS = 100;
const NEAR = 8;

/**
 * A page for an address that the network does not give: the list, or one model, out of the last index, which says how
 * old it is. Plain HTML without scripts. `now` is in ms since 1970.
 */
export async function offlinePage(url: URL, cached: Response | undefined, look: Look, now: number): Promise<string> {
  if (!cached) {
    const text = strip("You’re offline, and no list of models was saved on this device yet.");
    return frame("Offline", "<h1>Offline</h1>", text, look);
  }
  const at = Date.parse(cached.headers.get("last-modified") ?? "");
  const saved = Number.isNaN(at) ? "earlier" : `${ageText(now - at)} ago`;
  const index = unpack((await cached.json()) as PackedIndex);
  const again = `<a class="${LINK}" href="${safe(url.pathname + url.search)}">Try again</a>`;
  const note = strip(`You’re offline. Showing models saved ${saved}. ${again}`);
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
  const rows = offers.map((row) => line(safe(row.gateway?.name ?? "") + state(row), row));
  return frame(name, head, note + table("Gateway", rows) + ALL_MODELS, look);
}

/** A row's remarks: ended, paused, or batches only. */
function state({ state, isFallback }: ModelRow): string {
  const statement = state !== "active" ? state : isFallback ? "batch" : "";
  return statement && ` <span class="rounded-tag bg-hover px-1.5 text-tag font-medium text-text-2">${statement}</span>`;
}

const ALL_MODELS = `<p class="py-5 text-center"><a class="${LINK}" href="/models">All models</a></p>`;

/** For a model that the index does not have: what a search for the end of its id finds. */
function missingPage(index: SearchIndex, id: string, note: string, look: Look): string {
  const q = id.slice(id.lastIndexOf("/") + 1);
  const near = [...search(index, { ...EMPTY_QUERY, q }).models.subarray(0, NEAR)].map(
    (m) => `<li><a class="${LINK}" href="${safe(modelPath(index.ids[m] ?? ""))}">${safe(index.ids[m] ?? "")}</a></li>`,
  );
  const text = `<p>“${safe(id)}” is not in the saved list.${near.length > 0 ? " Did you mean" : ""}</p>`;
  const body = `${note + form({ ...EMPTY_QUERY, q })}<div class="py-6">${text}<ul class="mt-2 grid gap-1">${near.join("")}</ul></div>`;
  return frame("Not in the list", "<h1>Model not found</h1>", body + ALL_MODELS, look);
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
    const link = `<a class="block" href="${safe(modelPath(row.id))}">${safe(row.name)}${state(row)}<code class="block text-tiny font-normal break-all text-text-3">${safe(row.id)}</code></a>`;
    return line(link, row);
  });
  const found = `<p class="text-text-3"><b>${countText(models.length)}</b> of ${countOf(index.ids.length, "model")}</p>`;
  const remoteAnswers = ["/", "/models"].includes(url.pathname)
    ? ""
    : strip(`${safe(pageName(url.pathname))} needs a connection.`);
  const wrong = errors.map((e) => strip(`“${safe(e.text)}”: expected ${safe(e.expected)}.`)).join("");
  const list =
    rows.length > 0
      ? table("Model", rows)
      : `<div class="py-10 text-center"><h2>No models match</h2><p class="text-text-3">No saved offer matches ${safe(describeQuery(query, index.gateways).join(" + "))}.</p></div>`;
  const paging = [pageLink(query, page - 1, last, "← Previous"), pageLink(query, page + 1, last, "Next →")].join(" ");
  const body = note + remoteAnswers + form(query) + chips(query, index) + wrong + list;
  return frame(
    "Models",
    `<h1>Models</h1>${found}`,
    `${body}<nav aria-label="Pages" class="flex justify-center gap-3 py-5">${paging}</nav>`,
    look,
  );
}

function form(query: BrowseQuery): string {
  const hidden = [...formatBrowseQuery({ ...query, q: "" })]
    .map(([name, value]) => `<input type="hidden" name="${safe(name)}" value="${safe(value)}">`)
    .join("");
  return `<search><form action="/models"><label class="${FIELD}"><span class="sr-only">Search models</span><input class="${INPUT}" type="search" name="q" value="${safe(query.q)}" placeholder="llama 70b ctx&gt;=128k tools in&lt;1" maxlength="500"></label>${hidden}</form></search>`;
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
      `<li><a class="${CHIP}" href="${safe(browsePath(without))}" aria-label="Remove ${safe(label)}">${safe(label)} ×</a></li>`,
  );
  if (links.length === 0 && query.q === "") return "";
  const all = `<li><a class="${LINK}" href="${safe(browsePath(cleared(query)))}">Clear filters</a></li>`;
  return `<ul class="flex flex-wrap items-center gap-1.5 py-2.5" aria-label="Active filters">${links.join("")}${all}</ul>`;
}

function pageLink(query: BrowseQuery, page: number, last: number, text: string): string {
  return page < 1 || page > last ? "" : `<a class="${BUTTON}" href="${safe(browsePath(query, page))}">${text}</a>`;
}

const TH = "px-3 text-label font-medium whitespace-nowrap text-text-3 first:pl-4";
const TD = "px-3 py-1.5 max-md:px-0 max-md:py-0";

function table(first: string, rows: readonly string[]): string {
  const heads = ["Context", "Input $/1M", "Output $/1M"]
    .map((name) => `<th role="columnheader" scope="col" class="${TH} text-right">${name}</th>`)
    .join("");
  return `<div class="my-3 overflow-x-auto rounded-panel border border-line"><table role="table" class="w-full text-cell max-md:block"><thead role="rowgroup" class="max-md:sr-only"><tr role="row" class="h-9 border-b border-line text-left"><th role="columnheader" scope="col" class="${TH}">${first}</th>${heads}<th role="columnheader" scope="col" class="${TH}">Capabilities</th></tr></thead><tbody role="rowgroup" class="divide-y divide-line max-md:block">${rows.join("")}</tbody></table></div>`;
}

/** A row: its name, then its figures; a card on a phone. */
function line(name: string, row: ModelRow): string {
  return `<tr role="row" class="h-11 max-md:flex max-md:h-auto max-md:flex-wrap max-md:gap-x-4 max-md:px-4 max-md:py-2.5"><th role="rowheader" scope="row" class="px-3 py-1.5 text-left font-medium first:pl-4 max-md:w-full max-md:p-0!">${name}</th>${figures(row)}</tr>`;
}

/** The cells of a row after its first; on a phone each has its name before it. */
function figures(row: ModelRow): string {
  const price = (usd: number | null) => shownPrice(usd, row.priceState, row.priceDoubt).text;
  const cells = [
    ["Context", row.context === null ? "–" : contextText(row.context)],
    ["Input $/1M", price(row.priceIn)],
    ["Output $/1M", price(row.priceOut)],
  ].map(
    ([name, text = ""]) =>
      `<td role="cell" class="${TD} whitespace-nowrap md:text-right"><span aria-hidden="true" class="text-note text-text-3 md:hidden">${name} </span>${safe(text)}</td>`,
  );
  return `${cells.join("")}<td role="cell" class="${TD} text-text-3">${row.capabilities.join(", ")}</td>`;
}

/** A strip that says what is not as expected. */
function strip(html: string): string {
  return `<p role="status" class="my-3 rounded-panel bg-warn-soft px-4 py-3 [overflow-wrap:anywhere] forced-colors:border">${html}</p>`;
}

/** "/chat/7" is "Chat". */
function pageName(path: string): string {
  const [, first = ""] = path.split("/");
  return first.charAt(0).toUpperCase() + first.slice(1);
}
