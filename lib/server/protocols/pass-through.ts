import { stringifyExact } from "@/lib/net/exact-json";
import { CHAT_TASK } from "../chat/chat-task";
import { parseObject } from "../chat/json-object";
import { isChat, judgeNative, nativeError, nativeTellsMore, otherProtocol, unavailable } from "../chat/native";
import type { Target } from "../chat/opened-answer";
import { ignoredFields, removeIgnored } from "../chat/passed-fields";
import { errorIn } from "../chat/read-error";
import type { Task } from "../chat/task";
import { usageIn } from "../chat/usage-report";
import { isObject, type Json } from "./json";

/** How requests of a protocol are passed on to gateways that take it themselves. */
export interface PassThrough {
  endpoint: "messages" | "responses";
  /** The request, as the client sent it. */
  body: Json;
  /** Its fields that only this server understands. */
  ours: readonly string[];
  /** The fields that are changed for an offer. */
  adapt(target: Target): Json;
  /** The field that holds the content of an answer, and what errors call such an answer. */
  answer: { field: string; name: string };
  /** Usage as the protocol counts it, as a chat counts it. */
  usage(usage: unknown): Json | null;
}

/** The task of a request that is passed on in its own protocol. */
export function passThroughTask({ endpoint, body, ours, adapt, answer, usage: chatUsageOf }: PassThrough): Task {
  return {
    ...CHAT_TASK,
    endpoint,
    body: (_, target) => {
      const { offer, costly } = target;
      const fitted: Json = { ...body, model: offer.id, ...adapt(target) };
      for (const name of ours) delete fitted[name];
      removeIgnored(fitted, body, { gateway: offer.gateway, costly });
      return stringifyExact(fitted);
    },
    ignored: (passage) => ignoredFields(body, passage),
    whole: ({ offer }, text) => {
      const came = parseObject(text);
      const told = came && nativeError(came);
      if (told) return { kind: "failed", failure: errorIn(offer.gateway, told) };
      if (came && isChat(came)) return otherProtocol(offer.gateway);
      if (!came || !Array.isArray(came[answer.field])) {
        return unavailable(offer.gateway, `answered without a ${answer.name}`);
      }
      return { kind: "whole", body: came, text, native: true };
    },
    report: ({ usage }) => usageIn({ usage: chatUsageOf(usage) }),
    streamed: { tellsMore: nativeTellsMore, judge: judgeNative },
  };
}

/** The cost that a gateway reports with its usage, as a field of a chat's usage. */
export function reportedCost({ cost }: Json): { cost?: number } {
  return typeof cost === "number" ? { cost } : {};
}

/** A gateway's own usage with the cost of the answer as billed. */
export function withCost(usage: unknown, { cost, cost_source }: Json): Json {
  const known = isObject(usage) ? usage : {};
  return cost === undefined ? known : { ...known, cost, cost_source };
}

/** What rewriters of a gateway's own events share. */
export abstract class NativeEvents {
  protected gateway = "";
  /** Whether the client has the first event already. */
  protected started = false;

  /** @param pieces matches the events that are a piece of the answer and nothing else */
  constructor(private readonly pieces: RegExp) {}

  begin(gateway: string, started: boolean): void {
    this.gateway = gateway;
    this.started = started;
  }

  isPiece(ascii: string): boolean {
    return this.pieces.test(ascii);
  }
}
