import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { ErrorType } from "@/lib/contract/error";
import { Leaving } from "@/lib/net/leaving";
import type { Caller, KeyRing } from "../auth/key-ring";
import type { ChatService } from "../chat/service";
import type { StreamBody } from "../chat/stream-answer";
import type { Env } from "../env";
import type { Limits } from "../limits/limiter";
import { addressOf } from "../middleware/address";
import { callerBy } from "../middleware/caller";
import { errorAnswer } from "../middleware/errors";
import { type Head, tell } from "../middleware/head";
import { enterRequest, requestIdOf, type Watch } from "../middleware/observe";
import { OPEN_TO_ALL } from "../middleware/origins";
import { countAddress, countKey, tellAllowance } from "../middleware/rate-limit";
import { readSocketBytes } from "./body";
import { BodyRoom } from "./body-room";
import { checkChatRequest, MOST_CHAT_BYTES } from "./chat-request";
import { Running } from "./running";

/** The path of chats; what asks for it by POST is this door's. */
export const CHAT_PATH = "/v1/chat/completions";

export interface ChatDoorOptions {
  service: ChatService;
  keys: KeyRing;
  limits: Limits;
  env: Pick<Env, "TRUST_PROXY" | "REQUESTS_PER_MINUTE">;
  watch: Watch;
}

/** A chat that came, until its answer is over. */
interface Visit {
  request: IncomingMessage;
  response: ServerResponse;
  requestId: string;
  /** Leaves when the connection is closed before the answer is whole. */
  client: Leaving;
  head: Head;
  caller: Caller | undefined;
  errorType: ErrorType | undefined;
  /** The chat's own line says more than the request's. */
  told: boolean;
}

/**
 * `POST /v1/chat/completions`: who calls, how often, and the chat itself, from socket to socket. A framework between
 * would take longer than all of that.
 */
export function chatDoor({ service, keys, limits, env, watch }: ChatDoorOptions): RequestListener {
  const minute = { points: env.REQUESTS_PER_MINUTE, seconds: 60 };
  const byAddress = limits.limiter({ name: "chat-address", ...minute, points: minute.points * 2 });
  const byKey = limits.limiter({ name: "chat-key", ...minute });
  const running = new Running();
  const bodies = new BodyRoom();

  const answer = async (visit: Visit): Promise<void> => {
    const { request, response, head, client, requestId } = visit;
    const address = addressOf(
      request.socket.remoteAddress,
      request.headers["x-forwarded-for"] as string,
      env.TRUST_PROXY,
    );
    const left = await countAddress(address, byAddress, head);
    const caller = await callerBy(request.headers.authorization, keys, "chat").catch((error: unknown) => {
      tellAllowance(head, left);
      throw error;
    });
    visit.caller = caller;
    await countKey(caller, byKey, head);
    const room = bodies.begin();
    response.once("close", room.free);
    const chat = await checkChatRequest(await readSocketBytes(request, MOST_CHAT_BYTES, room.add));
    const onOver = running.begin(caller.keyId);
    visit.told = true;
    try {
      const { body, headers } = await service.answer(chat, caller, { client, requestId, onOver });
      for (const name in headers) tell(head, name, headers[name] as string);
      if (typeof body === "string") sendWhole(response, body, head);
      else sendStream(response, body, head);
    } catch (error) {
      // Where the chat is not over it has not begun, and has no line.
      visit.told = !onOver();
      throw error;
    }
  };

  const refuse = (visit: Visit, thrown: unknown) => {
    const { request, response, requestId, head } = visit;
    const { error, headers, body } = errorAnswer(watch.log, thrown, requestId);
    visit.errorType = error.type;
    if (response.headersSent) return void response.destroy();
    for (const [name, value] of headers) tell(head, name, value);
    tell(head, "content-type", "application/json");
    // The rest of such a body is not waited for.
    const cut = error.type === "payload_too_large" || error.type === "provider_overloaded";
    if (cut && !request.complete) tell(head, "connection", "close");
    sendWhole(response, JSON.stringify(body), head, error.status);
  };

  return (request, response) => {
    const start = performance.now();
    const header = (name: string) => request.headers[name] as string | undefined;
    const requestId = requestIdOf(header("x-request-id"));
    const client = new Leaving();
    const head: Head = [...OPEN, "x-request-id", requestId];
    const visit: Visit = {
      request,
      response,
      requestId,
      client,
      head,
      caller: undefined,
      errorType: undefined,
      told: false,
    };
    const span = watch.trace?.request({ method: "POST", requestId, header });
    response.once("close", () => {
      const aborted = !response.writableFinished;
      if (aborted) client.leave();
      const { statusCode: status } = response;
      const { caller, errorType, told } = visit;
      enterRequest(watch, {
        requestId,
        method: "POST",
        route: CHAT_PATH,
        status,
        start,
        aborted,
        caller,
        errorType,
        told,
      });
      span?.end({ status, route: CHAT_PATH, aborted });
    });
    const handle = () => answer(visit).catch((error: unknown) => refuse(visit, error));
    void (span ? span.run(handle) : handle());
  };
}

const OPEN: Head = Object.entries(OPEN_TO_ALL).flat();

function sendWhole(response: ServerResponse, body: string, head: Head, status = 200): void {
  tell(head, "content-length", String(Buffer.byteLength(body)));
  response.writeHead(status, head);
  response.end(body);
}

/** Writes a stream as it comes; a reader that is behind makes the upstream wait. */
function sendStream(response: ServerResponse, body: StreamBody, head: Head): void {
  response.writeHead(200, head);
  const { resume, cancel } = body.start({
    write: (bytes) => response.write(bytes as Buffer),
    end: () => void response.end(),
  });
  response.on("drain", resume);
  response.on("error", cancel);
  if (response.destroyed) cancel();
}
