import type { Fetch } from "@/lib/net/json";
import { getJson } from "@/lib/net/json";
import type { ListContext, OfferFacts, Provider } from "@/lib/server/providers/provider";

/** A fixed time for `read`. */
export const NOW = new Date("2026-01-15T12:00:00Z");

/** A minimal runner: settings, a key, and one deadline, without retries. */
export function contextFor(
  provider: Provider,
  env: Record<string, string | undefined>,
  { fetch = globalThis.fetch as Fetch, ms = 20_000 }: { fetch?: Fetch; ms?: number } = {},
): ListContext {
  const key = env[provider.key.env];
  const signal = AbortSignal.timeout(ms);
  return {
    host(name) {
      const host = provider.hosts[name];
      if (!host) throw new Error(`${provider.slug} has no host ${name}`);
      return env[host.env] ?? host.url;
    },
    get: (url) => getJson(fetch, url, { headers: key ? provider.key.headers(key) : {}, signal }),
  };
}

/** A context over canned responses, by URL; records the requested URLs. */
export function written(answers: Record<string, unknown>, headers: Record<string, Record<string, string>> = {}) {
  const asked: string[] = [];
  const context = (provider: Provider, env: Record<string, string> = {}): ListContext => ({
    ...contextFor(provider, env),
    async get(url) {
      asked.push(url);
      if (!Object.hasOwn(answers, url)) throw new Error(`asked for ${url}, which is not written`);
      const answer = answers[url];
      if (answer instanceof Error) throw answer;
      return { body: answer, headers: new Headers(headers[url] ?? {}), status: 200 };
    },
  });
  return { asked, context };
}

/** All raw rows of a provider's list. */
export async function rowsOf(provider: Provider, context: ListContext): Promise<unknown[]> {
  const rows: unknown[] = [];
  for await (const page of provider.list(context)) rows.push(...page.rows);
  return rows;
}

/** The facts of a row that must be valid. */
export function read(provider: Provider, row: unknown, now: Date = NOW): OfferFacts {
  const facts = provider.read(row, now);
  if (!facts) throw new Error(`${provider.slug} read no offer from ${JSON.stringify(row)}`);
  return facts;
}
