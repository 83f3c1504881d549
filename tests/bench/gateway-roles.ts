import { createServer } from "node:http";
import { Readable } from "node:stream";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { Pool } from "undici";
import { openGateway } from "@/lib/server/app";
import { openCatalog } from "@/lib/server/catalog/open";
import { createLog } from "@/lib/server/log";
import { offer, priced } from "../fakes/offers";
import { benchEnv } from "./kit";
import { answersAt, BENCH_MODEL, MANY_TOKENS, NATIVE_MODEL } from "./protocol-calls";

const SLOW_MS = 100;

/** An upstream that responds immediately; a stream with `max_tokens: n` takes 2n seconds, unless n is `MANY_TOKENS`. */
export function upstreamRole(port: number): void {
  createServer(async (request, response) => {
    let text = "";
    for await (const piece of request) text += piece;
    const { stream, max_tokens } = JSON.parse(text) as { stream?: boolean; max_tokens?: number };
    const { whole, begin, pieces, end } = answersAt(request.url ?? "");
    if (!stream) return void response.writeHead(200, { "content-type": "application/json" }).end(whole);
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(begin);
    for (const piece of pieces) {
      if (max_tokens && max_tokens < MANY_TOKENS)
        await new Promise((resolve) => setTimeout(resolve, SLOW_MS * max_tokens));
      response.write(piece);
    }
    response.end(end);
  }).listen(port, "127.0.0.1", () => console.log("ready"));
}

/** A minimal proxy: Hono and undici, nothing else. */
export function bareRole(port: number, upstream: string): void {
  const pool = new Pool(upstream, { connections: 1_024 });
  const app = new Hono();
  app.post("/v1/chat/completions", async (c) => {
    const body = await c.req.text();
    const headers = { "content-type": "application/json" };
    const answer = await pool.request({ path: "/v1/chat/completions", method: "POST", headers, body });
    answer.body.on("error", () => {});
    const type = { "content-type": String(answer.headers["content-type"]) };
    if (type["content-type"].includes("json")) return c.body(await answer.body.text(), 200, type);
    return c.body(Readable.toWeb(answer.body) as ReadableStream, 200, type);
  });
  createServer(getRequestListener(app.fetch)).listen(port, "127.0.0.1", () => console.log("ready"));
}

/** Our gateway with authentication, limits, routing, and usage as in production, without the web app. Prints a key. */
export async function oursRole(port: number, upstream: string): Promise<void> {
  const env = benchEnv({
    TOGETHER_BASE_URL: upstream,
    TOGETHER_API_KEY: "key",
    FIREWORKS_BASE_URL: upstream,
    FIREWORKS_API_KEY: "key",
    REQUESTS_PER_MINUTE: "1000000000",
  });
  const log = createLog(env.LOG_LEVEL);
  const facts = { ...priced(1, 2), context_length: 8_192 };
  const offers = [offer("together", BENCH_MODEL, facts), offer("fireworks", NATIVE_MODEL, facts)];
  const catalog = await openCatalog({ env, log, embedded: { asOf: "2026-01-01", offers } });
  const usageWorker = new URL("./usage-worker.mjs", import.meta.url);
  const { auth, listener } = await openGateway({ env, log, catalog, print: () => {}, usageWorker });
  const at = new Date().toISOString();
  const who = { issuer: "bench", subject: "bench", auth_method: "email", display_name: null, email: null };
  const { account } = await auth.accounts.signIn({ ...who, email_verified: false }, at);
  const { key, ...stored } = auth.keys.fresh();
  const rest = { device: null, name: "bench", created_at: at, scopes: "chat read" };
  await auth.accounts.addKey({ account_id: account.id, ...rest, ...stored }, at);
  createServer(listener).listen(port, "127.0.0.1", () => console.log(key));
}
