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
      const { name, arguments: given } = objectOf(body.function) ?? {};
      const text = textOf(given);
      const known = this.#find(body, stringOf(name), seen);
      const call = known ?? { given: body.index, id: this.#newId(body.id), name: "", arguments: "" };
      if (!known) this.#calls.push(call);
      const named = call.name;
      call.name ||= stringOf(name);
      call.arguments += text;
      seen.add(call);
      const index = this.#calls.indexOf(call);
      const better = text === given || given === undefined ? body : withArguments(body, text);
      if (known) return continued(better, index, named);
      return better.index === index && body.id === call.id && body.type
        ? better
        : { ...better, index, id: call.id, type: body.type || "function" };
    });
    return numbered.every((piece, i) => piece === pieces[i]) ? pieces : numbered;
  }

  /** For complete calls without arguments, the entries that complete them: many clients parse the arguments as JSON. */
  withoutArguments(): Json[] {
    return this.#calls.flatMap((call, index) => {
      if (call.arguments.trim() !== "") return [];
      call.arguments = NO_ARGUMENTS;
      return [{ index, function: { arguments: NO_ARGUMENTS } }];
    });
  }

  /** An ID that no other call has: clients match results by it. */
  #newId(given: unknown): string {
    const id = stringOf(given);
    return id === "" || this.#calls.some((call) => call.id === id) ? newCallId() : id;
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
    if (call.name === "" && !seen.has(call)) return call;
    // An entry with a function name starts a new call, unless the gateway repeats the name in every entry.
    const open = call.arguments !== "" && !isJson(call.arguments);
    const another = seen.has(call) || name !== call.name || (!open && (Boolean(id) || call.arguments !== ""));
    return another ? null : call;
  }
}

const NO_ARGUMENTS = "{}";

/** A further entry of a call: clients append what it repeats, and some refuse an empty ID or name. */
function continued(piece: Json, index: number, name: string): Json {
  const { id, type, ...rest } = piece;
  const { name: given, ...called } = objectOf(piece.function) ?? {};
  if (id === undefined && type === undefined && given === undefined && piece.index === index) return piece;
  const repeats = stringOf(given) === "" || given === name;
  return { ...rest, index, function: repeats ? called : { ...called, name: given } };
}

/** The tool calls of a complete response, each with an ID and arguments as JSON; the same list when nothing changes. */
export function withStandardCalls(calls: unknown): unknown {
  const given = listOf(calls);
  const better = given.map((call, place) => {
    const args = objectOf(call.function)?.arguments;
    const text = textOf(args).trim() === "" ? NO_ARGUMENTS : textOf(args);
    const next = call.function === undefined || text === args ? call : withArguments(call, text);
    const isFirst = given.findIndex(({ id }) => id === call.id) === place;
    if (stringOf(call.id) !== "" && isFirst) return next;
    return { ...next, id: newCallId(), type: call.type || "function" };
  });
  return better.some((call, place) => call !== given[place]) ? better : calls;
}

const withArguments = (call: Json, text: string): Json => ({
  ...call,
  function: { ...objectOf(call.function), arguments: text },
});

/** Arguments as JSON text; some servers send the object. */
const textOf = (args: unknown): string =>
  typeof args === "object" && args !== null ? JSON.stringify(args) : stringOf(args);

const stringOf = (value: unknown): string => (typeof value === "string" ? value : "");

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
