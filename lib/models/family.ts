import type { Model } from "@/lib/contract/model";
import { isUsable } from "@/lib/contract/states";
import { DAY_SECONDS } from "@/lib/contract/time-units";
import { findModel } from "./find-model";
import { releasedAt } from "./released";
import type { SearchIndex } from "./search-index";
import { spaced } from "./text";

/** A single short word would match everything of its author. */
const MIN_LENGTH = 2;

/** Models related to this one, as index numbers. */
export interface Related {
  /** Its replacement, as stated by a gateway. */
  successor: number | null;
  /** Same author and same first word of the name; newest first, unknown dates last. */
  family: number[];
  /** Usable models of the same author, newest first; only when `family` is empty. */
  author: number[];
  /** The newest usable model of the family, if it was released after this one. */
  newer: number | null;
}

/** Finds the models related to a model, at most `limit` of its family or author. */
export function relatedModels(index: SearchIndex, model: Model, limit: number): Related {
  const self = findModel(index, model.id);
  const usableOf = (test: (m: number) => boolean) =>
    newestFirst(index, (m) => test(m) && m !== self).filter((m) => isUsable(stateOf(index, m)));
  const usable = usableOf(familyTest(index, model));
  const [newest] = usable;
  const released = newest === undefined ? Number.NaN : (index.created[newest] ?? Number.NaN);
  const releasedSeconds = releasedAt(model);
  const isNewer = releasedSeconds !== null && released > Math.floor(releasedSeconds / DAY_SECONDS);
  return {
    successor: successorOf(index, model, self),
    family: usable.slice(0, limit),
    author: usable.length > 0 ? [] : usableOf(authorTest(index, model)).slice(0, limit),
    newer: newest !== undefined && isNewer ? newest : null,
  };
}

function successorOf(index: SearchIndex, model: Model, self: number): number | null {
  for (const { state_note } of model.offers) {
    const id = /\breplaced by (\S+)$/.exec(state_note ?? "")?.[1];
    const position = id === undefined ? -1 : findModel(index, id);
    if (position >= 0 && position !== self) return position;
  }
  return null;
}

/** A test, by model number, for the family of this model: same author and same first word of the name. */
export function familyTest(index: SearchIndex, model: Model): (m: number) => boolean {
  const author = authorPart(model.id);
  const first = firstWord(spaced(model.name));
  if (author === "" || first.length < MIN_LENGTH) return () => false;
  return (m) => authorPart(index.ids[m] ?? "") === author && firstWord(index.nameWords[m] ?? "") === first;
}

function authorTest(index: SearchIndex, model: Model): (m: number) => boolean {
  const author = authorPart(model.id);
  return (m) => author !== "" && authorPart(index.ids[m] ?? "") === author;
}

function newestFirst(index: SearchIndex, test: (m: number) => boolean): number[] {
  const models: number[] = [];
  for (let m = 0; m < index.ids.length; m++) if (test(m)) models.push(m);
  const age = (m: number) => index.created[m] || 0;
  return models.sort((a, b) => age(b) - age(a) || a - b);
}

function authorPart(id: string): string {
  return id.slice(0, Math.max(0, id.indexOf("/"))).toLowerCase();
}

/** `llama` from ` llama 3 3 70 b`. */
function firstWord(words: string): string {
  return words.trim().split(" ", 1)[0] ?? "";
}

function stateOf(index: SearchIndex, model: number) {
  return index.traits[index.trait[index.firstOffer[model] ?? 0] ?? 0]?.state ?? "active";
}
