import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hono } from "hono";
import type { GatewayList, SyncReport } from "@/lib/contract/gateway";
import type { Scope } from "@/lib/contract/key";
import type { ModelList } from "@/lib/contract/model";
import { openGateway } from "@/lib/server/app";
import type { AuthServices } from "@/lib/server/auth/open";
import type { Embedded } from "@/lib/server/catalog/embedded";
import { openCatalog } from "@/lib/server/catalog/open";
import type { Catalog } from "@/lib/server/catalog/snapshot";
import type { ChatTimes } from "@/lib/server/chat/times";
import type { ChatService } from "@/lib/server/chat-service";
import { parseEnv } from "@/lib/server/env";
import { createLog, type Log } from "@/lib/server/log";
import type { Vars } from "@/lib/server/middleware/observe";
import type { Provider } from "@/lib/server/providers/provider";
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
  const { app, auth, chat, listener, stop } = await openGateway({
    env,
    log,
    catalog,
    print: (line) => printed.push(line),
    ...(options.times ? { times: options.times } : {}),
  });
  const port = lazyPort(listener);
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
    auth,
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
      const { account } = await auth.accounts.signIn(who, at);
      const { key, ...stored } = auth.keys.fresh();
      const rest = { device: null, name: "a test", created_at: at, scopes: scopes.join(" ") };
      await auth.accounts.addKey({ account_id: account.id, ...rest, ...stored }, at);
      return key;
    },
    stop: async (remove = true) => {
      await port.close();
      await stop();
      if (remove) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
