import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import type { Offer } from "@/lib/contract/offer";
import { openCatalog } from "@/lib/server/catalog/open";
import { Chat } from "@/lib/server/chat/complete";
import { ModelOffers } from "@/lib/server/chat/model-offers";
import { Pools } from "@/lib/server/chat/pools";
import type { CallRecord } from "@/lib/server/chat/record";
import { Targets } from "@/lib/server/chat/targets";
import { CHAT_TIMES, type ChatTimes } from "@/lib/server/chat/times";
import { parseEnv } from "@/lib/server/env";
import { createLog } from "@/lib/server/log";
import { writeError } from "@/lib/server/middleware/errors";
import { observe, type Vars } from "@/lib/server/middleware/observe";
import { callableProviders } from "@/lib/server/providers/registry";
import { readChatRequest } from "@/lib/server/routes/chat-request";
import { offer } from "../fakes/offers";
import { type ScriptedUpstream, startScriptedUpstream } from "../fakes/scripted-upstream";

export const QUICK: ChatTimes = { ...CHAT_TIMES, firstTokenMs: 1_000, wholeMs: 1_000, pauseMs: 5, keepAliveMs: 100 };

/** A chat offer at a gateway, with prices in USD per token. */
export function chatOffer(gateway: string, id: string, facts: Partial<Offer> = {}): Offer {
  return offer(gateway, id, {
    price_state: "known",
    pricing: { prompt: gateway === "groq" ? "0.000001" : "0.000002", completion: "0.000002" },
    context_length: 8_192,
    ...facts,
  });
}

/** The path of a chat without the doors in front of it, behind a real port, with one upstream that does as it is told. */
export interface ChatServer {
  url: string;
  upstream: ScriptedUpstream;
  chat: Chat;
  pools: Pools;
  records: CallRecord[];
  /** Resolves with the next record. */
  recorded(): Promise<CallRecord>;
  post(body: object, init?: RequestInit): Promise<Response>;
  stop(): Promise<void>;
}

export async function startChatServer(offers: Offer[], times: Partial<ChatTimes> = {}): Promise<ChatServer> {
  const upstream = await startScriptedUpstream();
  const dataDir = mkdtempSync(join(tmpdir(), "gatewayz-"));
  const env = parseEnv({
    DATA_DIR: dataDir,
    SYNC_ON_START: "0",
    SYNC_INTERVAL_SECONDS: "0",
    LOG_LEVEL: "silent",
    GROQ_BASE_URL: `${upstream.url}/groq`,
    GROQ_API_KEY: "key-groq",
    TOGETHER_BASE_URL: `${upstream.url}/together`,
    TOGETHER_API_KEY: "key-together",
    // Nobody listens there.
    CEREBRAS_BASE_URL: "http://127.0.0.1:1",
    CEREBRAS_API_KEY: "key-cerebras",
  });
  const log = createLog("silent");
  const catalog = await openCatalog({ env, log, embedded: { asOf: "2026-01-01", offers } });
  const pools = new Pools();
  const records: CallRecord[] = [];
  const waiting: ((record: CallRecord) => void)[] = [];
  const none = { firstTokenMs: null, tokensPerSecond: null, errorRate: null };
  const chat = new Chat({
    models: new ModelOffers(catalog),
    targets: new Targets(callableProviders(env), env, pools.call),
    record: (record) => {
      records.push(record);
      waiting.shift()?.(record);
    },
    live: () => none,
    ownKeys: () => new Map(),
    times: { ...QUICK, ...times },
  });
  const app = new Hono<Vars>();
  app.use(observe(log));
  app.post("/v1/chat/completions", async (c) => {
    const request = await readChatRequest(c.req.raw);
    const how = { signal: c.req.raw.signal, requestId: c.get("requestId") };
    const { body, headers } = await chat.complete(request, null, how);
    return c.body(body, 200, headers);
  });
  app.onError(writeError(log));
  const server = createServer(getRequestListener(app.fetch));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    upstream,
    chat,
    pools,
    records,
    recorded: () => new Promise((resolve) => waiting.push(resolve)),
    post: (body, init) =>
      fetch(`${url}/v1/chat/completions`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
        ...init,
      }),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await pools.close();
      await upstream.close();
      await catalog.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
