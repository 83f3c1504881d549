import { createServer } from "node:http";
import pino from "pino";
import { openGateway } from "@/lib/server/app";
import { openCatalog } from "@/lib/server/catalog/open";
import { createLog } from "@/lib/server/log";
import { offer, priced } from "../../fakes/offers";
import { benchEnv } from "../kit";
import { BENCH_MODEL } from "../protocol-calls";

/** The load is spread over this many keys, because the streams of one key are limited. */
const KEYS = 8;

/**
 * A gateway as in production, with its log at "info" (discarded), without the web app. Prints its keys, separated by
 * commas; gateways that share a database accept each other's.
 */
export async function gatewayRole(port: number, upstream: string, settings: Record<string, string>): Promise<void> {
  const reach = { GROQ_BASE_URL: upstream, GROQ_API_KEY: "key", REQUESTS_PER_MINUTE: "1000000000" };
  const env = benchEnv({ ...reach, LOG_LEVEL: "info", METRICS_PUBLIC: "1", ...settings });
  const log = createLog(env.LOG_LEVEL, pino.destination({ dest: "/dev/null", sync: true, minLength: 8_192 }));
  const model = offer("groq", BENCH_MODEL, { ...priced(1, 2), context_length: 8_192 });
  const catalog = await openCatalog({ env, log, embedded: { asOf: "2026-01-01", offers: [model] } });
  const usageWorker = new URL("./usage-worker.mjs", import.meta.url);
  const { auth, listener } = await openGateway({ env, log, catalog, print: () => {}, usageWorker });
  const at = new Date().toISOString();
  const who = { issuer: "bench", subject: `bench-${port}`, auth_method: "email", display_name: null, email: null };
  const { account } = await auth.accounts.signIn({ ...who, email_verified: false }, at);
  const keys: string[] = [];
  for (let i = 0; i < KEYS; i++) {
    const { key, ...stored } = auth.keys.fresh();
    const rest = { device: null, name: "bench", created_at: at, scopes: "chat read", spend_limit_usd: 1_000 };
    await auth.accounts.addKey({ account_id: account.id, ...rest, ...stored }, at);
    keys.push(key);
  }
  createServer(listener).listen(port, "127.0.0.1", 4_096, () => console.log(keys.join(",")));
}
