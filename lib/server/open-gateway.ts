import type { RequestListener } from "node:http";
import type { Hono } from "hono";
import { createApp, createListener } from "./app";
import { type AuthServices, openAuth } from "./auth/open";
import type { Catalog } from "./catalog/snapshot";
import { type ChatService, openChat } from "./chat/service";
import type { ChatTimes } from "./chat/times";
import type { Env } from "./env";
import { openLimits } from "./limits/limiter";
import type { Log } from "./log";
import type { Vars } from "./middleware/observe";
import { openProtocols } from "./protocols/open";
import { openTracing } from "./trace/open";

export interface GatewayOptions {
  env: Env;
  log: Log;
  /** Already open, as it locks the data directory; `stop` stops it too. */
  catalog: Catalog;
  /** Writes a line to the operator's terminal. */
  print(line: string): void;
  /** The built file of the thread that writes usage; without it, this thread does. */
  usageWorker?: URL;
  /** Whether the process is about to stop. */
  stopping?: () => boolean;
  times?: ChatTimes;
}

/** A gateway with everything open that its API needs. */
export interface OpenGateway {
  catalog: Catalog;
  auth: AuthServices;
  chat: ChatService;
  app: Hono<Vars>;
  /** The API as a node:http listener. */
  listener: RequestListener;
  /** Writes what is pending and closes everything; call it when no chats are running. */
  stop(): Promise<void>;
}

/** Opens accounts, limits, traces, chats, and protocols over a catalog. Throws a SettingError for an unusable setting. */
export async function openGateway(options: GatewayOptions): Promise<OpenGateway> {
  const { env, log, catalog } = options;
  const auth = await openAuth(env, options.print);
  const limits = openLimits(env.REDIS_URL, log);
  const trace = await openTracing(env);
  const chat = openChat({ ...options, auth, trace, bus: limits.bus });
  const protocols = openProtocols(auth.state.db, log);
  const parts = { ...options, auth, limits, chat, protocols, trace };
  const app = createApp(parts);
  return {
    catalog,
    auth,
    chat,
    app,
    listener: createListener(app, parts),
    stop: async () => {
      protocols.close();
      await chat.stop();
      await Promise.all([limits.close(), auth.close(), trace?.close()]);
      await catalog.stop();
    },
  };
}
