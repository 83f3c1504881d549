import { type Json, listOf, recordOf, withFields } from "@/lib/contract/json-object";
import { jsonEvent } from "@/lib/net/sse";
import { type ChatChunk, choicesOf, deltaOf, indexOf, reasonOf } from "../../chat/chat-event";
import { ChatSseWriter } from "../../chat/chunk-writer";
import { type WholeReply, withBilledUsage } from "../../chat/reply";
import { CustomInput, customInput } from "../custom-tools";
import type { ToolName, ToolNames } from "../request";

/** A part of a custom call. Clients that declare such tools in Responses format read `function` of every call. */
function calledWith({ nested }: ToolName, name: string | null, input: string): Json {
  const named = name === null ? {} : { name };
  return {
    custom: { ...named, input },
    ...(nested ? {} : { function: { ...named, arguments: input } }),
  };
}

/** A whole answer as JSON, with calls of free-form tools in their own format. */
export function wholeWithCustomCalls(answer: WholeReply, tools: ToolNames): string {
  const choices = choicesOf(answer.body).map((choice) => {
    const message = recordOf(choice.message);
    if (!message || !Array.isArray(message.tool_calls)) return choice;
    const calls = listOf(message.tool_calls).map((call) => wholeCall(call, tools));
    return withFields(choice, { message: withFields(message, { tool_calls: calls }) });
  });
  const body = withFields(answer.body, { choices });
  return withBilledUsage(withFields(answer, { body, text: "" }));
}

function wholeCall(call: Json, tools: ToolNames): Json {
  const { function: called, ...rest } = call;
  const { name, arguments: args } = recordOf(called) ?? {};
  const tool = tools.get(String(name));
  if (!tool?.custom) return call;
  return { ...rest, type: "custom", ...calledWith(tool, tool.name, customInput(String(args ?? ""))) };
}

interface OpenCall {
  index: number;
  tool: ToolName;
  input: CustomInput;
}

/** Writes an answer as OpenAI's chat stream, with calls of free-form tools in their own format. */
export class CustomCallWriter extends ChatSseWriter {
  readonly #tools: ToolNames;
  readonly #open = new Map<number, OpenCall[]>();

  constructor(tools: ToolNames, ...how: ConstructorParameters<typeof ChatSseWriter>) {
    super(...how);
    this.#tools = tools;
  }

  override chunks(bodies: () => readonly Json[], bytes: Buffer): boolean {
    const received = bodies();
    const written = received.map((body) => this.#written(body));
    const isSame = written.every((body, at) => body === received[at]);
    return super.chunks(() => written, isSame ? bytes : Buffer.concat(written.map(jsonEvent)));
  }

  override finish(chunk: ChatChunk): void {
    const written = chunk.body && this.#written(chunk.body);
    if (written && written !== chunk.body) chunk.change(written);
    super.finish(chunk);
  }

  #written(body: Json): Json {
    let isSame = true;
    const choices = choicesOf(body).map((choice, place) => {
      const delta = deltaOf(choice);
      const open = this.#openOf(indexOf(choice, place));
      const pieces = listOf(delta.tool_calls);
      const calls = pieces.flatMap((piece, at) => this.#piece(piece, indexOf(piece, at), open));
      const lastPieces = reasonOf(choice) === null ? [] : open.flatMap(lastPiece);
      if (lastPieces.length === 0 && calls.every((call, at) => call === pieces[at]) && calls.length === pieces.length)
        return choice;
      isSame = false;
      const { tool_calls: _, ...rest } = delta;
      return withFields(choice, {
        delta: calls.length + lastPieces.length === 0 ? rest : { ...rest, tool_calls: [...calls, ...lastPieces] },
      });
    });
    return isSame ? body : withFields(body, { choices });
  }

  #openOf(choice: number): OpenCall[] {
    const open = this.#open.get(choice) ?? [];
    this.#open.set(choice, open);
    return open;
  }

  /** The part for the client; empty when it adds nothing to the input. */
  #piece(piece: Json, index: number, open: OpenCall[]): Json[] {
    const { function: called, ...rest } = piece;
    const { name, arguments: args } = recordOf(called) ?? {};
    const begun = open.find((call) => call.index === index);
    const tool = begun?.tool ?? this.#tools.get(String(name));
    if (!tool?.custom) return [piece];
    const call = begun ?? { index, tool, input: new CustomInput() };
    const input = call.input.add(String(args ?? ""));
    if (begun) return input === "" ? [] : [{ ...rest, ...calledWith(tool, null, input) }];
    open.push(call);
    return [{ ...rest, type: "custom", ...calledWith(tool, tool.name, input) }];
  }
}

function lastPiece({ index, tool, input }: OpenCall): Json[] {
  const remaining = input.end();
  return remaining === "" ? [] : [{ index, ...calledWith(tool, null, remaining) }];
}
