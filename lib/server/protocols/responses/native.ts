import type { ReplyFacts } from "@/lib/contract/chat";
import { nativeError } from "../../chat/native";
import type { NativeStep, NativeStream } from "../../chat/raw-answer";
import type { Task } from "../../chat/task";
import { isItem } from "../entries";
import { isObject, type Json } from "../json";
import { NativeEvents, PassThroughTask, reportedCost, withCost } from "../pass-through";
import { isSealed, sealOf, unsealFor } from "../reasoning";
import { compactedText } from "./compaction";
import { AGENT_MESSAGE } from "./items";
import { usageOf } from "./response";
import type { ResponseWriter } from "./writer";

const LEFT_OUT = ["provider", "models", "previous_response_id", "background", "conversation", "prompt"];
/** Items that few gateways know. */
const TRANSLATED: readonly unknown[] = ["additional_tools", "tool_search_call", "tool_search_output", AGENT_MESSAGE];
/** Events that say nothing but a piece of the answer, its place, or its end. */
const PIECE =
  /"type"\s*:\s*"response\.(?:(?:output_text|refusal|reasoning_text|reasoning_summary_text|function_call_arguments)\.(?:delta|done)|(?:content_part|reasoning_summary_part)\.(?:added|done)|output_item\.added)"/;

/** Passes a request on, with its whole history, to gateways that take Responses themselves; null where that would lose something. */
export function responsesTask(body: Json, items: () => readonly Json[]): Task | null {
  const tools = Array.isArray(body.tools) ? body.tools.filter(isObject) : [];
  const { tool_choice: choice } = body;
  const plain = tools.every(({ type }) => type === "function") && (!isObject(choice) || choice.type === "function");
  if (!plain || !items().every(isPassed)) return null;
  return new PassThroughTask({
    endpoint: "responses",
    body,
    ours: LEFT_OUT,
    // Nothing is stored there, so all of it is sent.
    adapt: ({ offer }) => ({ input: inputFor(offer.gateway, items()), store: false }),
    lost: (gateway) => items().flatMap((item) => (isOfOther(item, gateway) ? [`input.${item.type}`] : [])),
    answer: { field: "output", name: "response" },
    usage: chatUsageOf,
  });
}

const isPassed = (item: Json): boolean =>
  isItem(item) && !TRANSLATED.includes(item.type) && compactedText(item) === null;

/** The history without IDs that mean nothing at this gateway, and without what others have encrypted. */
function inputFor(gateway: string, items: readonly Json[]): Json[] {
  return items.flatMap((item) => {
    const { type, encrypted_content: secret } = item;
    const own = typeof secret === "string" ? unsealFor(gateway, secret) : null;
    if (own !== null) return [{ ...(type === "reasoning" ? item : withoutId(item)), encrypted_content: own }];
    if (type === "reasoning" || isOfOther(item, gateway)) return [];
    return "id" in item ? [withoutId(item)] : [item];
  });
}

/** Whether an item, besides reasoning, is one that only another gateway can read. */
function isOfOther({ type, encrypted_content: secret }: Json, gateway: string): boolean {
  if (type === "reasoning" || typeof secret !== "string") return false;
  return isSealed(secret) && unsealFor(gateway, secret) === null;
}

function withoutId({ id: _, ...rest }: Json): Json {
  return rest;
}

/** Usage as Responses counts it, as a chat counts it. */
function chatUsageOf(usage: unknown): Json | null {
  if (!isObject(usage)) return null;
  return {
    prompt_tokens: usage.input_tokens,
    completion_tokens: usage.output_tokens,
    total_tokens: usage.total_tokens,
    prompt_tokens_details: usage.input_tokens_details,
    completion_tokens_details: usage.output_tokens_details,
    ...reportedCost(usage),
  };
}

const STATUSES: readonly unknown[] = ["completed", "incomplete"];

/** Fills our own response with what a gateway's says: its IDs and what was asked for are ours. */
export function fillResponse(ours: Json, theirs: Json, usage: Json, facts: ReplyFacts): void {
  const output = Array.isArray(theirs.output) ? theirs.output.map((item) => sealed(item, facts.gateway)) : [];
  ours.output = output;
  ours.status = STATUSES.includes(theirs.status) ? theirs.status : "completed";
  ours.incomplete_details = theirs.incomplete_details ?? null;
  if (ours.status === "completed") ours.completed_at = theirs.completed_at ?? Math.floor(Date.now() / 1000);
  ours.usage = withCost(theirs.usage, usage, usageOf(usage));
  ours.gatewayz = facts;
}

function sealed(item: unknown, gateway: string): unknown {
  if (!isObject(item) || typeof item.encrypted_content !== "string") return item;
  return { ...item, encrypted_content: sealOf(gateway, "data", item.encrypted_content) };
}

/** Rewrites the events of a Responses stream. */
export class NativeResponses extends NativeEvents implements NativeStream {
  readonly #writer: ResponseWriter;
  readonly #done: Json[] = [];
  #events = 0;
  #last: Json = {};

  constructor(writer: ResponseWriter) {
    super(PIECE);
    this.#writer = writer;
  }

  readonly isWhole = false;

  passed(pieces: number): void {
    this.#events += pieces;
  }

  cut(): void {
    this.#writer.resume(this.#events, this.#done);
  }

  read(event: Json): NativeStep {
    const reported = nativeError(event);
    if (reported) return { events: [], error: reported.error };
    this.#events++;
    const { type } = event;
    if (type === "response.created" || type === "response.in_progress" || type === "response.queued")
      return { events: this.started ? [] : [{ ...event, response: this.#writer.response }] };
    if (type === "response.completed" || type === "response.incomplete") {
      this.#last = event;
      const { usage } = isObject(event.response) ? event.response : {};
      return { events: [], usage: chatUsageOf(usage), done: true };
    }
    if (type !== "response.output_item.done") return { events: [event] };
    const item = sealed(event.item, this.gateway);
    if (isObject(item)) this.#done.push(item);
    return { events: [{ ...event, item }] };
  }

  end(usage: Json, facts: ReplyFacts): Json[] {
    const { response } = this.#writer;
    const last = isObject(this.#last.response) ? this.#last.response : {};
    fillResponse(response, last, usage, facts);
    // Some gateways leave out what they streamed.
    if ((response.output as Json[]).length === 0) response.output = this.#done;
    return [{ ...this.#last, response }];
  }
}
