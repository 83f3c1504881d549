import type { ReplyFacts } from "@/lib/contract/chat";
import { isRecord, type Json, listOf, withFields } from "@/lib/contract/json-object";
import { readCount } from "@/lib/net/figures";
import type { EndpointAdapter } from "../../chat/endpoint-adapter";
import { nativeError } from "../../chat/native";
import type { NativeStep, NativeStream } from "../../chat/raw-answer";
import type { WholeReply } from "../../chat/reply";
import { NativeEvents, PassThroughAdapter, reportedCost, withCost } from "../pass-through";
import { foreignBlocks, sealed, unsealedContent } from "./seals";
import { messagesUsage } from "./usage";

/** Fields of ours, and those that are sent as headers. */
const OURS = ["provider", "models", "betas", "anthropic_beta", "anthropic_version"];
const MAX_BETAS = 32;
const BETA = /^[\w.-]{1,80}$/;
/** The only version; some gateways reject requests without it. */
const VERSION = { "anthropic-version": "2023-06-01" };
/** Initial usage, to which clients add later counts. */
const NO_USAGE = { input_tokens: 0, output_tokens: 0 };
const PIECE = /"type"\s*:\s*"(?:text_delta|thinking_delta|input_json_delta)"/;

/**
 * Passes a request on to gateways that take Messages themselves.
 * @param header the client's `anthropic-beta`
 */
export function messagesAdapter(request: Json, header: string): EndpointAdapter {
  const body = withoutAutoTier(request);
  return new PassThroughAdapter({
    endpoint: "messages",
    headers: VERSION,
    betas: betasOf(request, header),
    body,
    ours: OURS,
    adapt: ({ offer }) => ({ messages: messagesFor(offer.gateway, body.messages) }),
    lost: (gateway) => lostBlocks(gateway, body.messages),
    answer: { field: "content", name: "message" },
    usage: chatUsageOf,
  });
}

/** The betas that a client requests, in a header or, for some clients, in the body. */
function betasOf({ betas, anthropic_beta }: Json, header: string): string[] {
  const requested = [header.split(","), anthropic_beta, betas].flatMap((list) => (Array.isArray(list) ? list : []));
  const names = requested.map((name) => String(name).trim()).filter((name) => BETA.test(name));
  return [...new Set(names)].slice(0, MAX_BETAS);
}

/** Removes the tier "auto", which is the default. */
function withoutAutoTier(request: Json): Json {
  if (request.service_tier !== "auto") return request;
  const { service_tier: _, ...rest } = request;
  return rest;
}

/** Messages with the parts that this gateway signed or encrypted, and without those of other gateways. */
function messagesFor(gateway: string, messages: unknown): unknown {
  if (!Array.isArray(messages)) return messages;
  return messages.flatMap((message) => {
    if (!isRecord(message) || !Array.isArray(message.content)) return [message];
    const { content } = message;
    const filled = content.length > 1 ? content.filter((block) => !isEmptyText(block)) : content;
    const sent = unsealedContent(filled, gateway);
    return sent.length === 0 && content.length > 0 ? [] : [{ ...message, content: sent }];
  });
}

/** The names of blocks that another gateway encrypted. */
function lostBlocks(gateway: string, messages: unknown): string[] {
  const blocks = listOf(messages).flatMap(({ content }) => (Array.isArray(content) ? content : []));
  return foreignBlocks(blocks, gateway).map(({ type }) => `messages.${type}`);
}

/** Clients send back empty texts next to the blocks of an answer, which gateways reject. */
const isEmptyText = (block: unknown) => isRecord(block) && block.type === "text" && block.text === "";

function chatUsageOf(usage: unknown): Json | null {
  if (!isRecord(usage)) return null;
  const count = (name: string) => readCount(usage[name]);
  const [read, written] = [count("cache_read_input_tokens") ?? 0, count("cache_creation_input_tokens") ?? 0];
  const input = count("input_tokens");
  return {
    prompt_tokens: input === null ? undefined : input + read + written,
    completion_tokens: count("output_tokens") ?? undefined,
    prompt_tokens_details: { cached_tokens: read, cache_write_tokens: written },
    ...reportedCost(usage),
  };
}

interface Named {
  id: string;
  model: string;
}

/** A gateway's whole message, converted for the client. */
export function nativeMessage({ body, usage, facts }: WholeReply, { id, model }: Named): Json {
  const content = Array.isArray(body.content) ? body.content.map((block) => sealed(block, facts.gateway)) : [];
  return withFields(body, {
    id,
    model,
    content,
    usage: withCost(body.usage, usage, messagesUsage(usage)),
    gatewayz: facts,
  });
}

/** Rewrites the events of a Messages stream. */
export class NativeMessages extends NativeEvents implements NativeStream {
  readonly #named: Named;
  #usage: Json = {};
  #last: Json = { type: "message_delta", delta: { stop_reason: "end_turn", stop_sequence: null } };

  constructor(named: Named) {
    super(PIECE);
    this.#named = named;
  }

  isWhole = false;

  passed(): void {}

  cut(): void {}

  read(event: Json): NativeStep {
    const reported = nativeError(event);
    if (reported) return { events: [], error: reported.error };
    if (event.type === "message_start") {
      const message = isRecord(event.message) ? event.message : {};
      const usage = this.#counted(message.usage);
      const started = { ...message, ...this.#named, usage: { ...NO_USAGE, ...this.#usage } };
      const events = this.started ? [] : [{ ...event, message: started }];
      this.started = true;
      return { events, usage };
    }
    if (event.type === "message_delta") {
      this.#last = event;
      this.isWhole = isRecord(event.delta) && typeof event.delta.stop_reason === "string";
      return { events: [], usage: this.#counted(event.usage) };
    }
    if (event.type === "message_stop") return { events: [], done: true };
    if (event.type === "content_block_start")
      return { events: [{ ...event, content_block: sealed(event.content_block, this.gateway) }] };
    return { events: ["delta" in event ? { ...event, delta: sealed(event.delta, this.gateway) } : event] };
  }

  end(usage: Json, facts: ReplyFacts): Json[] {
    const last = withFields(this.#last, { usage: withCost(this.#usage, usage, messagesUsage(usage)), gatewayz: facts });
    return [last, { type: "message_stop" }];
  }

  /** Usage in chat format; later counts of a kind replace earlier ones. */
  #counted(usage: unknown): Json | null {
    if (!isRecord(usage)) return null;
    this.#usage = withFields(this.#usage, usage);
    return chatUsageOf(this.#usage);
  }
}
