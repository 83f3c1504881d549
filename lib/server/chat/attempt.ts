import type { Readable } from "node:stream";
import type { ChatRequest } from "@/lib/contract/chat";
import { dataOf, eventsIn } from "@/lib/net/sse";
import type { UpstreamAnswer } from "../providers/call";
import { ChatStream } from "./chat-stream";
import { brokenFailure, errorMessage, type Failure, failureOf, readFailure } from "./read-error";
import type { Target } from "./targets";
import type { ChatTimes } from "./times";

/** How one call of one offer went: an answer, or the reason for none. */
export type Outcome =
  | { kind: "whole"; body: Record<string, unknown> }
  | { kind: "stream"; stream: ChatStream; abort: AbortController }
  | { kind: "failed"; failure: Failure };

const MOST_ERROR_BYTES = 65_536;
const MOST_ANSWER_BYTES = 64 << 20;
const OURS = ["model", "models", "provider", "stream_options"] as const;

/** The body an offer gets: the caller's, with the native id, without what is ours and what the gateway refuses. */
export function upstreamBody(request: ChatRequest, { offer, without }: Target): string {
  const rest: Record<string, unknown> = { ...request };
  for (const name of OURS) delete rest[name];
  for (const name of without) delete rest[name];
  const streamed = request.stream ? { stream_options: { ...request.stream_options, include_usage: true } } : {};
  return JSON.stringify({ ...rest, model: offer.id, ...streamed });
}

/**
 * Calls one offer: for a stream until its first token, else until the answer is whole. Never rejects; `client` aborts
 * it at once, and the upstream's connection with it.
 */
export async function attempt(
  target: Target,
  request: ChatRequest,
  times: ChatTimes,
  client: AbortSignal,
  mostMs: number,
): Promise<Outcome> {
  const gateway = target.offer.gateway;
  const abort = new AbortController();
  const gone = () => abort.abort(client.reason);
  if (client.aborted) gone();
  else client.addEventListener("abort", gone, { once: true });
  let late = false;
  const limit = Math.min(mostMs, request.stream ? times.firstTokenMs : times.wholeMs);
  const timer = setTimeout(() => {
    late = true;
    abort.abort();
  }, limit);
  let outcome: Outcome | undefined;
  try {
    const { origin, path, headers } = target;
    const body = upstreamBody(request, target);
    const silenceMs = request.stream ? times.silenceMs : 0;
    const answer = await target.call({ origin, path, headers, body, signal: abort.signal, silenceMs });
    outcome = request.stream ? await readStream(target, answer, abort) : await readWhole(target, answer);
    if (late && outcome.kind === "failed") outcome = timedOut(gateway, limit);
  } catch (thrown) {
    outcome = late ? timedOut(gateway, limit) : failed(broken(gateway, thrown));
  } finally {
    clearTimeout(timer);
    // A stream goes on under the same signal; its relay lets go of the client.
    if (outcome?.kind !== "stream") client.removeEventListener("abort", gone);
  }
  if (outcome.kind === "failed") abort.abort();
  // Nobody is to blame when the client has left.
  if (outcome.kind === "failed" && client.aborted) return failed({ ...outcome.failure, counts: false, again: false });
  return outcome;
}

const failed = (failure: Failure): Outcome => ({ kind: "failed", failure });

function timedOut(gateway: string, ms: number): Outcome {
  return failed(brokenFailure("timeout", `${gateway} gave no answer within ${Math.round(ms / 100) / 10} s`));
}

function broken(gateway: string, thrown: unknown): Failure {
  const { code, message } = Object(thrown) as { code?: unknown; message?: string };
  const what = typeof code !== "string" || code.startsWith("UND_ERR_") ? (message ?? "the connection broke") : code;
  return brokenFailure("provider_unavailable", `${gateway} could not be reached: ${what}`);
}

async function readStream(target: Target, answer: UpstreamAnswer, abort: AbortController): Promise<Outcome> {
  const { gateway } = target.offer;
  const type = String(answer.headers["content-type"] ?? "");
  if (answer.status >= 300) return failed(await refused(target, answer));
  if (!type.includes("event-stream")) {
    const whole = await readWhole(target, answer);
    return whole.kind === "failed"
      ? whole
      : failed(brokenFailure("provider_unavailable", `${gateway} answered no event stream`));
  }
  const stream = new ChatStream(answer.body);
  await stream.first;
  const { marks, ended } = stream;
  const failure = marks.error || (ended && !marks.finish && !marks.done) ? undefined : checkFirst(gateway, stream);
  if (failure === null) return { kind: "stream", stream, abort };
  stream.close(true);
  if (failure) return failed(failure);
  const said = marks.error ? firstError(gateway, stream) : null;
  const how = ended?.error ? `was cut: ${ended.error.message}` : "ended";
  return failed(
    said ?? brokenFailure("provider_unavailable", `the stream of ${gateway} ${how} before its first token`),
  );
}

/** Whether what came first is what it looks like; null when it is. */
function checkFirst(gateway: string, stream: ChatStream): Failure | null {
  for (const { bytes } of stream.held)
    for (const event of eventsIn(bytes)) {
      const data = dataOf(event);
      if (data === null || data === "[DONE]" || parse(data)) continue;
      return brokenFailure("provider_unavailable", `${gateway} sent an event that is no JSON`);
    }
  return null;
}

function firstError(gateway: string, stream: ChatStream): Failure | null {
  for (const { bytes } of stream.held)
    for (const event of eventsIn(bytes)) {
      const body = parse(dataOf(event) ?? "");
      if (body?.error) return errorIn(gateway, body);
    }
  return null;
}

/** The failure an `error` field tells, within a stream or a whole answer that began well. */
export function errorIn(gateway: string, body: Record<string, unknown>): Failure {
  const code = Number((body.error as { code?: unknown } | null)?.code);
  return failureOf(gateway, code >= 400 && code < 600 ? code : 502, errorMessage(body));
}

async function readWhole(target: Target, answer: UpstreamAnswer): Promise<Outcome> {
  const { gateway } = target.offer;
  if (answer.status >= 300) return failed(await refused(target, answer));
  const text = (await readBytes(answer.body, MOST_ANSWER_BYTES)).toString("utf8");
  const body = parse(text);
  if (!body)
    return failed(brokenFailure("provider_unavailable", `${gateway} answered ${whatIs(text)} instead of JSON`));
  if (body.error) return failed(errorIn(gateway, body));
  if (!Array.isArray(body.choices) || body.choices.length === 0)
    return failed(brokenFailure("provider_unavailable", `${gateway} answered JSON without choices`));
  return { kind: "whole", body };
}

async function refused({ offer, ownKey }: Target, { status, headers, body }: UpstreamAnswer): Promise<Failure> {
  const text = (await readBytes(body, MOST_ERROR_BYTES).catch(() => Buffer.alloc(0))).toString("utf8");
  return readFailure(offer.gateway, status, text, headers["retry-after"], ownKey);
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

const whatIs = (text: string) =>
  text.trim() === "" ? "nothing" : /^\s*</.test(text) ? "HTML" : "text that breaks off or is no JSON";

/** The whole body; rejects when it breaks off or is longer than `most`. */
function readBytes(body: Readable, most: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    body.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > most) body.destroy(new Error(`the answer is longer than ${most} bytes`));
    });
    body.on("end", () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    body.on("error", reject);
    body.on("close", () => body.readableEnded || reject(new Error("the connection was closed")));
  });
}
