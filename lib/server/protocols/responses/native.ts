import type { ReplyFacts } from "@/lib/contract/chat";
import { stringifyExact } from "@/lib/net/exact-json";
import { CHAT_TASK } from "../../chat/chat-task";
import { parseObject } from "../../chat/json-object";
import { isChat, judgeNative, nativeError, nativeTellsMore, otherProtocol, unavailable } from "../../chat/native";
import type { Target } from "../../chat/opened-answer";
import { ignoredFields, removeIgnored } from "../../chat/passed-fields";
import type { NativeStep, NativeStream } from "../../chat/raw-answer";
import { errorIn } from "../../chat/read-error";
import type { Task } from "../../chat/task";
import { usageIn } from "../../chat/usage-report";
import { isObject, type Json } from "../json";
import { sealOf, unsealFor } from "../reasoning";
import type { ResponseWriter } from "./writer";

const LEFT_OUT = ["provider", "models", "previous_response_id", "background", "conversation", "prompt"];
const PIECE =
  /"type"\s*:\s*"response\.(?:output_text|refusal|reasoning_text|reasoning_summary_text|function_call_arguments)\.delta"/;

/** Passes a request on, with its whole history, to gateways that take Responses themselves; null where that would lose something. */
export function responsesTask(body: Json, items: readonly Json[]): Task | null {
  const tools = Array.isArray(body.tools) ? body.tools.filter(isObject) : [];
  const { tool_choice: choice } = body;
  const plain = tools.every(({ type }) => type === "function") && (!isObject(choice) || choice.type === "function");
  if (!plain) return null;
  return {
    ...CHAT_TASK,
    endpoint: "responses",
    body: (_, target) => stringifyExact(bodyFor(body, items, target)),
    ignored: (passage) => ignoredFields(body, passage),
    whole: ({ offer }, text) => {
      const came = parseObject(text);
      const told = came && nativeError(came);
      if (told) return { kind: "failed", failure: errorIn(offer.gateway, told) };
      if (came && isChat(came)) return otherProtocol(offer.gateway);
      if (!came || !Array.isArray(came.output)) return unavailable(offer.gateway, "answered without a response");
      return { kind: "whole", body: came, text, native: true };
    },
    report: ({ usage }) => usageIn({ usage: chatUsageOf(usage) }),
    streamed: { tellsMore: nativeTellsMore, judge: judgeNative },
  };
}

/** Nothing is stored there, so that all of it is sent, without IDs that mean nothing there. */
function bodyFor(body: Json, items: readonly Json[], { offer, costly }: Target): Json {
  const input = items.flatMap((item) => {
    const { id: _, ...rest } = item;
    if (item.type !== "reasoning") return [rest];
    const own = unsealFor(offer.gateway, String(item.encrypted_content ?? ""));
    return own === null ? [] : [{ ...item, encrypted_content: own }];
  });
  const fitted: Json = { ...body, model: offer.id, input, store: false };
  for (const name of LEFT_OUT) delete fitted[name];
  removeIgnored(fitted, body, { gateway: offer.gateway, costly });
  return fitted;
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
    ...(typeof usage.cost === "number" ? { cost: usage.cost } : {}),
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
  const { cost, cost_source } = usage;
  ours.usage = {
    ...(isObject(theirs.usage) ? theirs.usage : {}),
    ...(cost === undefined ? {} : { cost, cost_source }),
  };
  ours.gatewayz = facts;
}

function sealed(item: unknown, gateway: string): unknown {
  if (!isObject(item) || item.type !== "reasoning" || typeof item.encrypted_content !== "string") return item;
  return { ...item, encrypted_content: sealOf(gateway, "data", item.encrypted_content) };
}

/** Rewrites the events of a Responses stream. */
export class NativeResponses implements NativeStream {
  readonly #writer: ResponseWriter;
  readonly #done: Json[] = [];
  #gateway = "";
  #started = false;
  #events = 0;
  #last: Json = {};

  constructor(writer: ResponseWriter) {
    this.#writer = writer;
  }

  begin(gateway: string, started: boolean): void {
    this.#gateway = gateway;
    this.#started = started;
  }

  isPiece(ascii: string): boolean {
    return PIECE.test(ascii);
  }

  passed(pieces: number): void {
    this.#events += pieces;
  }

  cut(): void {
    this.#writer.resume(this.#events, this.#done);
  }

  read(event: Json): NativeStep {
    const told = nativeError(event);
    if (told) return { events: [], error: told.error };
    this.#events++;
    const { type } = event;
    if (type === "response.created" || type === "response.in_progress" || type === "response.queued")
      return { events: this.#started ? [] : [{ ...event, response: structuredClone(this.#writer.response) }] };
    if (type === "response.completed" || type === "response.incomplete") {
      this.#last = event;
      const { usage } = isObject(event.response) ? event.response : {};
      return { events: [], usage: chatUsageOf(usage), done: true };
    }
    if (type !== "response.output_item.done") return { events: [event] };
    const item = sealed(event.item, this.#gateway);
    if (isObject(item)) this.#done.push(item);
    return { events: [{ ...event, item }] };
  }

  end(usage: Json, facts: ReplyFacts): Json[] {
    const { response } = this.#writer;
    fillResponse(response, isObject(this.#last.response) ? this.#last.response : {}, usage, facts);
    return [{ ...this.#last, response }];
  }
}
