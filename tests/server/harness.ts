import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hono } from "hono";
import type { GatewayList, SyncReport } from "@/lib/contract/gateway";
import type { Scope } from "@/lib/contract/key";
import type { ModelList } from "@/lib/contract/model";
import { createApp, createListener } from "@/lib/server/app";
import { type AuthServices, openAuth } from "@/lib/server/auth/open";
import type { Embedded } from "@/lib/server/catalog/embedded";
import { openCatalog } from "@/lib/server/catalog/open";
import type { Catalog } from "@/lib/server/catalog/snapshot";
import { type ChatService, openChat } from "@/lib/server/chat/service";
import type { ChatTimes } from "@/lib/server/chat/times";
import { parseEnv } from "@/lib/server/env";
import { openLimits } from "@/lib/server/limits/limiter";
import { createLog, type Log } from "@/lib/server/log";
import type { Vars } from "@/lib/server/middleware/observe";
import { openProtocols } from "@/lib/server/protocols/open";
import type { Provider } from "@/lib/server/providers/provider";
import { openTracing } from "@/lib/server/trace/open";
import { SMALL_CATALOG } from "../fakes/small-catalog";
import { lazyPort } from "./lazy-port";

export const ADMIN_TOKEN = "an-admin-token-for-tests";

/** A gateway in this thread with its own data directory, called through its HTTP API without a port. */
export interface Harness {
  catalog: Catalog;
  dataDir: string;
  get(path: string, init?: RequestInit): Promise<Response>;
  json<T>(path: string): Promise<T>;
  models(query?: string): Promise<ModelList>;
  gateway(slug: string): Promise<GatewayList["data"][number]>;
  sync(gateway?: string): Promise<SyncReport[]>;
  auth: AuthServices;
  chat: ChatService;
  /** Its URL; it listens on a port from the first call. */
  url(): Promise<string>;
  /** All its routes, by method and pattern; middleware has the method ALL. */
  routes: Hono<Vars>["routes"];
  /** What was printed in the operator's terminal. */
  printed: readonly string[];
  /** A new key of this subject's account. */
  key(of?: { scopes?: readonly Scope[]; subject?: string }): Promise<string>;
  /** Stops; keeps the data directory for another harness unless `remove`. */
  stop(remove?: boolean): Promise<void>;
}

export interface HarnessOptions {
  variables?: Record<string, string>;
  dataDir?: string;
  /** Replaces the small catalog of tests. */
  embedded?: Embedded;
  providers?: readonly Provider[];
  clock?: { now: number };
  deadlineMs?: number;
  times?: ChatTimes;
  log?: Log;
}

export async function startHarness(options: HarnessOptions = {}): Promise<Harness> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "gatewayz-"));
  const env = parseEnv({
    DATA_DIR: dataDir,
    SYNC_ON_START: "0",
    SYNC_INTERVAL_SECONDS: "0",
    LOG_LEVEL: "silent",
    ADMIN_TOKEN,
    ...options.variables,
  });
  const log = options.log ?? createLog(env.LOG_LEVEL);
  const { clock, embedded = SMALL_CATALOG, providers, deadlineMs } = options;
  const catalog = await openCatalog({
    env,
    log,
    embedded,
    ...(providers ? { providers } : {}),
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
    ...(clock ? { clock: { now: () => clock.now, sleep: () => Promise.resolve() } } : {}),
  });
  const printed: string[] = [];
  const authServices = await openAuth(env, (line) => printed.push(line));
  const limits = openLimits(env.REDIS_URL, log);
  const trace = await openTracing(env);
  const chat = openChat({
    catalog,
    env,
    log,
    auth: authServices,
    trace,
    bus: limits.bus,
    ...(options.times ? { times: options.times } : {}),
  });
  const protocols = openProtocols(authServices.state.db, log);
  const parts = { catalog, env, log, auth: authServices, limits, chat, protocols, trace };
  const app = createApp(parts);
  const port = lazyPort(createListener(app, parts));
  const local = { incoming: { socket: { remoteAddress: "127.0.0.1" } } };
  const get = async (path: string, init?: RequestInit) => app.request(path, init, local);
  const json = async <T>(path: string): Promise<T> => {
    const response = await get(path);
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  };
  return {
    catalog,
    dataDir,
    get,
    json,
    models: (query = "") => json<ModelList>(`/v1/models${query && `?${query}`}`),
    gateway: async (slug) => {
      const list = await json<GatewayList>("/v1/gateways");
      const found = list.data.find((g) => g.slug === slug);
      if (!found) throw new Error(`no gateway ${slug} in the list`);
      return found;
    },
    sync: async (gateway) => {
      const path = `/v1/sync${gateway ? `?gateway=${gateway}` : ""}`;
      const response = await get(path, { method: "POST", headers: { authorization: `Bearer ${ADMIN_TOKEN}` } });
      return ((await response.json()) as { data: SyncReport[] }).data;
    },
    auth: authServices,
    chat,
    url: port.url,
    routes: app.routes,
    printed,
    key: async ({ scopes = ["account", "chat", "read", "conversations"], subject = "someone" } = {}) => {
      const at = new Date().toISOString();
      const who = {
        issuer: "test",
        subject,
        auth_method: "email",
        display_name: null,
        email: null,
        email_verified: false,
      };
      const { account } = await authServices.accounts.signIn(who, at);
      const { key, ...stored } = authServices.keys.fresh();
      const rest = { device: null, name: "a test", created_at: at, scopes: scopes.join(" ") };
      await authServices.accounts.addKey({ account_id: account.id, ...rest, ...stored }, at);
      return key;
    },
    stop: async (remove = true) => {
      await port.close();
      await chat.stop();
      await Promise.all([limits.close(), authServices.close(), trace?.close()]);
      await catalog.stop();
      if (remove) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
