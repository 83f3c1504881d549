import { randomUUID } from "node:crypto";
import { type Json, listOf, recordOf } from "@/lib/contract/json-object";

interface Call {
  index: unknown;
  id: string;
  name: string;
  arguments: string;
  /** Whether it has a name and arguments; other calls are passed on unchanged. */
  isFunction: boolean;
  /** Its first entry, until its whole name is known. */
  heldPiece: Json | null;
}

/** The names of the functions that a request declares; null when it declares none. */
export function declaredNames({ tools }: Json): ReadonlySet<string> | null {
  const names = listOf(tools).flatMap((tool) => stringOf(recordOf(tool.function)?.name) || []);
  return names.length === 0 ? null : new Set(names);
}

const newCallId = (): string => `call_${randomUUID().replaceAll("-", "").slice(0, 24)}`;

/**
 * Numbers the tool calls of one choice 0, 1, 2 … in order of appearance, and adds missing IDs. Gemini sends each call
 * complete, with no `index` or with 0 for all. A name that arrives in parts is passed on when it is complete, because
 * many clients use only the first part.
 */
export class ToolCallNumbers {
  readonly #calls: Call[] = [];
  readonly #declared: ReadonlySet<string> | null;

  constructor(declared: ReadonlySet<string> | null) {
    this.#declared = declared;
  }

  /** The entries of a delta's `tool_calls` with their indices; the same list when nothing changes. */
  number(pieces: readonly unknown[]): readonly unknown[] {
    const seen = new Set<Call>();
    const numbered = pieces.flatMap((piece): readonly unknown[] => {
      const body = recordOf(piece);
      return body ? this.#entry(body, seen) : [piece];
    });
    const isSame = numbered.length === pieces.length && numbered.every((piece, i) => piece === pieces[i]);
    return isSame ? pieces : numbered;
  }

  /** The entries to pass on; none while the name of the call is incomplete. */
  #entry(body: Json, seen: Set<Call>): readonly Json[] {
    const { name, arguments: input } = recordOf(body.function) ?? {};
    const [part, text] = [stringOf(name), textOf(input)];
    const begun = this.#find(body, part, seen);
    const call = begun ?? this.#start(body);
    seen.add(call);
    const isPartial = !begun && call.isFunction && text === "" && !this.#isWhole(part);
    if (isPartial || call.heldPiece) return this.#hold(call, body, part, text);
    const named = call.name;
    call.name ||= part;
    call.arguments += text;
    const index = this.#calls.indexOf(call);
    const normalized = text === input || input === undefined ? body : withArguments(body, text);
    if (begun) return [continued(normalized, index, named)];
    return normalized.index === index && body.id === call.id && body.type
      ? [normalized]
      : [{ ...normalized, index, id: call.id, type: body.type || "function" }];
  }

  #start({ index, id, type, function: called }: Json): Call {
    const isFunction = !type || type === "function" || called !== undefined;
    const call = { index, id: this.#newId(id), name: "", arguments: "", isFunction, heldPiece: null };
    this.#calls.push(call);
    return call;
  }

  /** Holds an entry back until its call's name is complete, or its arguments start. */
  #hold(call: Call, body: Json, part: string, text: string): readonly Json[] {
    if (call.heldPiece && stringOf(call.heldPiece.id) === "") call.id = this.#newId(body.id);
    if (part !== call.name) call.name += part;
    call.heldPiece = { ...body, ...call.heldPiece };
    if (text === "" && !this.#isWhole(call.name)) return [];
    call.arguments = text;
    return [this.#release(call)];
  }

  /** Held-back entries and, for complete calls, missing arguments, which many clients parse as JSON. */
  ends(areComplete: boolean): Json[] {
    return this.#calls.flatMap((call, index) => {
      const isEmpty = areComplete && call.isFunction && call.arguments.trim() === "";
      if (isEmpty) call.arguments = NO_ARGUMENTS;
      if (call.heldPiece) return [this.#release(call)];
      return isEmpty ? [{ index, function: { arguments: NO_ARGUMENTS } }] : [];
    });
  }

  #isWhole(name: string): boolean {
    return name !== "" && (this.#declared === null || this.#declared.has(name));
  }

  #begins(name: string): boolean {
    return [...(this.#declared ?? [])].some((declared) => declared.startsWith(name));
  }

  #release(call: Call): Json {
    const { heldPiece, id, name, arguments: text } = call;
    call.heldPiece = null;
    const index = this.#calls.indexOf(call);
    return { ...heldPiece, index, id, type: heldPiece?.type || "function", function: { name, arguments: text } };
  }

  /** A unique ID of a call: clients match results by it. */
  #newId(received: unknown): string {
    const id = stringOf(received);
    return id === "" || this.#calls.some((call) => call.id === id) ? newCallId() : id;
  }

  /** The call that an entry continues; null when it starts a new one. */
  #find({ index, id }: Json, name: string, seen: ReadonlySet<Call>): Call | null {
    const numbered = index !== undefined && index !== null;
    const call = numbered
      ? this.#calls.findLast(({ index: callIndex }) => callIndex === index)
      : id
        ? this.#calls.find((candidate) => candidate.id === id)
        : this.#calls.at(-1);
    if (!call || name === "" || (id && id === call.id)) return call ?? null;
    const mayGoOn = numbered || Boolean(id) || this.#begins(call.name + name);
    if (call.heldPiece && !seen.has(call) && !(id && call.heldPiece.id) && mayGoOn) return call;
    if (call.name === "" && !seen.has(call)) return call;
    // An entry with a function name starts a new call, unless the gateway repeats the name in every entry.
    const open = call.arguments !== "" && !isJson(call.arguments);
    const another = seen.has(call) || name !== call.name || (!open && (Boolean(id) || call.arguments !== ""));
    return another ? null : call;
  }
}

const NO_ARGUMENTS = "{}";

/** A further entry of a call, without what clients would append again or reject. */
function continued(piece: Json, index: number, name: string): Json {
  const { id, type, ...rest } = piece;
  const { name: pieceName, ...called } = recordOf(piece.function) ?? {};
  if (id === undefined && type === undefined && pieceName === undefined && piece.index === index) return piece;
  const repeats = stringOf(pieceName) === "" || pieceName === name;
  return { ...rest, index, function: repeats ? called : { ...called, name: pieceName } };
}

/** The tool calls of a complete response, each with an ID and arguments as JSON; the same list when nothing changes. */
export function withStandardCalls(calls: unknown): unknown {
  const received = listOf(calls);
  const normalized = received.map((call, place) => {
    const args = recordOf(call.function)?.arguments;
    const text = textOf(args).trim() === "" ? NO_ARGUMENTS : textOf(args);
    const next = call.function === undefined || text === args ? call : withArguments(call, text);
    const isFirst = received.findIndex(({ id }) => id === call.id) === place;
    if (stringOf(call.id) !== "" && isFirst) return next;
    return { ...next, id: newCallId(), type: call.type || "function" };
  });
  return normalized.some((call, place) => call !== received[place]) ? normalized : calls;
}

const withArguments = (call: Json, text: string): Json => ({
  ...call,
  function: { ...recordOf(call.function), arguments: text },
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
