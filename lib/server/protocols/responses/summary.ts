import { ApiError } from "@/lib/contract/error";
import type { Json } from "@/lib/contract/json-object";
import { splitThinking } from "@/lib/models/thinking";
import type { Delta } from "../deltas";
import { expected } from "../json";
import type { Translated } from "../request";
import { compactionItem } from "./compaction";
import { readResponsesRequest, type StoredItems } from "./request";
import { ResponseWriter, type WriterOptions } from "./writer";

const PROMPT =
  "Summarize this conversation for an assistant who takes it over and sees only your summary and the user's messages. " +
  "Say what the user wants, what was done and decided, what was found out (names, paths, commands, and figures word " +
  "for word), what failed, and what is left to do. Call no tools. Write the summary only.";
/** The fields that determine the model of a summary, and its input. */
const TAKEN: readonly string[] = ["model", "models", "provider", "instructions", "prompt_cache_key", "service_tier"];

/** A request that has a model summarize a conversation: `inputItems` are its items in addition to the stored ones. */
export function summaryRequest(body: Json, inputItems: readonly Json[], stored: StoredItems): Translated {
  if (inputItems.length + stored.items.length === 0) throw expected("input", "at least one message");
  const passed = Object.fromEntries(TAKEN.flatMap((name) => (body[name] == null ? [] : [[name, body[name]]])));
  return readResponsesRequest({ ...passed, input: [...inputItems, { role: "user", content: PROMPT }] }, stored);
}

/** The summary in a model's answer; "" for none. */
export const summaryIn = (text: string): string => splitThinking(text).text.trim();

/** Writes a summary as a response with one item, which replaces the conversation. */
export class SummaryWriter extends ResponseWriter {
  readonly #newId: WriterOptions["newId"];
  #text = "";

  constructor(options: WriterOptions) {
    super(options);
    this.#newId = options.newId;
  }

  override push(deltas: readonly Delta[], gateway: string): Json[] {
    for (const delta of deltas) if (delta.kind === "text") this.#text += delta.text;
    return super.push(
      deltas.filter(({ kind }) => kind === "usage" || kind === "finish"),
      gateway,
    );
  }

  override end(facts: unknown): Json[] {
    const summary = summaryIn(this.#text);
    if (summary === "") return this.fail(new ApiError("provider_unavailable", "the model wrote no summary: try again"));
    this.place(compactionItem(this.#newId("cmp"), summary));
    return super.end(facts);
  }
}
