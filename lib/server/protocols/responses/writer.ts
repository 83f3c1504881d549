import type { ApiError } from "@/lib/contract/error";
import type { Json } from "@/lib/contract/json-object";
import { lookup } from "@/lib/contract/lookup";
import { annotationOf, Citations } from "../citations";
import type { Delta } from "../deltas";
import { sealOf } from "../reasoning";
import type { ToolNames } from "../request";
import { CallItems } from "./calls";
import { emptyPart, partAt, summaryAt, summaryPart } from "./parts";
import { responseError, usageOf } from "./response";

export interface WriterOptions {
  /** The response before the answer. */
  response: Json;
  tools: ToolNames;
  newId(prefix: string): string;
  /** The events are not used, and would cost more than the response. */
  isWhole?: boolean;
}

/** Some gateways have another name for the default tier. */
const TIERS: Readonly<Record<string, string>> = lookup({ on_demand: "default", standard: "default" });

interface Open {
  item: Json;
  at: number;
  text: string;
}
/** Translates a chat answer to the events of a Responses stream, and to the resulting response. */
export class ResponseWriter {
  readonly response: Json;
  readonly #options: WriterOptions;
  readonly #output: Json[] = [];
  readonly #calls: CallItems;
  /** Adds an event; null when the events are not used. */
  readonly #emit: ((type: string, place: Json, fields?: Json) => void) | null;
  #events: Json[] = [];
  #sequence = 0;
  #open: Open | null = null;
  #gateway = "";
  #reason = "stop";
  readonly #citations = new Citations();
  /** The length of all text so far. */
  #length = 0;

  constructor(options: WriterOptions) {
    this.#options = options;
    this.response = options.response;
    this.response.output = this.#output;
    this.#emit = options.isWhole
      ? null
      : (type, place, fields) => {
          this.#events.push(Object.assign({ type, sequence_number: this.#sequence++ }, place, fields));
        };
    this.#calls = new CallItems(options, (item) => this.#added(item), this.#emit);
  }

  /** Continues after a native answer that was cut off: after this many events, with these items. */
  resume(events: number, items: readonly Json[]): void {
    this.#sequence = Math.max(this.#sequence, events);
    if (this.#output.length === 0) this.#output.push(...items);
  }

  start(): Json[] {
    const response = { ...this.response, output: [] };
    this.#emit?.("response.created", { response });
    this.#emit?.("response.in_progress", { response });
    return this.#take();
  }

  /** The events of one chunk; `gateway` is the gateway that answers. */
  push(deltas: readonly Delta[], gateway: string): Json[] {
    this.#gateway = gateway;
    for (const delta of deltas) this.#add(delta, gateway);
    return this.#take();
  }

  /** Ends an answer that is complete, or that reached a limit. */
  end(facts: unknown): Json[] {
    const limit = { length: "max_output_tokens", content_filter: "content_filter" }[this.#reason];
    this.#close(limit ? "incomplete" : "completed");
    this.#calls.close(limit ? "incomplete" : "completed");
    this.response.status = limit ? "incomplete" : "completed";
    if (limit) this.response.incomplete_details = { reason: limit };
    else this.response.completed_at = Math.floor(Date.now() / 1000);
    this.response.gatewayz = this.#citations.factsOf(facts);
    this.#emit?.(limit ? "response.incomplete" : "response.completed", { response: this.response });
    return this.#take();
  }

  /** Ends an interrupted answer: keeps what was received, marked as incomplete. */
  fail(error: ApiError): Json[] {
    this.#close("incomplete");
    this.#calls.close("incomplete");
    this.response.status = "failed";
    this.response.error = responseError(error);
    this.#emit?.("response.failed", { response: this.response });
    return this.#take();
  }

  /** Ends a canceled answer: keeps what was received. */
  cancel(): Json[] {
    this.#close("incomplete");
    this.#calls.close("incomplete");
    this.response.status = "cancelled";
    this.#emit?.("response.incomplete", { response: this.response });
    return this.#take();
  }

  get lost(): readonly string[] {
    return this.#citations.lost;
  }

  #add(delta: Delta, gateway: string): void {
    if (delta.kind === "reasoning") this.#reasoning(delta.text);
    else if (delta.kind === "seal") this.#seal(sealOf(gateway, delta.field, delta.value));
    else if (delta.kind === "text") this.#text("output_text", delta.text, delta.logprobs);
    else if (delta.kind === "refusal") this.#text("refusal", delta.text, []);
    else if (delta.kind === "citation") this.#citations.add(delta.citation);
    else if (delta.kind === "unknown") this.#citations.lose(delta.name);
    else if (delta.kind === "tier") this.response.service_tier = TIERS[delta.tier] ?? delta.tier;
    else if (delta.kind === "image") this.#image(delta.url);
    else if (delta.kind === "tool") {
      if (!this.#calls.has(delta)) this.#close("completed");
      this.#calls.add(delta);
    } else if (delta.kind === "finish") this.#reason = delta.reason;
    else this.response.usage = usageOf(delta.usage);
  }

  #reasoning(text: string): void {
    const open = this.#current("reasoning", () => this.#openReasoning());
    const { item, at } = open;
    if (open.text === "")
      this.#emit?.("response.reasoning_summary_part.added", summaryAt(item, at), { part: summaryPart("") });
    open.text += text;
    this.#emit?.("response.reasoning_summary_text.delta", summaryAt(item, at), { delta: text });
  }

  #seal(seal: string): void {
    if (this.#open?.item.encrypted_content) this.#close("completed");
    const { item } = this.#current("reasoning", () => this.#openReasoning());
    item.encrypted_content = seal;
  }

  #openReasoning(): Json {
    return { id: this.#options.newId("rs"), type: "reasoning", summary: [] };
  }

  #text(type: "output_text" | "refusal", text: string, logprobs: readonly unknown[]): void {
    const field = type === "refusal" ? "refusal" : "text";
    const open = this.#current("message", () => ({
      id: this.#options.newId("msg"),
      type: "message",
      status: "in_progress",
      role: "assistant",
      content: [],
    }));
    const { item, at } = open;
    const content = item.content as Json[];
    let part = content.at(-1);
    if (part?.type !== type) {
      if (part) this.#closePart(open);
      part = emptyPart(type);
      content.push(part);
      this.#emit?.("response.content_part.added", partAt(item, at), { part: emptyPart(type) });
    }
    part[field] = `${part[field] as string}${text}`;
    if (type === "output_text") this.#length += text.length;
    (part.logprobs as unknown[] | undefined)?.push(...logprobs);
    const more = type === "refusal" ? { delta: text } : { delta: text, logprobs };
    this.#emit?.(`response.${type}.delta`, partAt(item, at), more);
  }

  #image(url: string): void {
    const item = { id: this.#options.newId("ig"), type: "image_generation_call", status: "completed" };
    const done = { ...item, result: url.replace(/^data:[^,]*;base64,/, "") };
    this.place(done, { ...item, status: "in_progress", result: null });
  }

  /** Adds an item that arrives complete. */
  protected place(item: Json, begun = item): void {
    this.#close("completed");
    const at = this.#added(begun);
    this.#output[at] = item;
    this.#emit?.("response.output_item.done", { output_index: at, item });
  }

  #cite(part: Json, place: Json): void {
    const [text, annotations] = [part.text as string, part.annotations as Json[]];
    for (const page of this.#citations.take()) {
      const annotation = annotationOf(page, text, this.#length - text.length);
      const annotation_index = annotations.push(annotation) - 1;
      this.#emit?.("response.output_text.annotation.added", place, { annotation_index, annotation });
    }
  }

  /** The open item of this type; closes an item of another type. */
  #current(type: string, make: () => Json): Open {
    if (this.#open?.item.type === type) return this.#open;
    this.#close("completed");
    const item = make();
    this.#open = { item, at: this.#added(item), text: "" };
    return this.#open;
  }

  #added(item: Json): number {
    const at = this.#output.push(item) - 1;
    this.#emit?.("response.output_item.added", {
      output_index: at,
      item: item.content ? { ...item, content: [] } : { ...item },
    });
    return at;
  }

  #close(status: "completed" | "incomplete"): void {
    const open = this.#open;
    if (!open) return;
    this.#open = null;
    const { item, at, text } = open;
    if (item.type === "reasoning") {
      item.encrypted_content ??= sealOf(this.#gateway, "plain", "");
      if (text !== "") {
        item.summary = [summaryPart(text)];
        this.#emit?.("response.reasoning_summary_text.done", summaryAt(item, at), { text });
        this.#emit?.("response.reasoning_summary_part.done", summaryAt(item, at), { part: summaryPart(text) });
      }
    } else {
      this.#closePart(open);
      item.status = status;
    }
    this.#emit?.("response.output_item.done", { output_index: at, item });
  }

  #closePart({ item, at }: Open): void {
    const part = (item.content as Json[]).at(-1);
    if (!part) return;
    const place = partAt(item, at);
    if (part.type === "output_text") this.#cite(part, place);
    if (!this.#emit) return;
    if (part.type === "refusal") this.#emit("response.refusal.done", place, { refusal: part.refusal });
    else this.#emit("response.output_text.done", place, { text: part.text, logprobs: part.logprobs });
    this.#emit("response.content_part.done", place, { part });
  }

  #take(): Json[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }
}
