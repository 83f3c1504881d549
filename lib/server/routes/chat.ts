import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import { ApiError } from "@/lib/contract/error";
import { Leaving, leavingWith } from "@/lib/net/leaving";
import type { KeyRing } from "../auth/key-ring";
import type { ChatService } from "../chat/service";
import { type StreamBody, toReadable } from "../chat/stream-answer";
import type { Env } from "../env";
import type { Limits } from "../limits/limiter";
import { callerWith } from "../middleware/caller";
import { requestHeader, setHeader } from "../middleware/head";
import type { Observe, Vars } from "../middleware/observe";
import { OPEN_TO_ALL } from "../middleware/origins";
import { countAddress, countKey, tellAllowance } from "../middleware/rate-limit";
import { readChatRequest } from "./chat-request";

/** Chats that one key may have under way at once. */
const MOST_AT_ONCE = 2_000;

export interface ChatRouteOptions {
  service: ChatService;
  keys: KeyRing;
  limits: Limits;
  env: Pick<Env, "TRUST_PROXY" | "REQUESTS_PER_MINUTE">;
  watch: Observe;
}

/** `POST /v1/chat/completions`: who calls, how often, and the chat itself. */
export function chatRoutes({ service, keys, limits, env, watch }: ChatRouteOptions): Hono<Vars> {
  const routes = new Hono<Vars>();
  const minute = { points: env.REQUESTS_PER_MINUTE, seconds: 60 };
  const address = limits.limiter({ name: "chat-address", ...minute, points: minute.points * 2 });
  const key = limits.limiter({ name: "chat-key", ...minute });
  const running = new Map<number, number>();

  const answer = async (c: Context<Vars>, head: Record<string, string>): Promise<Response> => {
    const left = await countAddress(c, address, env.TRUST_PROXY, head);
    const caller = await callerWith(c, keys, "chat").catch((error: unknown) => {
      tellAllowance(head, left);
      throw error;
    });
    await countKey(caller, key, head);
    const request = await readChatRequest(c.req.raw, requestHeader(c, "content-length"));
    const count = running.get(caller.keyId) ?? 0;
    if (count >= MOST_AT_ONCE) {
      const message = `this API key has ${count} chats under way: expected at most ${MOST_AT_ONCE} at once`;
      throw new ApiError("rate_limit_exceeded", message, { retryAfterSeconds: 1 });
    }
    running.set(caller.keyId, count + 1);
    let counted = true;
    const over = () => {
      if (!counted) return;
      counted = false;
      const left = (running.get(caller.keyId) ?? 1) - 1;
      if (left > 0) running.set(caller.keyId, left);
      else running.delete(caller.keyId);
    };
    const options = { client: clientOf(c), requestId: c.var.requestId, onOver: over };
    // The chat's own line says more than the request's.
    c.set("told", true);
    try {
      const { body, headers } = await service.answer(request, caller, options);
      Object.assign(head, headers);
      return typeof body === "string" ? sendWhole(c, body, head) : sendStream(c, body, head);
    } catch (error) {
      // Where the chat is not over it has not begun, and has no line.
      if (counted) c.set("told", false);
      over();
      throw error;
    }
  };

  routes.post("/v1/chat/completions", (c) => {
    const head: Record<string, string> = { ...OPEN_TO_ALL };
    const told = (error: unknown) => {
      for (const name in head) setHeader(c, name, head[name] as string);
      throw error;
    };
    return watch(c, () => answer(c, head).catch(told), head);
  });
  return routes;
}

/** The client of a request, which leaves when its connection is closed before the answer is whole. */
function clientOf(c: Context<Vars>): Leaving {
  const outgoing = c.env?.outgoing;
  if (!outgoing) return leavingWith(c.req.raw.signal);
  const client = new Leaving();
  outgoing.once("close", () => outgoing.writableFinished || client.leave());
  if (outgoing.destroyed) client.leave();
  return client;
}

function sendWhole(c: Context<Vars>, body: string, headers: Record<string, string>): Response {
  const outgoing = c.env?.outgoing;
  if (!outgoing || !("writeHead" in outgoing)) return c.body(body, 200, headers);
  headers["content-length"] = String(Buffer.byteLength(body));
  outgoing.writeHead(200, headers);
  outgoing.end(body);
  return RESPONSE_ALREADY_SENT;
}

/** Writes a stream to the socket itself where there is one: the detour over web streams costs as much as the rest. */
function sendStream(c: Context<Vars>, body: StreamBody, headers: Record<string, string>): Response {
  const outgoing = c.env?.outgoing;
  if (!outgoing || !("writeHead" in outgoing)) return c.body(toReadable(body), 200, headers);
  outgoing.writeHead(200, headers);
  const { resume, cancel } = body.start({
    write: (bytes) => outgoing.write(bytes as Buffer),
    end: () => void outgoing.end(),
  });
  outgoing.on("drain", resume);
  outgoing.on("error", cancel);
  if (outgoing.destroyed) cancel();
  return RESPONSE_ALREADY_SENT;
}
