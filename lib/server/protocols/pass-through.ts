import type { ChatRequest } from "@/lib/contract/chat";
import { isRecord, type Json, listOf, parseObject, recordOf, withFields } from "@/lib/contract/json-object";
import { stringifyExact } from "@/lib/net/exact-json";
import { readCount } from "@/lib/net/figures";
import { reportedError } from "../chat/answer-error";
import { betaOf, refusedBetas } from "../chat/betas";
import { CHAT_ENDPOINT } from "../chat/chat-endpoint";
import type { EndpointAdapter } from "../chat/endpoint-adapter";
import { isChat, judgeNative, nativeError, nativeTellsMore, otherProtocol } from "../chat/native";
import type { AttemptOutcome, Failure, OfferEndpoint } from "../chat/opened-answer";
import { notJson } from "../chat/outcome";
import { ignoredFields, type Passage, removeIgnored } from "../chat/passed-fields";
import { errorIn, unavailable } from "../chat/read-error";
import { hasKind, isAmong, partName, type RefusedPart } from "../chat/refused-part";
import { refusedThinking } from "../chat/required-reasoning";
import { limitAmong, refusedLimit } from "../chat/token-limit";
import { type UsageReport, usageIn } from "../chat/usage-report";

/** How requests of a protocol are passed on to gateways that support it. */
interface PassThrough {
  endpoint: "messages" | "responses";
  /** Headers that its endpoint requires. */
  headers?: Record<string, string>;
  /** The betas of Anthropic's that the client requests. */
  betas?: readonly string[];
  /** The request, as the client sent it. */
  body: Json;
  /** Its fields that only this server understands. */
  ours: readonly string[];
  /** The fields that are changed for an offer. */
  adapt(endpoint: OfferEndpoint): Json;
  /** The names of parts of the history that only another gateway than this one can read. */
  lost(gateway: string): readonly string[];
  /** The field with the content of an answer, and the name of such an answer in errors. */
  answer: { field: string; name: string };
  /** Converts usage in the protocol's format to a chat's. */
  usage(usage: unknown): Json | null;
}

/** A class, because closures for each call cost more. */
export class PassThroughAdapter implements EndpointAdapter {
  readonly choices = CHAT_ENDPOINT.choices;
  readonly reserve = CHAT_ENDPOINT.reserve;
  readonly cost = CHAT_ENDPOINT.cost;
  readonly usage = CHAT_ENDPOINT.usage;
  readonly streamed = STREAMED;
  readonly #how: PassThrough;

  constructor(how: PassThrough) {
    this.#how = how;
  }

  get endpoint() {
    return this.#how.endpoint;
  }

  headers(without: readonly RefusedPart[]): Record<string, string> | undefined {
    const { headers, betas = NONE } = this.#how;
    const remaining = betas.filter((beta) => !isAmong(without, betaOf(beta)));
    return remaining.length === 0 ? headers : { ...headers, "anthropic-beta": remaining.join() };
  }

  body(_: unknown, endpoint: OfferEndpoint): string {
    const { body, ours, adapt } = this.#how;
    const { offer, costly } = endpoint;
    const fitted: Json = Object.assign({}, body, { model: offer.id }, adapt(endpoint));
    for (const name of ours) if (name in fitted) delete fitted[name];
    removeIgnored(fitted, body, { gateway: offer.gateway, costly });
    if (hasKind(endpoint.without, "thinking")) delete fitted.thinking;
    if (endpoint.without.length > 0)
      limitTokens(fitted, LIMIT_FIELDS[this.#how.endpoint], limitAmong(endpoint.without));
    return stringifyExact(fitted);
  }

  ignored(passage: Passage, refused: readonly RefusedPart[]): readonly string[] {
    const { body, betas = NONE, lost } = this.#how;
    const fields = ignoredFields(body, passage);
    const missing =
      refused.length === 0
        ? NONE
        : betas
            .map(betaOf)
            .filter((beta) => isAmong(refused, beta))
            .map(partName);
    const unreadable = lost(passage.gateway);
    return missing.length + unreadable.length === 0 ? fields : [...new Set([...fields, ...missing, ...unreadable])];
  }

  refused({ type, message }: Failure, request: ChatRequest, without: readonly RefusedPart[]): RefusedPart[] {
    const limit = refusedLimit(message, request, without);
    if (limit.length > 0) return limit;
    const thinking = refusedThinking(message, without);
    if (thinking.length > 0 || type !== "invalid_request") return thinking;
    return refusedBetas(message, this.#how.betas ?? NONE, without);
  }

  whole({ offer }: OfferEndpoint, text: string): AttemptOutcome {
    const { field, name } = this.#how.answer;
    const received = parseObject(text);
    if (!received) return notJson(offer.gateway, text);
    const reported = nativeError(received) ?? reportedError(received);
    if (reported) return { kind: "failed", failure: errorIn(offer.gateway, reported) };
    if (isChat(received)) return otherProtocol(offer.gateway);
    if (UNFINISHED.includes(received.status))
      return unavailable(offer.gateway, `answered with a ${name} that is not done`);
    if (!Array.isArray(received[field])) return unavailable(offer.gateway, `answered without a ${name}`);
    return { kind: "whole", body: received, text, native: true };
  }

  text(body: Json): string {
    return textsIn(body[this.#how.answer.field]);
  }

  report({ usage }: Json): UsageReport | null {
    return usageIn({ usage: this.#how.usage(usage) });
  }
}

const NONE: readonly string[] = [];
const UNFINISHED: readonly unknown[] = ["in_progress", "queued"];
const TEXTS = ["text", "thinking", "refusal", "arguments"];

/** The texts of an answer's parts, and of nested parts. */
function textsIn(parts: unknown): string {
  return listOf(parts)
    .map((part) => {
      const texts = TEXTS.map((name) => (typeof part[name] === "string" ? part[name] : ""));
      const input = part.input === undefined ? "" : JSON.stringify(part.input);
      return texts.join("") + input + textsIn(part.content) + textsIn(part.summary);
    })
    .join("");
}

const LIMIT_FIELDS = { messages: "max_tokens", responses: "max_output_tokens" } as const;

/** Lowers a token limit; a budget for thinking, which is part of it, leaves room for the answer. */
function limitTokens(body: Json, field: string, limit: number): void {
  if (!(Number(body[field]) > limit)) return;
  body[field] = limit;
  const thinking = recordOf(body.thinking);
  if (Number(thinking?.budget_tokens) >= limit) body.thinking = { ...thinking, budget_tokens: Math.ceil(limit / 2) };
}

const STREAMED = { tellsMore: nativeTellsMore, judge: judgeNative };

/** The cost that a gateway reports with its usage, as a field of a chat's usage. */
export function reportedCost({ cost }: Json): { cost?: number } {
  return typeof cost === "number" ? { cost } : {};
}

const COUNTS = ["input_tokens", "output_tokens"];

/**
 * A gateway's own usage with the billed cost of the answer.
 * @param billed the billed usage in the same protocol, for missing or implausible counts
 */
export function withCost(usage: unknown, { cost, cost_source }: Json, billed: Json): Json {
  const reported = isRecord(usage) ? usage : {};
  const isSound = COUNTS.every((name) => readCount(reported[name]) !== null);
  const sound = isSound ? reported : withFields(reported, billed);
  return cost === undefined ? sound : withFields(sound, { cost, cost_source });
}

/** The common base of rewriters of a gateway's own events. */
export abstract class NativeEvents {
  protected gateway = "";
  /** Whether the client already has the first event. */
  protected started = false;

  /** @param pieces matches the events that are only a part of the answer */
  constructor(private readonly pieces: RegExp) {}

  begin(gateway: string, started: boolean): void {
    this.gateway = gateway;
    this.started = started;
  }

  isPiece(ascii: string): boolean {
    return this.pieces.test(ascii);
  }
}
