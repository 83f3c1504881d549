import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { ErrorType } from "@/lib/contract/error";
import type { Scope } from "@/lib/contract/key";
import { deploymentIn } from "@/lib/net/api-paths";
import { CancelSignal } from "@/lib/net/cancel-signal";
import { turnEnd } from "@/lib/net/turn-end";
import type { Caller, KeyRing } from "../auth/key-ring";
import type { CompleteOptions, WriteWhole } from "../chat/complete-options";
import type { RawAnswer } from "../chat/raw-answer";
import type { ChatService } from "../chat-service";
import type { Env } from "../env";
import type { Limits } from "../limits/limiter";
import { addressOf } from "../middleware/address";
import { callerBy, type KeyHeaders } from "../middleware/caller";
import { errorAnswer } from "../middleware/errors";
import { appendHeader, type Head, listHeader } from "../middleware/head";
import { type Observers, recordRequest, requestIdOf } from "../middleware/observe";
import { callLimiters, countAddress, countKey, setRateLimitHeaders } from "../middleware/rate-limit";
import type { Protocol, ProtocolCall } from "../protocols/protocol";
import type { RequestSpan } from "../trace/tracing";
import { MAX_BODY_BYTES, readSocketBytes } from "./body";
import { decodeBody } from "./decode-body";
import { withModel } from "./deployment";
import { answerMemory, bodyMemory, type MemoryBudget } from "./memory-budget";
import { sendProcessing } from "./processing";
import { headersFor, sendStream, sendWhole } from "./socket-answer";

interface CallHandlerOptions {
  service: ChatService;
  keys: KeyRing;
  limits: Limits;
  env: Pick<Env, "TRUST_PROXY" | "REQUESTS_PER_MINUTE">;
  watch: Observers;
}

interface CallHandler extends CallHandlerOptions {
  protocol: Protocol;
  limiters: ReturnType<typeof callLimiters>;
}

const IGNORED_HEADER = "x-gatewayz-ignored";
const CHAT: readonly Scope[] = ["chat"];
const NOTHING: readonly string[] = [];

/** A handler per protocol, by path; they share their limits. */
export function createCallHandlers(
  protocols: readonly Protocol[],
  options: CallHandlerOptions,
): ReadonlyMap<string, RequestListener> {
  const limiters = callLimiters(options.limits, options.env.REQUESTS_PER_MINUTE);
  return new Map(protocols.map((protocol) => [protocol.path, createCallHandler({ ...options, protocol, limiters })]));
}

interface ChatRequestContext {
  request: IncomingMessage;
  response: ServerResponse;
  requestId: string;
  start: number;
  /** Canceled when the connection closes before the answer is complete. */
  client: CancelSignal;
  head: Head;
  caller: Caller | undefined;
  errorType: ErrorType | undefined;
  /** The memory taken by its body. */
  room: ReturnType<MemoryBudget["begin"]> | undefined;
  /** The chat's log line replaces the request's. */
  logged: boolean;
}

/**
 * Handles model calls in one protocol, from authentication and limits to the answer, from socket to socket: a framework
 * would take longer than all of that.
 */
function createCallHandler(handler: CallHandler): RequestListener {
  const { watch } = handler;
  return (request, response) => {
    const context = beginRequest(request, response);
    const { requestId } = context;
    const span = watch.trace?.request({ method: "POST", requestId, header: (name) => headerOf(request, name) });
    response.once("close", () => finish(handler, context, span));
    const handle = () =>
      answer(handler, context)
        .catch((error: unknown) => refuse(handler, context, error))
        .catch((err: unknown) => {
          watch.log.error({ err, requestId }, "a response could not be written");
          response.destroy();
        });
    void (span ? span.run(handle) : handle());
  };
}

const headerOf = (request: IncomingMessage, name: string) => request.headers[name] as string | undefined;

function beginRequest(request: IncomingMessage, response: ServerResponse): ChatRequestContext {
  const start = performance.now();
  const requestId = requestIdOf(headerOf(request, "x-request-id"));
  return {
    request,
    response,
    requestId,
    start,
    client: new CancelSignal(),
    head: [...headersFor(request), "x-request-id", requestId],
    caller: undefined,
    errorType: undefined,
    room: undefined,
    logged: false,
  };
}

async function answer(handler: CallHandler, context: ChatRequestContext): Promise<void> {
  const { service } = handler;
  const { request, response } = context;
  const caller = await authenticate(handler, context);
  const call = await readCall(handler.protocol, context, caller);
  const onOver = service.running.begin(caller.keyId);
  context.logged = true;
  const stopProcessing = call.request.stream ? () => {} : sendProcessing(request, response);
  try {
    const answered = await service.answer(call.request, caller, completeOptions(context, call, onOver));
    addAnswerHeaders(context.head, call, answered);
    await turnEnd();
    const { body } = answered;
    if (typeof body === "string") sendWhole(response, body, context.head);
    else sendStream(response, body, context.head, call.writer);
  } catch (error) {
    // A chat that has no end yet was never started, and has no log line.
    context.logged = !onOver();
    throw error;
  } finally {
    stopProcessing();
  }
}

/** Finds the caller and counts the call, by address even without a valid key. */
async function authenticate(handler: CallHandler, context: ChatRequestContext): Promise<Caller> {
  const { request, head } = context;
  const { byAddress, byKey } = handler.limiters;
  const forwarded = headerOf(request, "x-forwarded-for");
  const address = addressOf(request.socket.remoteAddress, forwarded, handler.env.TRUST_PROXY);
  // Cached keys are counted synchronously: an event loop turn per step would take longer than the steps.
  const counted = countAddress(address, byAddress, head);
  const remaining = counted instanceof Promise ? await counted : counted;
  try {
    const caller = callerBy(request.headers as KeyHeaders, handler.keys, CHAT);
    context.caller = caller instanceof Promise ? await caller : caller;
  } catch (error) {
    setRateLimitHeaders(head, remaining);
    throw error;
  }
  const counting = countKey(context.caller, byKey, head);
  if (counting) await counting;
  return context.caller;
}

/** Reads the body, whose memory is held until the response is closed. */
async function readCall(protocol: Protocol, context: ChatRequestContext, caller: Caller): Promise<ProtocolCall> {
  const { request, response, client } = context;
  const room = bodyMemory.begin();
  context.room = room;
  const encoding = request.headers["content-encoding"];
  const bytes = await readSocketBytes(request, MAX_BODY_BYTES, room.add);
  const plain = encoding ? await decoded(bytes, encoding, room.add) : bytes;
  const deployment = deploymentIn(request.url ?? "");
  const body = deployment === null ? plain : withModel(plain, deployment);
  const read = protocol.read(body, caller, client, request.headers);
  const call = read instanceof Promise ? await read : read;
  // After the response has closed, nothing would release it.
  if (call.answerBytes && !client.canceled) {
    const answers = answerMemory.begin();
    response.once("close", answers.release);
    answers.add(call.answerBytes);
  }
  return call;
}

/** The decoded body, counted by its decoded size. */
async function decoded(sent: Buffer, encoding: string, take: (bytes: number) => void): Promise<Buffer> {
  const bytes = await decodeBody(sent, encoding, MAX_BODY_BYTES);
  take(bytes.length);
  return bytes;
}
function completeOptions(
  { client, requestId }: ChatRequestContext,
  call: ProtocolCall,
  onOver: () => void,
): CompleteOptions {
  const { sent, adapt, missing, adapter, native, answerId } = call;
  const writeWhole: WriteWhole = (whole, isNative) => (isNative && native ? native : call).whole(whole);
  return { client, requestId, onOver, sent, adapt, missing, adapter, native: native?.adapter, writeWhole, answerId };
}

function addAnswerHeaders(head: Head, call: ProtocolCall, { headers, ignored, native }: RawAnswer): void {
  const more = native ? NOTHING : call.ignored;
  if (ignored.length + more.length > 0) headers[IGNORED_HEADER] = listHeader([...ignored, ...more]);
  for (const name in headers) appendHeader(head, name, headers[name] as string);
}

function refuse({ protocol, watch }: CallHandler, context: ChatRequestContext, thrown: unknown): void {
  const { request, response, requestId, head } = context;
  const { error, headers } = errorAnswer(watch.log, thrown, requestId);
  context.errorType = error.type;
  if (response.headersSent) return void response.destroy();
  for (const [name, value] of headers) appendHeader(head, name, value);
  appendHeader(head, "content-type", "application/json");
  // Don't wait for the rest of a rejected body.
  const cut = error.type === "payload_too_large" || error.type === "provider_overloaded";
  if (cut && !request.complete) appendHeader(head, "connection", "close");
  sendWhole(response, JSON.stringify(protocol.errorBody(error, requestId)), head, error.status);
}

function finish({ protocol, watch }: CallHandler, context: ChatRequestContext, span: RequestSpan | undefined): void {
  const { response, requestId, start, client, room, caller, errorType, logged } = context;
  const aborted = !response.writableFinished;
  room?.release();
  if (aborted) client.cancel();
  const { statusCode: status } = response;
  const route = protocol.path;
  recordRequest(watch, { requestId, method: "POST", route, status, start, aborted, caller, errorType, logged });
  span?.end({ status, route, aborted });
}
