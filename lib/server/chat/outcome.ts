import { listOf, parseJson, parseObject, recordOf } from "@/lib/contract/json-object";
import type { SseEvent } from "@/lib/net/sse";
import type { UpstreamHeaders } from "../providers/call";
import { reportedError } from "./answer-error";
import { normalAnswer } from "./answer-state";
import { ChatChunk, choicesOf, reasonOf, saysNothing } from "./chat-event";
import type { ChatStream } from "./chat-stream";
import type { AttemptOutcome, Failure, OfferEndpoint } from "./opened-answer";
import { errorIn, readFailure, unavailable } from "./read-error";

const failed = (failure: Failure): AttemptOutcome => ({ kind: "failed", failure });

/** The outcome of a complete response with a success status. */
export function judgeWhole(gateway: string, text: string): AttemptOutcome {
  const received = parseObject(text);
  if (!received) return notJson(gateway, text);
  const reported = reportedError(received);
  if (reported) return failed(errorIn(gateway, reported));
  const choices = choicesOf(received);
  if (choices.length === 0) return unavailable(gateway, "answered JSON without choices");
  if (!choices.every(({ message }) => recordOf(message))) return unavailable(gateway, "answered without a message");
  const body = normalAnswer(received);
  return { kind: "whole", body, text: body === received ? text : JSON.stringify(body) };
}

/** The outcome of a response with an error status. */
export function refusal(
  { offer, ownKey }: OfferEndpoint,
  answer: { status: number; text: string; headers: UpstreamHeaders },
): AttemptOutcome {
  return failed(readFailure(offer.gateway, answer, ownKey));
}

/** The outcome of a stream so far, judged by its first token or its end. */
export function judgeStream(gateway: string, stream: ChatStream): AttemptOutcome {
  let failure = null as AttemptOutcome | null;
  let started = false;
  let done = false;
  const decides = (event: SseEvent): boolean => {
    if (saysNothing(event.data)) return false;
    const chunk = new ChatChunk(event);
    done = chunk.isDone;
    if (done) return true;
    const { body } = chunk;
    const reported = body && reportedError(body, event.type);
    if (!body) failure = unavailable(gateway, "sent an event that is not JSON");
    else if (reported) failure = failed(errorIn(gateway, reported));
    else {
      stream.first ??= body;
      started = chunk.isToken || choicesOf(body).some((choice) => reasonOf(choice) !== null);
    }
    return started || failure !== null;
  };
  stream.held.some((batch) => batch.some(decides));
  if (failure) return failure;
  const { ended } = stream;
  if (started || !(ended || done)) return { kind: "stream", stream };
  const how = ended?.error ? `was cut: ${ended.error.message}` : "ended";
  return unavailable(gateway, `sent a stream that ${how} before its first token`);
}

/** The outcome of a response that is not a JSON object; Google wraps its errors in a list. */
export function notJson(gateway: string, text: string): AttemptOutcome {
  const [first] = listOf(parseJson(text));
  const reported = first && reportedError(first);
  if (reported) return failed(errorIn(gateway, reported));
  return unavailable(gateway, `answered ${describeBody(text)}`);
}

function describeBody(text: string): string {
  if (text.trim() === "") return "nothing instead of JSON";
  if (/^\s*</.test(text)) return "HTML instead of JSON";
  return parseJson(text) === null && text.trim() !== "null"
    ? "truncated or invalid JSON"
    : "JSON that is not an object";
}
