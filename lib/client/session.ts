import type { ErrorBody } from "@/lib/contract/error";
import { readStored, writeStored } from "./storage";

/** Where the browser keeps the API key. */
export const KEY = "gatewayz_api_key";
const DEVICE = "gatewayz_device";
/** How long an answer of the API is waited for. */
export const DEADLINE_MS = 20_000;

/** An answer of the API that is no success, with what it says of itself. */
export class ApiFailure extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly error: ErrorBody["error"] | null,
  ) {
    super(message);
  }
}

/** The API key that this browser keeps; null when nobody is signed in, and on the server. */
export function readKey(): string | null {
  return readStored(KEY);
}

/** Calls back when the key comes, changes or goes, in this tab or another. Returns how to stop. */
export function onKeyChange(changed: () => void): () => void {
  const onEvent = (event: Event) => {
    if (!(event instanceof StorageEvent) || event.key === KEY || event.key === null) changed();
  };
  addEventListener("storage", onEvent);
  addEventListener(KEY, onEvent);
  return () => {
    removeEventListener("storage", onEvent);
    removeEventListener(KEY, onEvent);
  };
}

const LEAVING = "gatewayz_leaving";
let leaving = false;

/** Notes that the person at this browser wants to sign out: an address alone says nothing about that. */
export function intendSignOut(): void {
  leaving = true;
  try {
    sessionStorage.setItem(LEAVING, "1");
  } catch {
    // Site data is blocked: it is known until the page is left.
  }
}

/** Whether somebody wanted to sign out; true once for each time. */
export function takeSignOut(): boolean {
  let wanted = leaving;
  leaving = false;
  try {
    wanted ||= sessionStorage.getItem(LEAVING) !== null;
    sessionStorage.removeItem(LEAVING);
  } catch {
    // Site data is blocked: nothing was noted before this page.
  }
  return wanted;
}

/** Removes the key from this browser, in every tab. */
export function forgetKey(): void {
  writeStored(KEY, null);
  dispatchEvent(new Event(KEY));
}

/**
 * Exchanges a sign-in token for a key and keeps it. One tab at a time, and only when there is no key yet: `false` when
 * another tab was first. Throws an ApiFailure, or an Error when the server cannot be reached.
 */
export function exchangeToken(token: string, hints: Record<string, unknown> = {}): Promise<boolean> {
  const work = async () => {
    if (readKey()) return false;
    const body = { ...hints, token, device: deviceId(), device_name: deviceName() };
    // Every page reads the key; only a sign-in needs the schemas, which weigh more than a page's own code.
    const { AuthAnswer } = await import("@/lib/contract/auth");
    const answer = AuthAnswer.parse(await callApi("/auth", { method: "POST", body }));
    writeStored(KEY, answer.api_key);
    dispatchEvent(new Event(KEY));
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

/** Calls our API with this browser's key. Throws an ApiFailure for every answer that is no success. */
export async function callApi(path: string, init: { method?: string; body?: unknown } = {}): Promise<unknown> {
  const key = readKey();
  const response = await fetch(path, {
    method: init.method ?? "GET",
    headers: {
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...(init.body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
    signal: AbortSignal.timeout(DEADLINE_MS),
  });
  return bodyOf(response);
}

/** What an answer of our API holds. Throws an ApiFailure for one that is no success. */
export async function bodyOf(response: Response): Promise<unknown> {
  const body = (await response.json().catch(() => null)) as unknown;
  if (response.ok) return body;
  throw apiFailureOf(response.status, body);
}

/** What an answer that is no success says. A key that is not valid any more is forgotten. */
export function apiFailureOf(status: number, body: unknown): ApiFailure {
  const error = (body as Partial<ErrorBody> | null)?.error ?? null;
  if (status === 401 && error?.code === "invalid_api_key" && readKey()) forgetKey();
  return new ApiFailure(error?.message ?? `the server answered ${status}`, status, error);
}

function deviceId(): string {
  const known = readStored(DEVICE);
  if (known && known.length >= 8) return known;
  const made =
    crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join("-");
  writeStored(DEVICE, made);
  return made;
}

/** What this browser is called in the list of devices: `Firefox on Linux`. */
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
