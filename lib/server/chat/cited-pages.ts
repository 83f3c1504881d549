import type { AnswerSource } from "@/lib/contract/conversation";
import { type Json, listOf, recordOf } from "@/lib/contract/json-object";

/** The type of an annotation that cites a web page. */
export const OF_PAGE = "url_citation";
const MAX_SOURCES = 100;
const MAX_URL_LENGTH = 2_000;
const MAX_TITLE_LENGTH = 300;

/** A web page that an answer cites; its position in the text is null when unknown. */
export interface CitedPage {
  url: string;
  title: string | null;
  place: readonly [start: number, end: number] | null;
  fields: Json;
}

/** The web page that an annotation in chat format cites; null for any other annotation. */
export function citedPage({ type, ...rest }: Json): CitedPage | null {
  const fields = recordOf(rest[String(type)]) ?? rest;
  const { url, title, start_index: start, end_index: end } = fields;
  if (type !== OF_PAGE || typeof url !== "string" || url === "") return null;
  const place = Number.isSafeInteger(start) && Number.isSafeInteger(end) ? ([start, end] as [number, number]) : null;
  return { url, title: typeof title === "string" && title !== "" ? title : null, place, fields };
}

/** The pages that a gateway lists next to its answer, as annotations. */
export function listedPages(citations: unknown): Json[] {
  if (!Array.isArray(citations)) return [];
  return citations.flatMap((page) => (typeof page === "string" ? [{ type: OF_PAGE, url: page }] : []));
}

/** The distinct web pages that an answer is based on, in order of appearance. */
export class Sources {
  readonly #byUrl = new Map<string, AnswerSource>();

  add({ choices, citations }: Json): void {
    const annotations = listOf(choices).flatMap(({ delta }) => listOf(recordOf(delta)?.annotations));
    if (annotations.length === 0 && citations === undefined) return;
    for (const annotation of [...annotations, ...listedPages(citations)]) this.#addPage(citedPage(annotation));
  }

  get list(): AnswerSource[] {
    return [...this.#byUrl.values()];
  }

  #addPage(page: CitedPage | null): void {
    if (!page || page.url.length > MAX_URL_LENGTH || !URL.canParse(page.url)) return;
    if (!/^https?:$/.test(new URL(page.url).protocol)) return;
    const cited = this.#byUrl.get(page.url);
    if (!cited && this.#byUrl.size >= MAX_SOURCES) return;
    const title = cited?.title ?? page.title?.slice(0, MAX_TITLE_LENGTH).toWellFormed() ?? null;
    this.#byUrl.set(page.url, { url: page.url, title });
  }
}
