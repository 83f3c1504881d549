import { isRecord, type Json } from "@/lib/contract/json-object";
import { type CitedPage, citedPage, OF_PAGE } from "../chat/cited-pages";
import { sealOf } from "./reasoning";

const MAX_TYPE_LENGTH = 60;

/** The citations of an answer: each page is held back until the end of the text that it belongs to. */
export class Citations {
  readonly #known = new Set<string>();
  readonly #lost = new Set<string>();
  #waiting: CitedPage[] = [];

  add(annotation: Json): void {
    const page = citedPage(annotation);
    if (!page) this.#lost.add(`annotations.${String(annotation.type).slice(0, MAX_TYPE_LENGTH)}`);
    else if (this.#isNew(page)) this.#waiting.push(page);
  }

  /** Adds another part of the answer that its protocol cannot express. */
  lose(name: string): void {
    this.#lost.add(name);
  }

  /** The pages cited by the text that ends now. */
  take(): readonly CitedPage[] {
    return this.#waiting.length === 0 ? NONE : this.#waiting.splice(0);
  }

  /** At the end of an answer, the names of what was not written. */
  get lost(): string[] {
    return [...this.#lost, ...(this.#waiting.length > 0 ? [`annotations.${OF_PAGE}`] : [])];
  }

  /** The reply facts with those names. */
  factsOf(facts: unknown): unknown {
    const { lost } = this;
    return lost.length > 0 && isRecord(facts) ? { ...facts, ignored: lost } : facts;
  }

  /** Gateways repeat the pages of an answer in a separate list. */
  #isNew({ url, place }: CitedPage): boolean {
    const key = place ? `${url} ${place.join()}` : url;
    if (this.#known.has(key)) return false;
    this.#known.add(key).add(url);
    return true;
  }
}

const NONE: readonly CitedPage[] = [];

/**
 * A citation in Responses format; of the whole text when its position is unknown.
 * @param from the position of the text within the whole answer
 */
export function annotationOf({ url, title, place, fields }: CitedPage, text: string, from: number): Json {
  const [start, end] = place ? place.map((at) => Math.max(0, at - from)) : [0, text.length];
  return { ...fields, type: OF_PAGE, url, title: title ?? url, start_index: start, end_index: end };
}

/** A citation in Messages format, with an index that no gateway has used. */
export function locationOf({ url, title, fields }: CitedPage, gateway: string): Json {
  return {
    type: "web_search_result_location",
    url,
    title,
    cited_text: typeof fields.content === "string" ? fields.content : "",
    encrypted_index: sealOf(gateway, "plain", ""),
  };
}
