import { api } from "./api";
import { KEY, readKey, storeKey } from "./key";
import { readStored, writeStored } from "./storage";

const DEVICE = "gatewayz_device";
const LEAVING = "gatewayz_leaving";

/** Records that the user asked to sign out: a URL alone is no proof of that. */
export function intendSignOut(): void {
  writeStored(LEAVING, "1", "sessionStorage");
}

/** Whether a sign-out was requested; true once per request. */
export function takeSignOut(): boolean {
  const isRequested = readStored(LEAVING, "sessionStorage") !== null;
  writeStored(LEAVING, null, "sessionStorage");
  return isRequested;
}

/**
 * Exchanges a sign-in token for an API key and stores it. Runs in one tab at a time, and only when there is no key yet:
 * resolves to `false` when another tab was first. Throws an ApiFailure, or an Error when the server is unreachable.
 */
export function exchangeToken(token: string, hints: Record<string, unknown> = {}): Promise<boolean> {
  const work = async () => {
    if (readKey()) return false;
    const body = { ...hints, token, device: deviceId(), device_name: deviceName() };
    // Every page reads the key, but only signing in needs the schemas, which are larger than a page's own code.
    const { AuthAnswer } = await import("@/lib/contract/auth");
    const answer = AuthAnswer.parse(await api("/auth", { method: "POST", body }));
    storeKey(answer.api_key);
    return true;
  };
  return oneTabAtATime(work);
}

/** Browsers that block site data have no locks either. */
async function oneTabAtATime(work: () => Promise<boolean>): Promise<boolean> {
  let began = false;
  try {
    return await navigator.locks.request(KEY, () => {
      began = true;
      return work();
    });
  } catch (error) {
    if (began) throw error;
    return work();
  }
}

function deviceId(): string {
  const stored = readStored(DEVICE);
  if (stored && stored.length >= 8) return stored;
  const created =
    crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join("-");
  writeStored(DEVICE, created);
  return created;
}

/** This browser's name in the device list: `Firefox on Linux`. */
function deviceName(): string {
  const agent = navigator.userAgent;
  const find = (names: readonly (readonly [RegExp, string])[]) => names.find(([pattern]) => pattern.test(agent))?.[1];
  const browser = find([
    [/Edg\//, "Edge"],
    [/Firefox\//, "Firefox"],
    [/Chrome\//, "Chrome"],
    [/Safari\//, "Safari"],
  ]);
  const system = find([
    [/Android/, "Android"],
    [/iPhone|iPad/, "iOS"],
    [/Windows/, "Windows"],
    [/Mac OS/, "macOS"],
    [/Linux/, "Linux"],
  ]);
  return `${browser ?? "A browser"}${system ? ` on ${system}` : ""}`;
}
