import { randomUUID } from "node:crypto";
import { type Json, listOf, objectOf } from "./json-object";

interface Call {
  given: unknown;
  id: string;
  name: string;
  arguments: string;
}

/** An ID for a tool call without one. */
export const newCallId = (): string => `call_${randomUUID().replaceAll("-", "").slice(0, 24)}`;

/**
 * Numbers the tool calls of one choice 0, 1, 2 … in order of appearance, and adds missing IDs. Gemini sends each call
 * complete, with no `index` or with 0 for all.
 */
export class ToolCallNumbers {
  readonly #calls: Call[] = [];

  /** The entries of a delta's `tool_calls` with their indices; the same list when nothing changes. */
  number(pieces: readonly unknown[]): readonly unknown[] {
    const seen = new Set<Call>();
    const numbered = pieces.map((piece) => {
      const body = objectOf(piece);
      if (!body) return piece;
      const { name, arguments: text } = objectOf(body.function) ?? {};
      const known = this.#find(body, stringOf(name), seen);
      const call = known ?? { given: body.index, id: stringOf(body.id) || newCallId(), name: "", arguments: "" };
      if (!known) this.#calls.push(call);
      call.name ||= stringOf(name);
      call.arguments += stringOf(text);
      seen.add(call);
      const index = this.#calls.indexOf(call);
      if (known) return body.index === index ? body : { ...body, index };
      return body.index === index && body.id === call.id && body.type
        ? body
        : { ...body, index, id: call.id, type: body.type || "function" };
    });
    return numbered.every((piece, i) => piece === pieces[i]) ? pieces : numbered;
  }

  /** The call that an entry continues; null when it starts a new one. */
  #find({ index, id }: Json, name: string, seen: ReadonlySet<Call>): Call | null {
    const numbered = index !== undefined && index !== null;
    const call = numbered
      ? this.#calls.findLast(({ given }) => given === index)
      : id
        ? this.#calls.find((known) => known.id === id)
        : this.#calls.at(-1);
    if (!call || name === "" || (id && id === call.id)) return call ?? null;
    // An entry with a function name starts a new call, unless the gateway repeats the name in every entry.
    const open = call.arguments !== "" && !isJson(call.arguments);
    const another = seen.has(call) || name !== call.name || (!open && (Boolean(id) || call.arguments !== ""));
    return another ? null : call;
  }
}

/** The tool calls of a complete response, each with an ID; the same list when nothing changes. */
export function withCallIds(calls: unknown): unknown {
  if (listOf(calls).every(({ id }) => stringOf(id) !== "")) return calls;
  return listOf(calls).map((call) => ({
    ...call,
    id: stringOf(call.id) || newCallId(),
    type: call.type || "function",
  }));
}

const stringOf = (value: unknown): string => (typeof value === "string" ? value : "");

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
