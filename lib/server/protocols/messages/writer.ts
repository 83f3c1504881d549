import type { ApiError } from "@/lib/contract/error";
import type { Json } from "@/lib/contract/json-object";
import { Citations, locationOf } from "../citations";
import type { Delta } from "../deltas";
import { sealOf } from "../reasoning";
import { messagesError } from "./error";
import { toolUseId } from "./ids";
import { imageText, type OpenBlock, STOP_REASONS, tierOf } from "./terms";
import { inputOf, isWhole } from "./tool-input";
import { messagesUsage } from "./usage";

interface MessageWriterOptions {
  id: string;
  model: string;
  stopSequences: readonly string[];
  newId(prefix: string): string;
  /** The events are not used, and would cost more than the message. */
  isWhole?: boolean;
}

/** A tool call: `open` once it is written, `args` is the JSON text so far. */
interface OpenCall {
  id: string | null;
  name: string | null;
  open: OpenBlock | null;
  args: string;
  stopped: boolean;
}

/** Translates a chat answer to the events of a Messages stream, and to the resulting message. */
export class MessageWriter {
  readonly message: Json;
  readonly #options: MessageWriterOptions;
  readonly #content: Json[] = [];
  readonly #calls = new Map<number, OpenCall>();
  readonly #waiting: OpenCall[] = [];
  /** Adds an event; null when the events are not used. */
  readonly #emit: ((event: Json) => void) | null;
  /** Parts received between the parts of a call: a stopped block can't be continued. */
  readonly #late: (() => void)[] = [];
  readonly #citations = new Citations();
  #gateway = "";
  #tier: Json = {};
  #events: Json[] = [];
  #open: OpenBlock | null = null;
  #usage: Json = { input_tokens: 0, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 0 };

  constructor(options: MessageWriterOptions) {
    this.#options = options;
    const { id, model, isWhole } = options;
    this.#emit = isWhole ? null : (event) => void this.#events.push(event);
    this.message = {
      id,
      type: "message",
      role: "assistant",
      model,
      content: this.#content,
      stop_reason: null,
      stop_sequence: null,
      usage: this.#usage,
    };
  }

  start(): Json[] {
    this.#emit?.({ type: "message_start", message: { ...this.message, content: [] } });
    return this.#take();
  }

  /** The events of one chunk; `gateway` is the gateway that answers, `stopped` the stop sequence, if reported. */
  push(deltas: readonly Delta[], gateway: string, stopped?: unknown): Json[] {
    this.#gateway = gateway;
    for (const delta of deltas) this.#add(delta, gateway);
    if (typeof stopped === "string" && this.#options.stopSequences.includes(stopped))
      this.message.stop_sequence = stopped;
    return this.#take();
  }

  /** Ends an answer that is complete, or that reached a limit. */
  end(facts: unknown): Json[] {
    this.#closeAll();
    while (this.#waiting.some(({ name }) => name !== null)) {
      this.#openWaiting();
      this.#closeAll();
    }
    this.#appendLate();
    this.#closeAll();
    this.message.stop_reason = this.#stopReason();
    this.message.usage = this.#usage;
    const gatewayz = this.#citations.factsOf(facts);
    this.message.gatewayz = gatewayz;
    const { stop_reason, stop_sequence } = this.message;
    this.#emit?.({ type: "message_delta", delta: { stop_reason, stop_sequence }, usage: this.#usage, gatewayz });
    this.#emit?.({ type: "message_stop" });
    return this.#take();
  }

  /** Ends an interrupted answer: an error, and no `message_stop`. */
  fail(error: ApiError, requestId: string): Json[] {
    this.#emit?.(messagesError(error, requestId));
    return this.#take();
  }

  get lost(): readonly string[] {
    return this.#citations.lost;
  }

  #stopReason(): unknown {
    const { stop_reason, stop_sequence } = this.message;
    if (stop_sequence !== null) return "stop_sequence";
    if (this.#calls.size > 0 && stop_reason === "end_turn") return "tool_use";
    return stop_reason ?? "end_turn";
  }

  #add(delta: Delta, gateway: string): void {
    if (delta.kind === "reasoning") this.#append("thinking", "thinking", delta.text);
    else if (delta.kind === "seal") this.#seal(delta.field, sealOf(gateway, delta.field, delta.value));
    else if (delta.kind === "text" || delta.kind === "refusal") this.#append("text", "text", delta.text);
    else if (delta.kind === "image") this.#append("text", "text", imageText(delta.url));
    else if (delta.kind === "citation") this.#citations.add(delta.citation);
    else if (delta.kind === "unknown") this.#citations.lose(delta.name);
    else if (delta.kind === "tier") this.#tier = tierOf(delta.tier);
    else if (delta.kind === "tool") this.#tool(delta);
    else if (delta.kind === "finish") this.message.stop_reason = STOP_REASONS[delta.reason] ?? "end_turn";
    else if (delta.kind === "usage") this.#usage = { ...messagesUsage(delta.usage), ...this.#tier };
  }

  #append(type: "thinking" | "text", field: string, text: string): void {
    if (this.#isCalling()) {
      this.#late.push(() => this.#append(type, field, text));
      return;
    }
    const { block, at } = this.#current(type);
    block[field] = `${block[field] as string}${text}`;
    this.#emit?.({ type: "content_block_delta", index: at, delta: { type: `${type}_delta`, [field]: text } });
  }

  #isCalling(): boolean {
    return [...this.#calls.values()].some(({ open, stopped, args }) => open && !stopped && !isWhole(args));
  }

  #appendLate(): void {
    for (const add of this.#late.splice(0)) add();
  }

  #seal(field: "signature" | "data" | "call", seal: string): void {
    if (this.#isCalling()) {
      this.#late.push(() => this.#seal(field, seal));
      return;
    }
    if (field === "signature") {
      this.#sign(this.#current("thinking"), seal);
      return;
    }
    this.#closeAll();
    const { at } = this.#start({ type: "redacted_thinking", data: seal });
    this.#emit?.({ type: "content_block_stop", index: at });
  }

  #sign({ block, at }: OpenBlock, seal: string): void {
    block.signature = seal;
    this.#emit?.({ type: "content_block_delta", index: at, delta: { type: "signature_delta", signature: seal } });
  }

  #cite({ block, at }: OpenBlock): void {
    const citations = this.#citations.take().map((page) => locationOf(page, this.#gateway));
    if (citations.length === 0) return;
    block.citations = citations;
    for (const citation of citations)
      this.#emit?.({ type: "content_block_delta", index: at, delta: { type: "citations_delta", citation } });
  }

  /** Parts of parallel calls may alternate, but blocks are sequential: a call waits for the end of the previous one. */
  #tool({ at, id, name, args }: Extract<Delta, { kind: "tool" }>): void {
    let call = this.#calls.get(at);
    if (!call) {
      this.#close();
      call = { id: null, name: null, open: null, args: "", stopped: false };
      this.#calls.set(at, call);
      this.#waiting.push(call);
    }
    call.id ??= id;
    call.name ??= name;
    call.args += args;
    if (call.open && !call.stopped) this.#argue(call, args);
    if (this.#waiting.length + this.#late.length === 0 || this.#isCalling()) return;
    this.#openWaiting();
    if (this.#late.length > 0 && !this.#isCalling()) this.#appendLate();
  }

  /** Opens the waiting calls, up to one whose arguments are incomplete. */
  #openWaiting(): void {
    for (const call of [...this.#waiting]) {
      if (call.name === null || this.#isCalling()) continue;
      this.#closeAll();
      this.#waiting.splice(this.#waiting.indexOf(call), 1);
      const id = call.id === null ? this.#options.newId("toolu") : toolUseId(call.id);
      call.open = this.#start({ type: "tool_use", id, name: call.name, input: {} });
      this.#argue(call, call.args);
    }
  }

  #argue({ open }: OpenCall, args: string): void {
    if (!open || args === "") return;
    const delta = { type: "input_json_delta", partial_json: args };
    this.#emit?.({ type: "content_block_delta", index: open.at, delta });
  }

  #current(type: "thinking" | "text"): OpenBlock {
    if (this.#open?.block.type === type) return this.#open;
    this.#closeAll();
    this.#open = this.#start(type === "text" ? { type, text: "" } : { type, thinking: "", signature: "" });
    return this.#open;
  }

  #start(block: Json): OpenBlock {
    const at = this.#content.push(block) - 1;
    this.#emit?.({ type: "content_block_start", index: at, content_block: { ...block } });
    return { block, at };
  }

  #close(): void {
    if (!this.#open) return;
    const { block, at } = this.#open;
    if (block.type === "text") this.#cite(this.#open);
    if (block.type === "thinking" && block.signature === "") this.#sign(this.#open, sealOf(this.#gateway, "plain", ""));
    this.#emit?.({ type: "content_block_stop", index: at });
    this.#open = null;
  }

  #closeAll(): void {
    this.#close();
    for (const call of this.#calls.values()) this.#stop(call);
  }

  #stop(call: OpenCall): void {
    if (!call.open || call.stopped) return;
    call.stopped = true;
    call.open.block.input = inputOf(call.args);
    this.#emit?.({ type: "content_block_stop", index: call.open.at });
  }

  #take(): Json[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }
}
