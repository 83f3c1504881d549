import type { Json } from "@/lib/contract/json-object";
import { CustomInput } from "../custom-tools";
import type { Delta } from "../deltas";
import type { ToolNames } from "../request";

type ToolDelta = Extract<Delta, { kind: "tool" }>;

interface OpenCall {
  /** Null until its name is known. */
  item: Json | null;
  at: number;
  id: string | null;
  name: string | null;
  args: string;
  /** Reads its free-form input. */
  input: CustomInput;
}

const NEW_CALL = { item: null, at: -1, id: null, name: null, args: "" };

/** The tool calls of a response, which may be streamed in parallel. */
export class CallItems {
  #calls: Map<number, OpenCall> | null = null;

  /**
   * @param added adds an item to the output and returns its index
   * @param emit writes an event; null when the events are not used
   */
  constructor(
    readonly options: { tools: ToolNames; newId(prefix: string): string },
    readonly added: (item: Json) => number,
    readonly emit: ((type: string, place: Json, fields?: Json) => void) | null,
  ) {}

  /** Whether the call that this delta belongs to has started. */
  has({ at }: ToolDelta): boolean {
    return this.#calls?.has(at) ?? false;
  }

  add({ at, id, name, args }: ToolDelta): void {
    this.#calls ??= new Map();
    const call: OpenCall = this.#calls.get(at) ?? { ...NEW_CALL, input: new CustomInput() };
    this.#calls.set(at, call);
    call.id ??= id;
    call.name ??= name;
    let added = args;
    if (!call.item && call.name !== null) {
      added = call.args + args;
      this.#open(call, call.name);
    }
    call.args += args;
    if (call.item?.type === "custom_tool_call") this.#addInput(call, call.input.add(added));
    if (call.item?.type !== "function_call" || added === "") return;
    this.emit?.("response.function_call_arguments.delta", {
      item_id: call.item.id,
      output_index: call.at,
      delta: added,
    });
  }

  close(status: "completed" | "incomplete"): void {
    for (const call of this.#calls?.values() ?? []) this.#close(call, status);
  }

  #open(call: OpenCall, upstream: string): void {
    const { name, namespace, custom, search } = this.options.tools.get(upstream) ?? { name: upstream, custom: false };
    const call_id = call.id ?? this.options.newId("call");
    call.item = search
      ? {
          id: this.options.newId("ts"),
          type: "tool_search_call",
          execution: "client",
          status: "in_progress",
          call_id,
          arguments: {},
        }
      : {
          id: this.options.newId(custom ? "ctc" : "fc"),
          type: custom ? "custom_tool_call" : "function_call",
          status: "in_progress",
          call_id,
          name,
          ...(namespace ? { namespace } : {}),
          ...(custom ? { input: "" } : { arguments: "" }),
        };
    call.at = this.added(call.item);
  }

  #addInput({ item, at }: OpenCall, delta: string): void {
    if (!item || delta === "") return;
    item.input = `${item.input as string}${delta}`;
    this.emit?.("response.custom_tool_call_input.delta", { item_id: item.id, output_index: at, delta });
  }

  #close(call: OpenCall, status: "completed" | "incomplete"): void {
    const { item, at, args } = call;
    if (!item) return;
    const place = { item_id: item.id, output_index: at };
    if (item.type === "custom_tool_call") {
      this.#addInput(call, call.input.end());
      this.emit?.("response.custom_tool_call_input.done", place, { input: item.input });
    } else if (item.type === "tool_search_call") item.arguments = parsedArguments(args);
    else {
      item.arguments = args;
      this.emit?.("response.function_call_arguments.done", place, { name: item.name, arguments: args });
    }
    item.status = status;
    this.emit?.("response.output_item.done", { output_index: at, item });
  }
}

function parsedArguments(args: string): unknown {
  try {
    return JSON.parse(args);
  } catch {
    return args;
  }
}
