import { BOUND_FIELDS, type Bound, type BoundField, matchesBound } from "@/lib/contract/bound";
import { type BrowseQuery, EMPTY_QUERY, LISTS, type ListName } from "@/lib/contract/query";
import { figureReader, figuresOf, isModelField, modelFigure } from "./figures";
import { compile, FILTER_NAMES, filterBit } from "./filters";
import { textScores } from "./match";
import { type Relaxation, search } from "./search";
import type { SearchIndex } from "./search-index";

/** Each relaxation costs a search. */
const MAX_RELAXED = 24;

/** Relaxations of a query without results, most results first. */
export function relaxationsOf(index: SearchIndex, query: BrowseQuery, today: number): Relaxation[] {
  const fewer: Omit<Relaxation, "found">[] = LISTS.flatMap(([list]) =>
    query[list].map((value) => ({
      change: { list, value },
      query: { ...query, [list]: query[list].filter((v) => v !== value) },
    })),
  );
  for (const off of query.bounds) {
    const without = { ...query, bounds: query.bounds.filter((b) => b !== off) };
    fewer.push({ change: { off }, query: without });
    const on = nearestBound(index, without, off, today);
    if (on) fewer.push({ change: { off, on }, query: { ...query, bounds: [...without.bounds, on] } });
  }
  if (query.q.trim()) fewer.push({ change: { words: true }, query: { ...query, q: "" } });
  const fruitful = (ways: typeof fewer) =>
    ways
      .map((less) => ({ ...less, found: search(index, less.query, today, "usable").models.length }))
      .filter(({ found }) => found > 0)
      .sort((a, b) => b.found - a.found);
  const ways = fruitful(fewer.slice(-MAX_RELAXED));
  if (ways.length > 0 || fewer.length < 2 || !query.q.trim()) return ways;
  // No single filter hides everything: the words alone may find something.
  const { q, sort, workload } = query;
  return fruitful([{ change: { filters: true }, query: { ...EMPTY_QUERY, q, sort, workload } }]);
}

/** The limit changed just far enough to match something; null when nothing would match. */
function nearestBound(index: SearchIndex, without: BrowseQuery, bound: Bound, today: number): Bound | null {
  const order: Partial<Record<BoundField, BrowseQuery["sort"]["key"]>> = {
    ctx: "context",
    in: "in",
    out: "out",
    blend: "blend",
    month: "month",
    speed: "speed",
    age: "released",
    spread: "gateways",
  };
  const key = order[bound.field];
  if (key === undefined) return null;
  if (bound.sign[0] !== (BOUND_FIELDS[bound.field].most ? ">" : "<")) return null;
  const { models, offers } = search(index, { ...without, sort: { key, reversed: false } }, today, "usable");
  if (models.length === 0) return null;
  const readFigure = figuresAt(index, without, today, { model: models[0] ?? 0, offer: offers[0] ?? 0 });
  const figure = readFigure(bound.field);
  return Number.isFinite(figure) && !matchesBound(figure, bound) ? passing(bound, figure) : null;
}

/** Reads the figures of a model and one of its offers, both by number; NaN where one is unknown. */
function figuresAt(index: SearchIndex, query: BrowseQuery, today: number, at: { model: number; offer: number }) {
  return (field: BoundField): number => {
    if (isModelField(field)) return modelFigure(index, field, today)(at.model);
    return figureReader(index, figuresOf(index, query.workload), field)(at.offer);
  };
}

/** A limit on the same side that a figure meets, rounded to two digits. */
function passing({ field, sign }: Bound, figure: number): Bound {
  const up = sign[0] === "<";
  if (field === "cutoff") return { field, sign: up ? "<=" : ">=", value: figure };
  const unit = 10 ** (Math.floor(Math.log10(Math.max(figure, 1e-6))) - 1);
  const value = Number(((up ? Math.ceil(figure / unit) : Math.floor(figure / unit)) * unit).toPrecision(6));
  return { field, sign: up ? "<=" : ">=", value: figure === 0 ? 0 : value };
}

interface Hidden {
  id: string;
  gateway: string;
  /** Whether the words match, and the filters that exclude the closest offer, as they appear in the query. */
  words: boolean;
  lists: ListName[];
  bounds: { bound: Bound; figure: number | null }[];
  /** The query without just these filters, and the number of models it finds. */
  query: BrowseQuery;
  found: number;
}

/** The filters that hide a model, by number, from a query; null when it is shown. */
export function whyHidden(index: SearchIndex, query: BrowseQuery, model: number, today: number): Hidden | null {
  const figures = figuresOf(index, query.workload);
  const words = textScores(index, query.q)?.[model] !== 0;
  const { offer, fails } = closestOffer(index, model, compile(index, query, figures, today, "usable"));
  if (fails === 0 && words) return null;
  const names = FILTER_NAMES.filter((name) => fails & filterBit(name));
  const lists = LISTS.flatMap(([list]) => (names.includes(list) ? list : []));
  const broken = query.bounds.filter(({ field }) => names.includes(field));
  const readFigure = figuresAt(index, query, today, { model, offer });
  const bounds = broken.map((bound) => {
    const figure = readFigure(bound.field);
    return { bound, figure: Number.isFinite(figure) ? figure : null };
  });
  const moved = bounds.flatMap(({ bound, figure }) => {
    if (figure === null || bound.sign === "=") return [];
    return matchesBound(figure, bound) ? bound : passing(bound, figure);
  });
  const loose: BrowseQuery = {
    ...query,
    q: words ? query.q : "",
    bounds: [...query.bounds.filter((b) => !broken.includes(b)), ...moved],
  };
  for (const list of lists) loose[list] = [];
  // Without a status filter, a list shows only usable models: filter by the model's own status instead.
  if (lists.includes("states")) loose.states = [index.traits[index.trait[offer] ?? -1]?.state ?? "retired"];
  return {
    id: index.ids[model] ?? "",
    gateway: index.gateways[index.gateway[offer] ?? -1]?.name ?? "",
    words,
    lists,
    bounds: bounds.filter(({ bound, figure }) => figure === null || !matchesBound(figure, bound)),
    query: loose,
    found: search(index, loose, today, "usable").models.length,
  };
}

/** The offer of a model that fails the fewest filters, by number, and these filters as bits. */
function closestOffer(index: SearchIndex, model: number, { modelFails, offerFails }: ReturnType<typeof compile>) {
  let fails = -1;
  let offer = -1;
  for (let o = index.firstOffer[model] ?? 0; o < (index.primaryEnd[model] ?? 0); o++) {
    const offerFailures = modelFails(model) | offerFails(o);
    if (offer >= 0 && bitCount(offerFailures) >= bitCount(fails)) continue;
    fails = offerFailures;
    offer = o;
  }
  return { offer, fails };
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
