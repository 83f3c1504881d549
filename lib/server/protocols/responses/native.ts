import type { ReplyFacts } from "@/lib/contract/chat";
import { isRecord, type Json } from "@/lib/contract/json-object";
import type { EndpointAdapter } from "../../chat/endpoint-adapter";
import { nativeError } from "../../chat/native";
import type { NativeStep, NativeStream } from "../../chat/raw-answer";
import { isItem } from "../entries";
import { NativeEvents, PassThroughAdapter, reportedCost, withCost } from "../pass-through";
import { isSealed, sealOf, unsealFor } from "../reasoning";
import { compactedText } from "./compaction";
import { AGENT_MESSAGE } from "./items";
import { usageOf } from "./response";
import type { ResponseWriter } from "./writer";

const LEFT_OUT = ["provider", "models", "previous_response_id", "background", "conversation", "prompt"];
/** Items that few gateways support. */
const TRANSLATED: readonly unknown[] = ["additional_tools", "tool_search_call", "tool_search_output", AGENT_MESSAGE];
/** Events that only have a part of the answer, its position, or its end. */
const PIECE =
  /"type"\s*:\s*"response\.(?:(?:output_text|refusal|reasoning_text|reasoning_summary_text|function_call_arguments)\.(?:delta|done)|(?:content_part|reasoning_summary_part)\.(?:added|done)|output_item\.added)"/;

/**
 * Passes a request on, with its whole history, to gateways that support Responses; null if that would lose something.
 */
export function responsesAdapter(body: Json, items: () => readonly Json[]): EndpointAdapter | null {
  const tools = Array.isArray(body.tools) ? body.tools.filter(isRecord) : [];
  const { tool_choice: choice } = body;
  const plain = tools.every(({ type }) => type === "function") && (!isRecord(choice) || choice.type === "function");
  if (!plain || !items().every(isPassed)) return null;
  return new PassThroughAdapter({
    endpoint: "responses",
    body,
    ours: LEFT_OUT,
    // Nothing is stored there, so the whole history is sent.
    adapt: ({ offer }) => ({ input: inputFor(offer.gateway, items()), store: false }),
    lost: (gateway) => items().flatMap((item) => (isOfOther(item, gateway) ? [`input.${item.type}`] : [])),
    answer: { field: "output", name: "response" },
    usage: chatUsageOf,
  });
}

const isPassed = (item: Json): boolean =>
  isItem(item) && !TRANSLATED.includes(item.type) && compactedText(item) === null;

/** The history without IDs that this gateway doesn't know, and without other gateways' encrypted parts. */
function inputFor(gateway: string, items: readonly Json[]): Json[] {
  return items.flatMap((item) => {
    const { type, encrypted_content: secret } = item;
    const unsealed = typeof secret === "string" ? unsealFor(gateway, secret) : null;
    if (unsealed !== null) return [{ ...(type === "reasoning" ? item : withoutId(item)), encrypted_content: unsealed }];
    if (type === "reasoning" || isOfOther(item, gateway)) return [];
    return "id" in item ? [withoutId(item)] : [item];
  });
}

/** Whether an item, except reasoning, can only be read by another gateway. */
function isOfOther({ type, encrypted_content: secret }: Json, gateway: string): boolean {
  if (type === "reasoning" || typeof secret !== "string") return false;
  return isSealed(secret) && unsealFor(gateway, secret) === null;
}

function withoutId({ id: _, ...rest }: Json): Json {
  return rest;
}

function chatUsageOf(usage: unknown): Json | null {
  if (!isRecord(usage)) return null;
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

/** Fills our response from a gateway's; IDs and request fields stay ours. */
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
  if (!isRecord(item) || typeof item.encrypted_content !== "string") return item;
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
      const { usage } = isRecord(event.response) ? event.response : {};
      return { events: [], usage: chatUsageOf(usage), done: true };
    }
    if (type !== "response.output_item.done") return { events: [event] };
    const item = sealed(event.item, this.gateway);
    if (isRecord(item)) this.#done.push(item);
    return { events: [{ ...event, item }] };
  }

  end(usage: Json, facts: ReplyFacts): Json[] {
    const { response } = this.#writer;
    const last = isRecord(this.#last.response) ? this.#last.response : {};
    fillResponse(response, last, usage, facts);
    // Some gateways omit the items that they streamed.
    if ((response.output as Json[]).length === 0) response.output = this.#done;
    return [{ ...this.#last, response }];
  }
}
