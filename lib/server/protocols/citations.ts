import { type CitedPage, citedPage, OF_PAGE } from "../chat/cited-pages";
import { isObject, type Json } from "./json";
import { sealOf } from "./reasoning";

const LONGEST_TYPE = 60;

/** What an answer cites: each page waits for the end of the text that it stands at. */
export class Citations {
  readonly #known = new Set<string>();
  readonly #lost = new Set<string>();
  #waiting: CitedPage[] = [];

  /** An annotation in the form of chats. */
  add(annotation: Json): void {
    const page = citedPage(annotation);
    if (!page) this.#lost.add(`annotations.${String(annotation.type).slice(0, LONGEST_TYPE)}`);
    else if (this.#isNew(page)) this.#waiting.push(page);
  }

  /** Another part of the answer that its protocol cannot carry. */
  lose(name: string): void {
    this.#lost.add(name);
  }

  /** The pages that the text cites which ends now. */
  take(): readonly CitedPage[] {
    return this.#waiting.length === 0 ? NONE : this.#waiting.splice(0);
  }

  /** At the end of an answer, the names of what is in no text of it. */
  get lost(): string[] {
    return [...this.#lost, ...(this.#waiting.length > 0 ? [`annotations.${OF_PAGE}`] : [])];
  }

  /** Who answered, with those names. */
  factsOf(facts: unknown): unknown {
    const { lost } = this;
    return lost.length > 0 && isObject(facts) ? { ...facts, ignored: lost } : facts;
  }

  /** Gateways list the pages of an answer beside its annotations too. */
  #isNew({ url, place }: CitedPage): boolean {
    const key = place ? `${url} ${place.join()}` : url;
    if (this.#known.has(key)) return false;
    this.#known.add(key).add(url);
    return true;
  }
}

const NONE: readonly CitedPage[] = [];

/**
 * A citation in the form of Responses: of the whole text where its place is not known.
 * @param from where the text begins in all that was answered
 */
export function annotationOf({ url, title, place, fields }: CitedPage, text: string, from: number): Json {
  const [start, end] = place ? place.map((at) => Math.max(0, at - from)) : [0, text.length];
  return { ...fields, type: OF_PAGE, url, title: title ?? url, start_index: start, end_index: end };
}

/** A citation in the form of Messages, whose index no gateway has given. */
export function locationOf({ url, title, fields }: CitedPage, gateway: string): Json {
  return {
    type: "web_search_result_location",
    url,
    title,
    cited_text: typeof fields.content === "string" ? fields.content : "",
    encrypted_index: sealOf(gateway, "plain", ""),
  };
}
