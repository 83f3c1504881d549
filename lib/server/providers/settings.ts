import { type Env, textSetting, urlSetting } from "../env";
import type { Provider } from "./provider";

/** The configuration of one provider: base URLs by host name, and its key, if any. */
export interface ProviderSettings {
  hosts: Record<string, string>;
  key: string | undefined;
  /** Basic auth headers for an operator's proxy, from a user name and password in a base URL, by host name. */
  basic: Record<string, Record<string, string>>;
  /** The source of its list, as shown to users: never a URL that the operator has set. */
  source: string;
}

/** Reads a provider's base URLs and key. Throws a SettingError for an invalid one. */
export function providerSettings(provider: Provider, env: Pick<Env, "raw">): ProviderSettings {
  const hosts: ProviderSettings["hosts"] = {};
  const basic: ProviderSettings["basic"] = {};
  for (const [name, host] of Object.entries(provider.hosts)) {
    const { url, headers } = withoutCredentials(urlSetting(env.raw, host.env) ?? host.url);
    hosts[name] = url;
    basic[name] = headers;
  }
  const { list } = provider.hosts;
  // A gateway that runs in this process has no host.
  const source = !list ? "this program" : env.raw[list.env] ? provider.name : new URL(list.url).host;
  return { hosts, basic, source, key: textSetting(env.raw, provider.key.env) };
}

/** Splits a URL into the bare URL, as `fetch` requires, and a header with its credentials. */
function withoutCredentials(setting: string): { url: string; headers: Record<string, string> } {
  const url = new URL(setting);
  const { username, password } = url;
  if (!username && !password) return { url: setting, headers: {} };
  url.username = "";
  url.password = "";
  const pair = `${plain(username)}:${plain(password)}`;
  return {
    url: url.href.replace(/\/+$/, ""),
    headers: { authorization: `Basic ${Buffer.from(pair).toString("base64")}` },
  };
}

function plain(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
