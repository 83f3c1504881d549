import { type Env, textSetting, urlSetting } from "../env";
import type { Provider } from "./provider";

/** How one provider is to be reached in this process: base URLs by host name, and its key if there is one. */
export interface ProviderSettings {
  hosts: Record<string, string>;
  key: string | undefined;
  /** Headers for a proxy of the operator, from a user name and a password in a base URL, by host name. */
  basic: Record<string, Record<string, string>>;
  /** Where its list is read, as visitors may see it: never an address that the operator has set. */
  source: string;
}

/** Reads a provider's base URLs and key. Throws a SettingError when one of them cannot be used. */
export function providerSettings(provider: Provider, env: Pick<Env, "raw">): ProviderSettings {
  const hosts: ProviderSettings["hosts"] = {};
  const basic: ProviderSettings["basic"] = {};
  for (const [name, host] of Object.entries(provider.hosts)) {
    const { url, headers } = withoutCredentials(urlSetting(env.raw, host.env) ?? host.url);
    hosts[name] = url;
    basic[name] = headers;
  }
  const { list } = provider.hosts;
  // A gateway that answers in this process has no host.
  const source = !list ? "this program" : env.raw[list.env] ? provider.name : new URL(list.url).host;
  return { hosts, basic, source, key: textSetting(env.raw, provider.key.env) };
}

/** The address alone, which `fetch` wants, and its user name and password as a header. */
function withoutCredentials(given: string): { url: string; headers: Record<string, string> } {
  const url = new URL(given);
  const { username, password } = url;
  if (!username && !password) return { url: given, headers: {} };
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
