import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setFlagsFromString } from "node:v8";
import { getRequestListener } from "@hono/node-server";
import type { NextConfig } from "next";
import { indexPath } from "@/lib/client/catalog-index";
import { indexResponse } from "@/lib/client/index-response";
import { fetchFromBackend, healthAnswer } from "@/lib/client/proxy";
import { apiTarget, isApiPath } from "@/lib/net/api-paths";
import { openGateway } from "@/lib/server/app";
import { startCatalog } from "@/lib/server/catalog/thread";
import { endOnSignals } from "@/lib/server/end-on-signals";
import { type Env, readSettings, SettingError } from "@/lib/server/env";
import { answerConnect, listenErrorText, nameHost, refuseWaiting } from "@/lib/server/http-server";
import { openLimits } from "@/lib/server/limits/limiter";
import { createLog, type Log } from "@/lib/server/log";
import {
  findInvalidPageRequest,
  normalizeTarget,
  rejectInvalidRequest,
} from "@/lib/server/middleware/invalid-requests";
import { observePage } from "@/lib/server/middleware/observe-page";
import { closeStalledClients } from "@/lib/server/middleware/stalled-clients";
import { PageCache } from "@/lib/server/page-cache";
import { createPageHandler } from "@/lib/server/page-handler";
import { shareProcess } from "@/lib/server/process";
import { startLine } from "@/lib/server/start-line";
import { STATIC_PATH, staticFiles } from "@/lib/server/static-files";

/** Handles API requests: our own gateway, or a proxy to a remote one. */
interface Api {
  answer: RequestListener;
  startLine(address: string): string;
  /** Counts a page. */
  observePage?(request: IncomingMessage, response: ServerResponse): void;
  /** The sources of pages, compared by identity; null when they change during rendering. */
  pageSources: (() => readonly object[]) | null;
  /** Resolves when no answer is running that its reader may reconnect to. */
  idle(): Promise<void>;
  /** Called when no new requests are accepted. */
  closed(): void;
  /** Ends running answers and stores their text so far. */
  interrupt(): Promise<void>;
  stop(): Promise<void>;
}

interface Pages {
  /** Renders pages once Next is ready. */
  make: RequestListener;
  close(): Promise<void>;
}

/**
 * By default, V8 lets a heap grow to four times what is in use before it collects garbage; this costs little time and
 * halves the memory of a large catalog.
 */
const HEAP_GROWTH_PERCENT = 40;

/** Starts one node:http server that passes the API to Hono and everything else to Next. */
async function main(): Promise<void> {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH_PERCENT}`);
  // The reader of the output may have closed it; without a listener, each failed write would log another error.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  // Stored files are readable by their owner only.
  process.umask(0o077);
  const env = readSettings();
  const log = createLog(env.LOG_LEVEL);
  const dev = process.env.NODE_ENV === "development";
  const state: State = { stopping: false };

  // The catalog thread starts first; loading Next takes as long, so both run in parallel, and the API does not wait for
  // it.
  const opening = openApi(env, log, () => state.stopping);
  // Node keeps the source map of each file that it loads: those of Next take 30 MB and are not used.
  const { sourceMapsEnabled } = process;
  if (env.WEB_APP) process.setSourceMapsEnabled(false);
  const pages = env.WEB_APP ? openPages(env, dev) : null;
  const api = await opening;
  const server = createServer(requestListener({ env, log, dev, api, pages, state }));
  // Longer than the idle timeout of common load balancers, so that the side that opened a connection closes it.
  server.keepAliveTimeout = env.KEEP_ALIVE_SECONDS * 1000;
  server.requestTimeout = env.UPLOAD_TIMEOUT_SECONDS * 1000;
  closeStalledClients(server, env.STALLED_CLIENT_SECONDS * 1000);
  answerConnect(server);
  const refuse = refuseWaiting(server);
  server.on("error", (error: NodeJS.ErrnoException) => {
    fail(new SettingError(listenErrorText(error, env)));
  });
  server.listen(env.PORT, env.HOST, () => {
    const { port } = server.address() as AddressInfo;
    const host = env.HOST.includes(":") ? `[${env.HOST}]` : env.HOST;
    const address = `http://${host}:${port}`;
    console.log(api.startLine(address));
    if (!pages) return;
    warmUp(address)
      .catch((error: Error) => log.debug({ err: error }, "no warm-up"))
      .finally(() => process.setSourceMapsEnabled(sourceMapsEnabled));
  });
  endOnSignals({
    server,
    env,
    log,
    work: {
      idle: api.idle,
      closed: api.closed,
      interrupt: async () => {
        await api.interrupt();
        refuse();
      },
    },
    onStopping: () => {
      state.stopping = true;
    },
    close: async () => {
      await api.stop();
      await pages?.close();
    },
  });
}

interface State {
  /** Whether the process is draining. */
  stopping: boolean;
}

interface ListenerOptions {
  env: Env;
  log: Log;
  dev: boolean;
  api: Api;
  /** Null without the web app. */
  pages: Pages | null;
  state: State;
}

/** Passes each request to the API, the catalog's index, the static files, or the pages. */
function requestListener({ env, log, dev, api, pages, state }: ListenerOptions): RequestListener {
  const answerIndex = getRequestListener((request) => {
    const hash = new URL(request.url).pathname.slice(indexPath("").length);
    return indexResponse(hash, request.headers.get("accept-encoding") ?? "", true);
  });
  const renders = openLimits(undefined, log).limiter({ name: "pages", points: env.PAGES_PER_MINUTE, seconds: 60 });
  const cache = api.pageSources && !dev ? new PageCache(api.pageSources) : null;
  const answerPage = pages && createPageHandler(pages.make, { env, dev, cache, renders });
  const answerStatic = dev || !pages ? null : getRequestListener(staticFiles(".next/static"));
  return (request, response) => {
    nameHost(request);
    if (state.stopping) response.shouldKeepAlive = false;
    const odd = normalizeTarget(request);
    if (odd) return rejectInvalidRequest(response, odd);
    request.url = apiTarget(request.url ?? "/");
    const path = request.url.split("?", 1)[0] ?? "/";
    if (!answerPage || isApiPath(path)) return api.answer(request, response);
    const oddPage = dev ? null : findInvalidPageRequest(request);
    if (oddPage) return rejectInvalidRequest(response, oddPage);
    if (path.startsWith(indexPath(""))) return void answerIndex(request, response);
    api.observePage?.(request, response);
    if (answerStatic && path.startsWith(STATIC_PATH)) return void answerStatic(request, response);
    answerPage(request, response);
  };
}

/**
 * Settings stored by the build: with them, no compiler is needed to start. Next gets a separate server for upgrade
 * requests, which receives none: on ours, every request with an Upgrade header would hang.
 */
function built(): { conf: NextConfig; httpServer: Server } {
  const { config } = JSON.parse(readFileSync(".next/required-server-files.json", "utf8")) as { config: NextConfig };
  return { conf: config, httpServer: createServer() };
}

function openPages(env: Env, dev: boolean): Pages {
  const web = import("next").then(({ default: next }) =>
    next({ dev, dir: process.cwd(), hostname: env.HOST, port: env.PORT, ...(dev ? {} : built()) }),
  );
  const ready = web.then(async (app) => {
    await app.prepare();
    return app.getRequestHandler();
  });
  ready.catch(fail);
  return {
    make: (request, response) => {
      void ready.then((make) => make(request, response));
    },
    close: async () => (await web).close(),
  };
}

/** The first page of a process takes three times as long as later ones, so request it before a user does. */
async function warmUp(address: string): Promise<void> {
  await (await fetch(`${address}/models`)).arrayBuffer();
}

async function openApi(env: Env, log: Log, stopping: () => boolean): Promise<Api> {
  const remote = env.GATEWAYZ_API_URL;
  if (remote) {
    return {
      answer: getRequestListener(
        (request, { incoming }) =>
          healthAnswer(request, stopping()) ?? fetchFromBackend(request, remote, incoming.socket.remoteAddress),
      ),
      pageSources: null,
      startLine: (address) => `Gatewayz is at ${address}, showing the backend at ${remote}`,
      idle: async () => {},
      closed: () => {},
      interrupt: async () => {},
      stop: async () => {},
    };
  }
  const catalog = await startCatalog(new URL("./catalog-worker.mjs", import.meta.url), env, log);
  const usageWorker = new URL("./usage-worker.mjs", import.meta.url);
  const print = (line: string) => console.log(line);
  const { app, chat, listener, stop } = await openGateway({ env, log, catalog, print, usageWorker, stopping });
  shareProcess({ fetch: (request) => app.fetch(request), catalog: () => catalog.snapshot() });
  return {
    answer: listener,
    pageSources: () => [catalog.snapshot(), catalog.gateways()],
    observePage: (request, response) => observePage({ log, metrics: chat.metrics }, request, response),
    startLine: (address) => startLine(address, catalog.snapshot(), catalog.gateways(), Date.now()),
    idle: () => chat.answers.idle(),
    closed: () => chat.answers.detach(),
    interrupt: async () => {
      await chat.answers.close();
      chat.chat.interrupt();
    },
    stop,
  };
}

function fail(error: Error): never {
  console.error(error instanceof SettingError ? error.message : `Gatewayz could not start: ${error.message}`);
  process.exit(1);
}

main().catch(fail);
