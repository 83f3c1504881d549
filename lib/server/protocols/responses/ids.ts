import { type Json, withFields } from "@/lib/contract/json-object";
import { lookup } from "@/lib/contract/lookup";
import { timedText } from "../timed-text";

/**
 * IDs of a response and its items. An item's ID includes its response's, so that a client's `item_reference` resolves
 * to the stored item: `msg_<response>_2`.
 */
export class ResponseIds {
  readonly #key = timedText(18, "hex");
  #count = 0;

  get response(): string {
    return `resp_${this.#key}`;
  }

  /** A new item ID with this prefix. */
  readonly next = (prefix: string): string => `${prefix}_${this.#key}_${this.#count++}`;

  /** The items of an input, each with an ID. */
  identified(items: readonly Json[]): Json[] {
    return items.map((item) =>
      typeof item.id === "string" || item.type === "item_reference"
        ? item
        : withFields(item, { id: this.next(PREFIXES[String(item.type ?? "message")] ?? "item") }),
    );
  }
}

const PREFIXES: Record<string, string> = lookup({
  message: "msg",
  function_call: "fc",
  function_call_output: "fco",
  custom_tool_call: "ctc",
  custom_tool_call_output: "ctco",
  reasoning: "rs",
});

/** The ID of the response that one of our items belongs to; null for any other ID. */
export function responseOfItem(id: string): string | null {
  const key = /^[a-z]+_([0-9a-f]{36})_\d+$/.exec(id)?.[1];
  return key ? `resp_${key}` : null;
}
