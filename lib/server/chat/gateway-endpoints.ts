import type { ModelOffer } from "@/lib/contract/offer";
import { ACCEPTED_ENCODINGS } from "@/lib/net/content-decoding";
import { registerSecret } from "@/lib/net/secrets";
import type { Env } from "../env";
import type { CallUpstream, Endpoint } from "../providers/call";
import type { Provider } from "../providers/provider";
import { providerSettings } from "../providers/settings";
import type { OfferEndpoint, Paths } from "./opened-answer";
import type { RefusedPart } from "./refused-part";

interface TargetGateway {
  provider: Provider;
  origin: string;
  paths: Paths;
  /** The parts of requests that it always refuses. */
  without: readonly RefusedPart[];
  key: string | undefined;
  /** Headers of every call. */
  common: Record<string, string>;
  /** Headers of a call with the operator's key, or without one. */
  headers: Record<string, string>;
}

const SENT = {
  "content-type": "application/json",
  accept: "application/json, text/event-stream",
  "accept-encoding": ACCEPTED_ENCODINGS,
  "user-agent": "gatewayz",
};

/** The callable gateways, by slug and alias: URLs and keys come only from settings. */
export class GatewayEndpoints {
  readonly #gateways = new Map<string, TargetGateway>();
  readonly #slugs = new Map<string, string>();
  readonly #call: CallUpstream;
  /** Whether fields that cost extra are sent with the operator's keys. */
  readonly costly: boolean;

  /** Throws a SettingError for an invalid base URL. */
  constructor(providers: readonly Provider[], env: Env, call: CallUpstream) {
    this.#call = call;
    this.costly = env.ALLOW_COSTLY_FIELDS;
    for (const provider of providers) {
      const { hosts, basic, key } = providerSettings(provider, env);
      const host = provider.chat.host ?? "list";
      if (key) registerSecret(key);
      // A gateway that runs in this process has no host.
      const base = hosts[host] ?? "http://here.invalid";
      const { origin, pathname } = new URL(base);
      const paths = pathsOf(pathname === "/" ? "" : pathname, provider.chat);
      const common = { ...SENT, ...basic[host] };
      this.#gateways.set(provider.slug, {
        provider,
        origin,
        paths,
        without: refusedBy(provider.chat),
        key,
        common,
        headers: headersOf(common, provider, key),
      });
      for (const name of [provider.slug, ...provider.aliases]) this.#slugs.set(name, provider.slug);
    }
  }

  /** A gateway's slug, by any of its names; an unknown name is returned unchanged. */
  slugOf(name: string): string {
    return this.#slugs.get(name) ?? name;
  }

  has(slug: string, endpoint: Endpoint): boolean {
    return this.#gateways.get(slug)?.paths[endpoint] !== undefined;
  }

  /** The owner of the key to use at a gateway; null when there is no key. */
  keyFor(slug: string, ownKeys: ReadonlyMap<string, string>): "own" | "operator" | null {
    const gateway = this.#gateways.get(slug);
    if (!gateway) return null;
    if (ownKeys.has(slug)) return "own";
    return gateway.key || gateway.provider.chat.keyless ? "operator" : null;
  }

  /** How to call an offer of a model, preferring the caller's own key; null when its gateway is unknown. */
  endpointOf(
    { model, offer }: { model: string; offer: ModelOffer },
    ownKeys: ReadonlyMap<string, string>,
  ): OfferEndpoint | null {
    const gateway = this.#gateways.get(offer.gateway);
    if (!gateway) return null;
    const { provider, origin, paths, without, common } = gateway;
    const ownKey = ownKeys.get(offer.gateway);
    return {
      offer,
      model,
      origin,
      paths,
      headers: ownKey === undefined ? gateway.headers : headersOf(common, provider, ownKey),
      without,
      ownKey: ownKey !== undefined,
      costly: ownKey !== undefined || this.costly,
      call: provider.chat.call ?? this.#call,
    };
  }
}

const refusedBy = ({ without = [], withoutInner = [] }: Provider["chat"]): RefusedPart[] => [
  ...without.map((name): RefusedPart => ({ kind: "field", name })),
  ...withoutInner.map((name): RefusedPart => ({ kind: "inner field", name })),
];

const CHAT_PATH = /\/chat\/completions$/;

/** The paths of a gateway's endpoints: next to its chat path, except those it lacks. */
function pathsOf(base: string, { path, lacks = [], native = {} }: Provider["chat"]): Paths {
  const paths: Partial<Record<Endpoint, string>> = { chat: `${base}${path}` };
  for (const name of ["completions", "embeddings"] as const)
    if (!lacks.includes(name) && CHAT_PATH.test(path)) paths[name] = `${base}${path.replace(CHAT_PATH, `/${name}`)}`;
  for (const name of ["responses", "messages"] as const) if (native[name]) paths[name] = `${base}${native[name]}`;
  return paths;
}

function headersOf(
  common: Record<string, string>,
  { chat, key }: Provider,
  secret: string | undefined,
): Record<string, string> {
  return secret ? { ...common, ...(chat.headers ?? key.headers)(secret) } : common;
}
