import { dataOf, eventsIn } from "@/lib/net/sse";
import type { ChatStream } from "./chat-stream";
import { brokenFailure, errorIn, type Failure, readFailure } from "./read-error";
import type { Target } from "./targets";

/** How one call of one offer went: an answer, or the reason for none. */
export type AttemptOutcome =
  | { kind: "whole"; body: Record<string, unknown>; text: string }
  | { kind: "stream"; stream: ChatStream }
  | { kind: "failed"; failure: Failure };

const failed = (failure: Failure): AttemptOutcome => ({ kind: "failed", failure });
const unavailable = (message: string) => failed(brokenFailure("provider_unavailable", message));

/** What a whole answer with a good status is; where a stream was asked for, it can only tell why there is none. */
export function judgeWhole(gateway: string, text: string, streamAsked: boolean): AttemptOutcome {
  const body = parseObject(text);
  if (!body) return unavailable(`${gateway} answered ${describeBody(text)} instead of JSON`);
  if (body.error) return failed(errorIn(gateway, body));
  if (!Array.isArray(body.choices) || body.choices.length === 0)
    return unavailable(`${gateway} answered JSON without choices`);
  return streamAsked ? unavailable(`${gateway} answered no event stream`) : { kind: "whole", body, text };
}

/** What an answer with an error status means. */
export function refusal(
  { offer, ownKey }: Target,
  answer: { status: number; text: string; retryAfter: string | string[] | undefined },
): AttemptOutcome {
  return failed(readFailure(offer.gateway, answer.status, answer.text, answer.retryAfter, ownKey));
}

/** Whether a stream has begun well, by what it holds: its first token, or its end. Closes it when it has not. */
export function judgeStream(gateway: string, stream: ChatStream): AttemptOutcome {
  const { marks, ended } = stream;
  if (!marks.error && (!ended || marks.finish || marks.done)) {
    const broken = checkFirst(gateway, stream);
    if (!broken) return { kind: "stream", stream };
    return failed(broken);
  }
  const firstFailure = marks.error ? firstError(gateway, stream) : null;
  const how = ended?.error ? `was cut: ${ended.error.message}` : "ended";
  return firstFailure ? failed(firstFailure) : unavailable(`the stream of ${gateway} ${how} before its first token`);
}

/** Whether the first event is what it looks like; those after it are looked at when they are passed on. */
function checkFirst(gateway: string, stream: ChatStream): Failure | null {
  for (const { bytes } of stream.held)
    for (const event of eventsIn(bytes)) {
      const data = dataOf(event);
      if (data === null) continue;
      if (data === "[DONE]" || parseObject(data)) return null;
      return brokenFailure("provider_unavailable", `${gateway} sent an event that is no JSON`);
    }
  return null;
}

function firstError(gateway: string, stream: ChatStream): Failure | null {
  for (const { bytes } of stream.held)
    for (const event of eventsIn(bytes)) {
      const body = parseObject(dataOf(event) ?? "");
      if (body?.error) return errorIn(gateway, body);
    }
  return null;
}

/** JSON that is an object; null for everything else. */
export function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

const describeBody = (text: string) =>
  text.trim() === "" ? "nothing" : /^\s*</.test(text) ? "HTML" : "text that breaks off or is no JSON";
