import type { SseEvent } from "@/lib/net/sse";
import { gatewayName } from "../providers/names";
import { toldError } from "./answer-error";
import { normalAnswer } from "./answer-state";
import { ChatChunk, choicesOf, plainEnd, reasonOf } from "./chat-event";
import type { ChatStream } from "./chat-stream";
import { objectOf, parseObject } from "./json-object";
import type { AttemptOutcome, Failure, Target } from "./opened-answer";
import { brokenFailure, errorIn, readFailure } from "./read-error";

const failed = (failure: Failure): AttemptOutcome => ({ kind: "failed", failure });
const unavailable = (gateway: string, what: string) =>
  failed(brokenFailure("provider_unavailable", `${gatewayName(gateway)} ${what}`));

/** The outcome of a complete response with a success status. */
export function judgeWhole(gateway: string, text: string): AttemptOutcome {
  const came = parseObject(text);
  if (!came) return unavailable(gateway, `answered ${describeBody(text)} instead of JSON`);
  const told = toldError(came);
  if (told) return failed(errorIn(gateway, told));
  const choices = choicesOf(came);
  if (choices.length === 0) return unavailable(gateway, "answered JSON without choices");
  if (!choices.every(({ message }) => objectOf(message))) return unavailable(gateway, "answered without a message");
  const body = normalAnswer(came);
  return { kind: "whole", body, text: body === came ? text : JSON.stringify(body) };
}

/** The outcome of a response with an error status. */
export function refusal(
  { offer, ownKey }: Target,
  answer: { status: number; text: string; retryAfter: string | string[] | undefined },
): AttemptOutcome {
  return failed(readFailure(offer.gateway, answer.status, answer.text, answer.retryAfter, ownKey));
}

/** The outcome of a stream so far, judged by its first token or its end. */
export function judgeStream(gateway: string, stream: ChatStream): AttemptOutcome {
  let started = false;
  let done = false;
  for (const batch of stream.held) {
    const { ascii } = batch;
    for (let at = batch.skipBreaks(0); !done && at < ascii.length; at = batch.skipBreaks(at)) {
      // All that comes before the first token is parsed.
      const plain = started ? plainEnd(ascii, at) : at;
      if (plain > at) {
        at = plain;
        continue;
      }
      const chunk = new ChatChunk(batch.eventAt(at) as SseEvent);
      const { event } = chunk;
      at += event.bytes.length;
      if (!event.data?.trim()) continue;
      done = chunk.isDone;
      if (done) break;
      const { body } = chunk;
      if (!body) return unavailable(gateway, "sent an event that is not JSON");
      const told = toldError(body, event.type);
      if (told) return failed(errorIn(gateway, told));
      started ||= chunk.isToken || choicesOf(body).some((choice) => reasonOf(choice) !== null);
    }
  }
  const { ended } = stream;
  if (started || !(ended || done)) return { kind: "stream", stream };
  const how = ended?.error ? `was cut: ${ended.error.message}` : "ended";
  return unavailable(gateway, `sent a stream that ${how} before its first token`);
}

const describeBody = (text: string) =>
  text.trim() === "" ? "nothing" : /^\s*</.test(text) ? "HTML" : "truncated or invalid JSON";
