import { type Env, urlSetting } from "../env";
import type { Provider } from "./provider";

/** How one provider is to be reached in this process: base URLs by host name, and its key if there is one. */
export interface ProviderSettings {
  hosts: Record<string, string>;
  key: string | undefined;
}

/** Reads a provider's base URLs and key. Throws a SettingError when a base URL is none. */
export function providerSettings(provider: Provider, env: Env): ProviderSettings {
  const hosts = Object.entries(provider.hosts).map(([name, host]) => [name, urlSetting(env.raw, host.env) ?? host.url]);
  return { hosts: Object.fromEntries(hosts), key: env.raw[provider.key.env]?.trim() || undefined };
}
