import type { RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { methodNotAllowed } from "hono/method-not-allowed";
import { describeRoute } from "hono-openapi";
import { ApiError, errorBody } from "@/lib/contract/error";
import { apiTarget } from "@/lib/net/api-paths";
import { type AuthServices, openAuth } from "./auth/open";
import type { Catalog } from "./catalog/snapshot";
import type { ChatTimes } from "./chat/times";
import { type ChatService, openChat } from "./chat-service";
import { type Env, MEGABYTE } from "./env";
import { type Limits, openLimits } from "./limits/limiter";
import type { Log } from "./log";
import { requireAdmin } from "./middleware/admin";
import { rowCounter } from "./middleware/count-rows";
import { refuseMethod, writeError } from "./middleware/errors";
import { observe, type Vars } from "./middleware/observe";
import { openToAllOrigins } from "./middleware/origins";
import { messagesError } from "./protocols/messages/error";
import { openProtocols, type Protocols } from "./protocols/open";
import { accountRoutes } from "./routes/account";
import { adminRoutes } from "./routes/admin";
import { answerRoutes, runningAnswerRoutes } from "./routes/answers";
import { authRoutes } from "./routes/auth";
import { changeRoutes } from "./routes/changes";
import { createCallHandlers } from "./routes/chat";
import { exportRoutes } from "./routes/export";
import { findSessionRoutes } from "./routes/find-sessions";
import { gatewayRoutes } from "./routes/gateways";
import { healthRoutes } from "./routes/health";
import { importSessionRoutes } from "./routes/import-sessions";
import { keyRoutes } from "./routes/keys";
import { messageRoutes, speaksAnthropic } from "./routes/messages";
import { metricRoutes } from "./routes/metrics";
import { modelRoutes } from "./routes/models";
import { openApiRoutes } from "./routes/openapi";
import { openRouterRoutes } from "./routes/openrouter";
import { presetRoutes } from "./routes/presets";
import { reportRoutes } from "./routes/reports";
import { responseRoutes } from "./routes/responses";
import { sessionMessageRoutes, sessionRoutes } from "./routes/sessions";
import { shareRoutes } from "./routes/shares";
import { unavailableRoutes } from "./routes/unavailable";
import { gatewayKeyRoutes, usageRoutes } from "./routes/usage";
import { openTracing } from "./trace/open";
import type { Tracing } from "./trace/tracing";

interface AppOptions {
  catalog: Catalog;
  env: Pick<
    Env,
    | "ADMIN_TOKEN"
    | "DATABASE_URL"
    | "CONVERSATION_WRITES_PER_MINUTE"
    | "LIST_ROWS_PER_MINUTE"
    | "METRICS_PUBLIC"
    | "METRICS_TOKEN"
    | "PUBLIC_URL"
    | "REQUESTS_PER_MINUTE"
    | "TRUST_PROXY"
  >;
  log: Log;
  auth: AuthServices;
  limits: Limits;
  chat: ChatService;
  protocols: Protocols;
  /** Null or absent when tracing is not configured. */
  trace?: Tracing | null;
  /** Whether the process is about to stop. */
  stopping?: () => boolean;
}

/** The gateway's HTTP API: middleware, routes, and error handling. */
function createApp(options: AppOptions): Hono<Vars> {
  const { catalog, env, log, auth: authServices, limits, chat, protocols, trace, stopping = () => false } = options;
  const { metrics } = chat;
  const app = new Hono<Vars>();
  metrics.gauge("gatewayz_limiter_fallbacks", "Calls counted by this process alone: Redis was away.", limits.fallbacks);
  const admin = requireAdmin(env.ADMIN_TOKEN, limits, env.TRUST_PROXY);
  app.use(observe({ log, metrics, trace }));
  app.use("/auth", openToAllOrigins);
  app.use("/v1/*", openToAllOrigins);
  app.use(methodNotAllowed({ app, onMethodNotAllowed: refuseMethod(log) }));
  addProtocolPaths(app, options);
  app.route("/", responseRoutes({ ...protocols.responses, keys: authServices.keys }));
  app.route("/", messageRoutes(authServices.keys, log));
  app.route("/", openRouterRoutes({ catalog, service: chat, keys: authServices.keys }));
  app.route("/", modelRoutes(catalog, chat.live, rowCounter(limits, env)));
  app.route("/", changeRoutes(catalog));
  app.route("/", exportRoutes(catalog));
  app.route("/", gatewayRoutes(catalog, chat, admin));
  app.route("/", reportRoutes(catalog, admin, limits, env.TRUST_PROXY));
  app.route("/", authRoutes(authServices, limits, env));
  app.route("/", accountRoutes(authServices));
  app.route("/", keyRoutes(authServices, { catalog, chat }));
  app.route("/", usageRoutes(catalog, chat, authServices.keys));
  app.route("/", gatewayKeyRoutes(chat, authServices.keys));
  addConversationRoutes(app, options);
  app.route("/", adminRoutes({ catalog, chat, limits, admin, env, traces: trace !== null && trace !== undefined }));
  app.route("/", metricRoutes(metrics, env));
  app.route(
    "/",
    healthRoutes({ catalog, stopping, redis: limits.shared, database: () => authServices.channel?.connected ?? null }),
  );
  app.route("/", openApiRoutes(app));
  app.route("/", unavailableRoutes(log));
  // Anthropic's clients read their own format, on every path.
  const refuse = (error: Error, c: Context<Vars>) =>
    writeError(log, speaksAnthropic(c) ? messagesError : errorBody)(error, c);
  app.notFound((c) => {
    const message = `${c.req.method} ${c.req.path} is not part of this API: GET /openapi.json lists what is`;
    return refuse(new ApiError("not_found", message), c);
  });
  app.onError(refuse);
  return app;
}

/** Describes the paths of the protocols, whose POST is answered by createListener, and refuses their other methods. */
function addProtocolPaths(app: Hono<Vars>, { protocols, log }: AppOptions): void {
  for (const { path, describe } of protocols.all) {
    app.post(path, describeRoute(describe));
    app.all(path, (c) => refuseMethod(log)(c, ["POST"]));
  }
}

function addConversationRoutes(app: Hono<Vars>, { env, auth: { keys }, limits, chat }: AppOptions): void {
  const perMinute = { points: env.CONVERSATION_WRITES_PER_MINUTE, seconds: 60 };
  const conversations = {
    store: chat.chats,
    answers: chat.answers,
    keys,
    complete: chat.complete,
    writes: limits.limiter({ name: "conversation-writes", ...perMinute }),
  };
  app.route("/", sessionRoutes(conversations));
  app.route("/", sessionMessageRoutes(conversations));
  app.route("/", presetRoutes(chat.presets, keys, conversations.writes));
  app.route("/", findSessionRoutes(conversations));
  app.route("/", importSessionRoutes(conversations));
  app.route("/", shareRoutes(conversations));
  app.route("/", answerRoutes(conversations, limits, env));
  app.route("/", runningAnswerRoutes(conversations));
}

/** The API as a node:http listener. Chats bypass the framework. */
function createListener(app: Hono<Vars>, options: AppOptions): RequestListener {
  const { env, log, auth: authServices, limits, chat: service, protocols, trace } = options;
  const { metrics } = service;
  const calls = createCallHandlers(protocols.all, {
    service,
    keys: authServices.keys,
    limits,
    env,
    watch: { log, metrics, trace },
  });
  const answer = getRequestListener((request, bindings) => app.fetch(request, bindings));
  return (request, response) => {
    const url = apiTarget(request.url ?? "/");
    request.url = url;
    const call = request.method === "POST" ? calls.get(url.split("?", 1)[0] ?? "") : undefined;
    if (call) call(request, response);
    else void answer(request, response);
  };
}

interface GatewayOptions {
  env: Env;
  log: Log;
  /** Already open, because it locks the data directory; `stop` also stops it. */
  catalog: Catalog;
  print(line: string): void;
  /** The built file of the thread that writes usage; without it, this thread writes it. */
  usageWorker?: URL;
  /** Whether the process is about to stop. */
  stopping?: () => boolean;
  times?: ChatTimes;
}

interface OpenGateway {
  catalog: Catalog;
  auth: AuthServices;
  chat: ChatService;
  app: Hono<Vars>;
  listener: RequestListener;
  /** Writes pending data and closes everything; call it when no chats are running. */
  stop(): Promise<void>;
}

/** Opens accounts, limits, traces, chats, and protocols over a catalog. Throws a SettingError for an unusable setting. */
export async function openGateway(options: GatewayOptions): Promise<OpenGateway> {
  const { env, log, catalog } = options;
  const auth = await openAuth(env, options.print);
  const limits = openLimits(env.REDIS_URL, log);
  const trace = await openTracing(env);
  const chat = openChat({ ...options, auth, trace, bus: limits.bus });
  const protocols = openProtocols(auth.state.db, log, env.RESPONSES_MEGABYTES * MEGABYTE);
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
