import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { ErrorType } from "@/lib/contract/error";
import type { Scope } from "@/lib/contract/key";
import { deploymentIn } from "@/lib/net/api-paths";
import { CancelSignal } from "@/lib/net/cancel-signal";
import { turnEnd } from "@/lib/net/turn-end";
import type { Caller, KeyRing } from "../auth/key-ring";
import type { WriteWhole } from "../chat/complete-options";
import type { StreamBody } from "../chat/raw-answer";
import type { ChatService } from "../chat/service";
import type { Env } from "../env";
import type { Limits } from "../limits/limiter";
import { addressOf } from "../middleware/address";
import { callerBy, type KeyHeaders } from "../middleware/caller";
import { errorAnswer } from "../middleware/errors";
import { appendHeader, type Head, listHeader } from "../middleware/head";
import { type Observers, recordRequest, requestIdOf } from "../middleware/observe";
import { OPEN_TO_ALL } from "../middleware/origins";
import { callLimiters, countAddress, countKey, setRateLimitHeaders } from "../middleware/rate-limit";
import type { Protocol, ProtocolCall } from "../protocols/protocol";
import { MAX_BODY_BYTES, readSocketBytes } from "./body";
import { type BodyRoom, heldAnswers, heldBodies } from "./body-room";
import { decodeBody } from "./decode-body";
import { withModel } from "./deployment";
import { showProcessing } from "./processing";

export interface CallHandlerOptions {
  service: ChatService;
  keys: KeyRing;
  limits: Limits;
  env: Pick<Env, "TRUST_PROXY" | "REQUESTS_PER_MINUTE">;
  watch: Observers;
}

interface SharedOptions extends CallHandlerOptions {
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
  const shared = { ...options, limiters };
  return new Map(protocols.map((protocol) => [protocol.path, createCallHandler(protocol, shared)]));
}

/** A chat request, until its answer has ended. */
interface ChatRequestContext {
  request: IncomingMessage;
  response: ServerResponse;
  requestId: string;
  /** Canceled when the connection closes before the answer is complete. */
  client: CancelSignal;
  head: Head;
  caller: Caller | undefined;
  errorType: ErrorType | undefined;
  /** The memory that its body takes. */
  room: ReturnType<BodyRoom["begin"]> | undefined;
  /** The chat's log line replaces the request's. */
  logged: boolean;
}

/**
 * Handles model calls in one protocol, from authentication and limits to the answer, from socket to socket: a framework
 * would take longer than all of that.
 */
function createCallHandler(protocol: Protocol, options: SharedOptions): RequestListener {
  const { service, keys, env, watch, limiters } = options;
  const { byAddress, byKey } = limiters;
  const { running } = service;

  const answer = async (visit: ChatRequestContext): Promise<void> => {
    const { request, response, head, client, requestId } = visit;
    const address = addressOf(
      request.socket.remoteAddress,
      request.headers["x-forwarded-for"] as string,
      env.TRUST_PROXY,
    );
    // Known keys are counted at once; a turn of the event queue for each step would take longer than the steps.
    const counted = countAddress(address, byAddress, head);
    const left = counted instanceof Promise ? await counted : counted;
    let caller: Caller;
    try {
      const found = callerBy(request.headers as KeyHeaders, keys, CHAT);
      caller = found instanceof Promise ? await found : found;
    } catch (error) {
      setRateLimitHeaders(head, left);
      throw error;
    }
    visit.caller = caller;
    const counting = countKey(caller, byKey, head);
    if (counting) await counting;
    const room = heldBodies.begin();
    visit.room = room;
    const encoding = request.headers["content-encoding"];
    const bytes = await readSocketBytes(request, MAX_BODY_BYTES, room.add);
    const plain = encoding ? await decoded(bytes, encoding, room.add) : bytes;
    const deployment = deploymentIn(request.url ?? "");
    const read = protocol.read(deployment === null ? plain : withModel(plain, deployment), caller, client);
    const call = read instanceof Promise ? await read : read;
    // After the close of the response, nothing would free it.
    if (call.answerBytes && !client.canceled) {
      const answers = heldAnswers.begin();
      response.once("close", answers.free);
      answers.add(call.answerBytes);
    }
    const onOver = running.begin(caller.keyId);
    visit.logged = true;
    const stopTelling = call.request.stream ? () => {} : showProcessing(request, response);
    try {
      const { sent, adapt, missing, task, native, answerId } = call;
      const writeWhole: WriteWhole = (whole, isNative) => (isNative && native ? native : call).whole(whole);
      const how = { client, requestId, onOver, sent, adapt, missing, task, native: native?.task, writeWhole, answerId };
      const answered = await service.answer(call.request, caller, how);
      const { body, headers } = answered;
      const more = answered.native ? NOTHING : call.ignored;
      if (answered.ignored.length + more.length > 0)
        headers[IGNORED_HEADER] = listHeader([...answered.ignored, ...more]);
      for (const name in headers) appendHeader(head, name, headers[name] as string);
      await turnEnd();
      if (typeof body === "string") sendWhole(response, body, head);
      else sendStream(response, body, head, call);
    } catch (error) {
      // A chat that has not ended was never started, and has no log line.
      visit.logged = !onOver();
      throw error;
    } finally {
      stopTelling();
    }
  };

  const refuse = (visit: ChatRequestContext, thrown: unknown) => {
    const { request, response, requestId, head } = visit;
    const { error, headers } = errorAnswer(watch.log, thrown, requestId);
    visit.errorType = error.type;
    if (response.headersSent) return void response.destroy();
    for (const [name, value] of headers) appendHeader(head, name, value);
    appendHeader(head, "content-type", "application/json");
    // Don't wait for the rest of such a body.
    const cut = error.type === "payload_too_large" || error.type === "provider_overloaded";
    if (cut && !request.complete) appendHeader(head, "connection", "close");
    sendWhole(response, JSON.stringify(protocol.errorBody(error, requestId)), head, error.status);
  };

  return (request, response) => {
    const start = performance.now();
    const header = (name: string) => request.headers[name] as string | undefined;
    const requestId = requestIdOf(header("x-request-id"));
    const client = new CancelSignal();
    const head: Head = [...(request.headers.origin === undefined ? OPEN : EXPOSED), "x-request-id", requestId];
    const visit: ChatRequestContext = {
      request,
      response,
      requestId,
      client,
      head,
      caller: undefined,
      errorType: undefined,
      room: undefined,
      logged: false,
    };
    const span = watch.trace?.request({ method: "POST", requestId, header });
    response.once("close", () => {
      const aborted = !response.writableFinished;
      visit.room?.free();
      if (aborted) client.cancel();
      const { statusCode: status } = response;
      const { caller, errorType, logged } = visit;
      recordRequest(watch, {
        requestId,
        method: "POST",
        route: protocol.path,
        status,
        start,
        aborted,
        caller,
        errorType,
        logged,
      });
      span?.end({ status, route: protocol.path, aborted });
    });
    const handle = () =>
      answer(visit)
        .catch((error: unknown) => refuse(visit, error))
        .catch((err: unknown) => {
          watch.log.error({ err, requestId }, "a response could not be written");
          response.destroy();
        });
    void (span ? span.run(handle) : handle());
  };
}

/** A decoded body, counted by its decoded size. */
async function decoded(sent: Buffer, encoding: string, take: (bytes: number) => void): Promise<Buffer> {
  const bytes = await decodeBody(sent, encoding, MAX_BODY_BYTES);
  take(bytes.length);
  return bytes;
}

const EXPOSED: Head = [...Object.entries(OPEN_TO_ALL).flat(), "x-content-type-options", "nosniff"];
/** The same without the long list of headers, which only a browser reads: it always names the origin of its page. */
const OPEN: Head = EXPOSED.flatMap((name, at) => {
  const value = EXPOSED[at + 1];
  return at % 2 > 0 || value === undefined || name === "access-control-expose-headers" ? [] : [name, value];
});

function sendWhole(response: ServerResponse, body: string, head: Head, status = 200): void {
  appendHeader(head, "content-length", String(Buffer.byteLength(body)));
  response.writeHead(status, head);
  response.end(body);
}

/** Writes a stream as it arrives; pauses the upstream when the reader is behind. */
function sendStream(response: ServerResponse, body: StreamBody, head: Head, call: ProtocolCall): void {
  response.writeHead(200, head);
  const out = {
    write: (bytes: Uint8Array) => response.write(bytes),
    end: (bytes?: Uint8Array) => void response.end(bytes),
  };
  body.start(call.writer(out));
  response.on("drain", () => body.resume());
  response.on("error", () => body.cancel());
  if (response.destroyed) body.cancel();
}
