import type { Offer } from "@/lib/contract/offer";
import { CHAT_TIMES, type ChatTimes } from "@/lib/server/chat/times";
import type { Log } from "@/lib/server/log";
import type { Provider } from "@/lib/server/providers/provider";
import { offer } from "../fakes/offers";
import { type ScriptedUpstream, startScriptedUpstream } from "../fakes/scripted-upstream";
import { type Harness, startHarness } from "./harness";

const QUICK: ChatTimes = { ...CHAT_TIMES, silenceMs: 1_000, wholeMs: 1_000, pauseMs: 5, keepAliveMs: 300 };

/** A chat offer at a gateway, with prices in USD per token. */
export function chatOffer(gateway: string, id: string, facts: Partial<Offer> = {}): Offer {
  return offer(gateway, id, {
    price_state: "known",
    pricing: { prompt: gateway === "groq" ? "0.000001" : "0.000002", completion: "0.000002" },
    context_length: 8_192,
    ...facts,
  });
}

/** The whole API on a real port, with one scripted upstream. */
export interface ChatServer {
  url: string;
  upstream: ScriptedUpstream;
  harness: Harness;
  /** A key with all scopes. */
  key: string;
  /** Asks for a completion. */
  post(body: object, init?: RequestInit): Promise<Response>;
  /** The same at another path under /v1. */
  postTo(path: string, body: object, init?: RequestInit): Promise<Response>;
  /** The account's latest usage rows, newest first, once everything is written. */
  usage(): Promise<Awaited<ReturnType<Harness["chat"]["usage"]["recent"]>>>;
  stop(): Promise<void>;
}

export interface ChatServerOptions {
  times?: Partial<ChatTimes>;
  variables?: Record<string, string>;
  log?: Log;
  /** These gateways too are the scripted upstream. */
  gateways?: readonly Provider[];
  /** With Fireworks, which takes Responses and Messages itself. */
  nativeGateway?: boolean;
}

function settingsOf({ slug, chat, hosts, key }: Provider, url: string): Record<string, string> {
  const host = hosts[chat.host ?? "list"];
  return { ...(host ? { [host.env]: `${url}/${slug}` } : {}), [key.env]: `key-${slug}` };
}

export async function startChatServer(offers: Offer[], options: ChatServerOptions = {}): Promise<ChatServer> {
  const upstream = await startScriptedUpstream(0, options.gateways ? [] : undefined);
  const harness = await startHarness({
    embedded: { asOf: "2026-01-01", offers },
    times: { ...QUICK, ...options.times },
    ...(options.log ? { log: options.log } : {}),
    variables: {
      REQUESTS_PER_MINUTE: "100000",
      GROQ_BASE_URL: `${upstream.url}/groq`,
      GROQ_API_KEY: "key-groq",
      TOGETHER_BASE_URL: `${upstream.url}/together`,
      TOGETHER_API_KEY: "key-together",
      XAI_BASE_URL: `${upstream.url}/xai`,
      // No server listens there.
      CEREBRAS_BASE_URL: "http://127.0.0.1:1",
      CEREBRAS_API_KEY: "key-cerebras",
      ...(options.nativeGateway
        ? { FIREWORKS_BASE_URL: `${upstream.url}/fireworks`, FIREWORKS_API_KEY: "key-fireworks" }
        : {}),
      ...Object.assign({}, ...(options.gateways ?? []).map((gateway) => settingsOf(gateway, upstream.url))),
      ...options.variables,
    },
  });
  const key = await harness.key();
  const url = await harness.url();
  const postTo: ChatServer["postTo"] = (path, body, init) =>
    fetch(`${url}/v1${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
      ...init,
    });
  return {
    url,
    upstream,
    harness,
    key,
    post: (body, init) => postTo("/chat/completions", body, init),
    postTo,
    usage: async () => {
      await harness.chat.flush();
      return harness.chat.usage.recent({ accountId: 1, keyId: null, since: "" }, 100);
    },
    stop: async () => {
      await harness.stop();
      await upstream.close();
    },
  };
}
